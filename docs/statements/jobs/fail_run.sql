-- (uuid, text, timestamptz)
with
failed as (
    update
        public.job_runs as run
    set
        status = 'failed',
        error = $2,
        completed_at = pg_catalog.now() at time zone 'utc'
    where
        run.id = $1
        and run.status::text = 'in_progress'
    returning
        run.id,
        run.job_id
),
freed as (
    update
        dragonfly.job_queue as queued
    set
        run_id = null,
        lease_until = null,
        lease_seconds = null,
        worker = null,
        available_at = $3
    from
        failed
    where
        queued.job_id = failed.job_id
        and queued.run_id = failed.id
        and $3 is not null
        and queued.attempts < queued.max_attempts
    returning
        queued.max_attempts - queued.attempts as attempts_left
)
select
    failed.job_id,
    coalesce(
        (
            select
                attempts_left
            from
                freed
        ),
        0
    )
from
    failed;
