select queue_name || ' has ' || letters || ' unresolved'
from workers.unresolved_letters() order by queue_name
