with gone as (
    delete from pgmq.{{table}}
    where msg_id = $10
    returning {{columns}}),
{{include archived.sql}},
{{include content/message.sql}},
job as (
    update public.content_jobs set stage = $2{{cast public.content_jobs.stage}}, status = 'queued',
        last_queued_at = pg_catalog.now(),
        last_failed_at = case when $11 is null then last_failed_at else pg_catalog.now() end
    where id = $1),
stage as (
    update public.content_job_stages as stage
    set status = 'queued', queue = $7, msg_id = message.msg_id, priority = $4, available_at = $5,
        next_retry_at = $5, visibility_timeout_seconds = $6, last_queued_at = pg_catalog.now(),
        started_at = null, finished_at = null, last_error = coalesce($11, stage.last_error)
    from message
    where stage.job_id = $1 and stage.stage = $2
    returning stage.attempt_count),
events as (
    insert into public.content_job_events (job_id, stage, status, message, metadata)
    select $1, $2{{cast public.content_job_events.stage}},
        event.status{{cast public.content_job_events.status}}, event.message, event.metadata
    from message, stage, lateral (values
        (1, 'error', pg_catalog.left(coalesce(
            case when pg_catalog.jsonb_typeof($11) = 'object' then $11 ->> 'message' end,
            $11 #>> '{}'), 1000),
         pg_catalog.jsonb_build_object(
            'queue', $7, 'msg_id', $10, 'attempt', stage.attempt_count, 'error', $11)),
        (2, 'requeued', 'Queued again for ' || $8, pg_catalog.jsonb_build_object(
            'queue', $7, 'msg_id', message.msg_id, 'available_at', $8,
            'attempt', stage.attempt_count))) as event (place, status, message, metadata)
    where event.place = 2 or $11 is not null
    order by event.place)
select msg_id from message
