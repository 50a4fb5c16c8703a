with {{include content/message.sql}},
job as (
    update public.content_jobs as job
    set stage = $2{{cast public.content_jobs.stage}}, status = 'queued', priority = greatest(job.priority, $4),
        first_queued_at = coalesce(job.first_queued_at, pg_catalog.now()),
        last_queued_at = pg_catalog.now()
    where job.id = $1
    returning coalesce(job.max_attempts, 5) as max_attempts,
        coalesce(job.retry_delay_seconds, 60) as retry_delay_seconds),
stage as (
    insert into public.content_job_stages as stage (job_id, stage, status, queue, msg_id, priority,
        available_at, visibility_timeout_seconds, max_attempts, retry_delay_seconds, last_queued_at)
    select $1, $2, 'queued'{{cast public.content_job_stages.status}}, $7, message.msg_id, $4, $5, $6,
        coalesce($10, job.max_attempts),
           coalesce($11, job.retry_delay_seconds), pg_catalog.now()
    from message, job
    on conflict (job_id, stage) do update
    set status = 'queued', queue = excluded.queue, msg_id = excluded.msg_id,
        priority = excluded.priority, available_at = excluded.available_at,
        visibility_timeout_seconds = excluded.visibility_timeout_seconds,
        max_attempts = coalesce($10, stage.max_attempts),
        retry_delay_seconds = coalesce($11, stage.retry_delay_seconds),
        last_queued_at = excluded.last_queued_at,
        attempt_count = case when stage.status::text in ('completed', 'failed', 'cancelled') then 0
                             else stage.attempt_count end,
        started_at = null, finished_at = null, last_error = null, next_retry_at = null,
        dead_lettered_at = null, dead_letter_reason = null),
resolved as (
    update public.content_dead_letters as letter
    set resolved_at = pg_catalog.now(),
        resolution_notes = pg_catalog.concat('queued again as message ', message.msg_id)
    from message
    where letter.job_id = $1 and letter.stage = $2 and letter.resolved_at is null),
event as (
    insert into public.content_job_events (job_id, stage, status, message, metadata)
    select $1, $2{{cast public.content_job_events.stage}}, 'queued'{{cast public.content_job_events.status}},
        'Queued on ' || $7, pg_catalog.jsonb_build_object(
        'queue', $7, 'msg_id', message.msg_id, 'available_at', $8)
    from message)
select msg_id from message
