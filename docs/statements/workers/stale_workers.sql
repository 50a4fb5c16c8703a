-- (int4)
select
    worker_id,
    queue_name::text,
    hostname::text,
    status::text,
    last_heartbeat_at,
    case
        when pg_catalog.isfinite(last_heartbeat_at) then pg_catalog.round(
            extract(epoch
                from
                    pg_catalog.now() - last_heartbeat_at) / 60,
            1
        )
    end
from
    workers.heartbeats
where
    status::text <> 'stopped'
    and last_heartbeat_at < pg_catalog.now() - pg_catalog.make_interval(mins => $1)
order by
    last_heartbeat_at,
    worker_id;
