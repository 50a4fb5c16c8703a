-- The job gives a row of its own, so that one without open stages counts as cancelled too.
with job as (
    update public.content_jobs set status = 'cancelled'
    where id = $1 and status::text not in ('completed', 'cancelled')
    returning id, stage::text as stage),
open as (
    select stage.job_id, stage.stage
    from public.content_job_stages as stage join job on job.id = stage.job_id
    where stage.status::text not in ('completed', 'cancelled')
      and not (stage.status::text = 'failed' and stage.dead_lettered_at is not null)
    order by stage.job_id, stage.stage
    for no key update of stage),
stage as (
    update public.content_job_stages as stage
    set status = 'cancelled', finished_at = pg_catalog.now(), next_retry_at = null
    from open where stage.job_id = open.job_id and stage.stage = open.stage
    returning stage.stage::text as stage, stage.queue::text as queue, stage.msg_id),
event as (
    insert into public.content_job_events (job_id, stage, status, message, metadata)
    select job.id, touched.stage{{cast public.content_job_events.stage}},
        'cancelled'{{cast public.content_job_events.status}}, $2, '{}'
    from job, (select stage from stage
               union all
               select job.stage from job where not exists (select from stage)) as touched)
select queue, msg_id from stage
union all
select null, null from job
