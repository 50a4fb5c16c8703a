-- (uuid, text)
select
    job.status::text,
    stage.status::text,
    stage.queue::text,
    stage.msg_id,
    stage.attempt_count,
    stage.max_attempts,
    stage.dead_lettered_at is not null,
    stage.retry_delay_seconds,
    stage.priority
from
    public.content_jobs as job
    join public.content_job_stages as stage on stage.job_id = job.id
where
    job.id = $1
    and stage.job_id = $1
    and stage.stage = $2
for no key update
    of job,
    stage;
