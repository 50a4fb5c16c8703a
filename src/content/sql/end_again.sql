-- enqueue_stage clears what a dead letter left, and a stage that is queued anew names another message.
with ended as (
    select stage.job_id, stage.stage, job.status::text = 'cancelled' as is_cancelled
    from public.content_job_stages as stage
    join public.content_jobs as job on job.id = stage.job_id
    where stage.status = 'processing' and stage.finished_at is null and {{include content/is_overdue.sql}}
      and (job.status::text = 'cancelled' or stage.dead_lettered_at is not null or exists (
               select from public.content_job_events as event
               where event.job_id = stage.job_id and event.stage = stage.stage
                 and event.status = 'completed'
                 and event.metadata ->> 'msg_id' = stage.msg_id::text
                 and event.metadata ->> 'queue' = stage.queue::text))
    order by stage.job_id, stage.stage
    limit $1
    for no key update of job, stage skip locked)
update public.content_job_stages as stage
set status = case when ended.is_cancelled then 'cancelled'
                  when stage.dead_lettered_at is not null then 'failed'
                  when stage.finished_at is null then 'completed'
                  else stage.status end,
    finished_at = coalesce(stage.dead_lettered_at, pg_catalog.now())
from ended where stage.job_id = ended.job_id and stage.stage = ended.stage
returning stage.job_id
