-- A message that somebody sent past enqueue_stage may have no row yet.
with taken as (
    select * from unnest($1, $2, $3) with ordinality as taken (job_id, stage, msg_id, place)
    where place between 1 and 1000000),
stamped as (
    update public.content_job_stages as stage
    set queue = $4, msg_id = taken.msg_id, last_dequeued_at = pg_catalog.now(),
        dead_lettered_at = null, dead_letter_reason = null,
        visibility_timeout_seconds = $5
    from taken
    where stage.job_id = taken.job_id and stage.stage = taken.stage
    returning stage.job_id, stage.stage::text as stage)
insert into public.content_job_stages (job_id, stage, status, queue, msg_id, last_queued_at,
    last_dequeued_at, visibility_timeout_seconds, priority, max_attempts, retry_delay_seconds)
select taken.job_id, taken.stage, 'queued'{{cast public.content_job_stages.status}}, $4, taken.msg_id,
    pg_catalog.now(), pg_catalog.now(), $5,
       coalesce(job.priority, 0), coalesce(job.max_attempts, 5), coalesce(job.retry_delay_seconds, 60)
from taken
join public.content_jobs as job on job.id = taken.job_id
where not exists (select from stamped
                  where stamped.job_id = taken.job_id and stamped.stage = taken.stage)
on conflict (job_id, stage) do nothing
