with stalled as (
    select * from unnest($1, $2, $3) as stalled (job_id, stage, msg_id)),
job as (
    update public.content_jobs as job set status = 'queued'
    from stalled where job.id = stalled.job_id and job.status::text = 'processing'),
stage as (
    update public.content_job_stages as stage
    set status = 'queued', queue = $4, msg_id = stalled.msg_id, available_at = pg_catalog.now(),
        started_at = null
    from stalled where stage.job_id = stalled.job_id and stage.stage = stalled.stage
    returning stage.job_id, stage.stage, stage.msg_id, stage.attempt_count)
insert into public.content_job_events (job_id, stage, status, message, metadata)
select stage.job_id, stage.stage::text{{cast public.content_job_events.stage}},
    'requeued'{{cast public.content_job_events.status}}, 'Worker did not come back',
       pg_catalog.jsonb_build_object('queue', $4, 'msg_id', stage.msg_id, 'attempt', stage.attempt_count)
from stage order by stage.job_id, stage.stage
