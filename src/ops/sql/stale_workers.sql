select queue_name || ' on ' || hostname || ' has not reported for '
    || floor(minutes_stale) || ' minutes'
from workers.find_stale_workers(5) limit 20
