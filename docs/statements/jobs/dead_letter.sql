-- (uuid)
insert into
    public.job_runs (
        id,
        job_id,
        attempt_no,
        status,
        progress,
        error,
        created_at,
        completed_at
    )
select
    pg_catalog.gen_random_uuid(),
    queued.job_id,
    coalesce(
        (
            select
                max(earlier.attempt_no)
            from
                public.job_runs as earlier
            where
                earlier.job_id = queued.job_id
        ),
        0
    ) + 1,
    'failed',
    '{}',
    'cancelled',
    pg_catalog.now() at time zone 'utc',
    pg_catalog.now() at time zone 'utc'
from
    dragonfly.job_queue as queued
where
    queued.job_id = $1
    and queued.run_id is null
returning
    id;
