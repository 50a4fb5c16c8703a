with gone as (
    delete from pgmq.{{table}}
    where msg_id = $1
    returning {{columns}}),
{{include archived.sql}},
stage as (
    update public.content_job_stages as stage
    set status = 'completed', finished_at = pg_catalog.now(), last_error = null, next_retry_at = null
    where stage.job_id = $2 and stage.stage = $3
    returning stage.attempt_count),
kept as (
    insert into public.content_payloads as kept (job_id, stage, data)
    select $2, $3, $4 where $4 is not null
    on conflict (job_id, stage) do update set data = excluded.data),
job as (
    update public.content_jobs as job
    set last_completed_at = pg_catalog.now(),
        stage = case when $5 then $3{{cast public.content_jobs.stage}} else job.stage end,
        status = case when $5 then 'completed' else job.status end,
        result = case when $5 then $4 else job.result end,
        error = case when $5 then null else job.error end
    where job.id = $2)
insert into public.content_job_events (job_id, stage, status, message, metadata)
select $2, $3{{cast public.content_job_events.stage}}, 'completed'{{cast public.content_job_events.status}},
    'Completed at attempt ' || stage.attempt_count,
       pg_catalog.jsonb_build_object('queue', $6, 'msg_id', $1, 'attempt', stage.attempt_count)
from stage
