with taken as ({{include hiding.sql}})
select msg_id, message, read_ct, (
        -- the same for all of them: written once
        select pg_catalog.to_char(
            ($2 + pg_catalog.make_interval(secs => $1)) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')),
    {{include utc.sql at=enqueued_at}}
from taken
order by msg_id
