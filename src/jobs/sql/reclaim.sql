-- A run can be gone (TRUNCATE), or over without a word to the queue (triggers that were off).
with due as materialized (
    select queued.job_id, queued.run_id, queued.attempts < queued.max_attempts as again
    from dragonfly.job_queue as queued where queued.job_id = any ($1)),
ending as materialized (
    select run.id from public.job_runs as run
    where run.id = any (array(select due.run_id from due))
      and run.status::text in ('pending', 'in_progress')
    for update skip locked),
astray as materialized (
    select due.job_id, due.again and run.id is null as again
    from due left join public.job_runs as run on run.id = due.run_id
    where run.id is null or run.status::text not in ('pending', 'in_progress')),
freed as (
    update dragonfly.job_queue as queued
    set run_id = null, lease_until = null, lease_seconds = null, worker = null
    where queued.job_id = any (array(
        select due.job_id from due join ending on ending.id = due.run_id where due.again
        union all select astray.job_id from astray where astray.again))),
dropped as (
    delete from dragonfly.job_queue as queued
    where queued.job_id = any (array(select astray.job_id from astray where not astray.again)))
update public.job_runs as run
set status = 'failed', error = 'lease expired', completed_at = pg_catalog.now() at time zone 'utc'
where run.id = any (array(select ending.id from ending))
