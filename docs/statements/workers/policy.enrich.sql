-- ()
select
    coalesce(pg_catalog.max(max_attempts), 3) as max_attempts,
    coalesce(pg_catalog.max(base_delay_seconds), 30) as base_delay_seconds,
    coalesce(pg_catalog.max(max_delay_seconds), 3600) as max_delay_seconds,
    coalesce(pg_catalog.bool_and(envelope), true) as envelope,
    coalesce(pg_catalog.max(visibility_timeout_seconds), 30) as visibility_timeout_seconds
from
    workers.queue_policy
where
    queue_name = 'enrich';
