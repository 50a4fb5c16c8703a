-- (uuid, jsonb, timestamptz)
with
alive as (
    update
        public.job_runs as run
    set
        progress = case
            when pg_catalog.jsonb_typeof(run.progress) = 'object' then run.progress
            else '{}'
        end || coalesce($2, '{}')
    where
        run.id = $1
        and run.status::text = 'in_progress'
    returning
        run.id,
        run.job_id,
        run.progress
),
extended as (
    update
        dragonfly.job_queue as queued
    set
        lease_until = $3 + pg_catalog.make_interval(secs => queued.lease_seconds)
    from
        alive
    where
        queued.job_id = alive.job_id
        and queued.run_id = alive.id
        and queued.lease_until is not null
)
select
    progress
from
    alive;
