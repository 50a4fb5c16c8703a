-- (uuid)
with
policy as materialized (
    select
        coalesce(pg_catalog.max(max_attempts), 3) as max_attempts,
        coalesce(pg_catalog.max(base_delay_seconds), 30) as base_delay_seconds,
        coalesce(pg_catalog.max(max_delay_seconds), 3600) as max_delay_seconds,
        coalesce(pg_catalog.bool_and(envelope), true) as envelope,
        coalesce(pg_catalog.max(visibility_timeout_seconds), 30) as visibility_timeout_seconds
    from
        workers.queue_policy
    where
        queue_name = 'jobs'
),
held as materialized (
    select
        run.id,
        run.job_id
    from
        public.job_runs as run
    where
        run.id = $1
        and run.status::text = 'in_progress'
    for update
)
select
    queued.attempts,
    policy.*
from
    held,
    policy,
    lateral (
        select
            queued.attempts
        from
            dragonfly.job_queue as queued
        where
            queued.job_id = held.job_id
            and queued.run_id = held.id
        limit
            1
        for update
    ) as queued;
