-- A job that is not there has no stages, and its events name no job.
with letter as materialized (
    select letter.*, job.id as known_job,
           pg_catalog.left(coalesce(
               case when pg_catalog.jsonb_typeof(letter.details) = 'object'
                    then letter.details ->> 'message' end,
               letter.details #>> '{}', letter.reason), 1000) as message
    from unnest($1, $2, $3, $4, $5, $6, $7) with ordinality
        as letter (msg_id, job_id, stage, body, reason, details, attempts, place)
    left join public.content_jobs as job on job.id = letter.job_id),
gone as (
    delete from pgmq.{{table}}
    where msg_id = any (array(select letter.msg_id from letter))
    returning {{columns}}),
{{include archived.sql}},
kept as (
    insert into public.content_dead_letters
        (queue_name, msg_id, job_id, stage, payload, failure_reason, error_details, attempt_count)
    select $8, msg_id, job_id, stage, coalesce(body, '{}'), reason, details, attempts
    from letter order by place
    returning id),
job as (
    update public.content_jobs as job
    set status = 'failed', last_failed_at = pg_catalog.now(), last_dead_letter_at = pg_catalog.now(),
        stage = coalesce(letter.stage{{cast public.content_jobs.stage}}, job.stage),
        error = coalesce(letter.details, pg_catalog.jsonb_build_object('message', letter.reason))
    from letter where job.id = letter.known_job and job.status::text not in ('completed', 'cancelled')),
stage as (
    update public.content_job_stages as stage
    set status = 'failed', finished_at = pg_catalog.now(), dead_lettered_at = pg_catalog.now(),
        dead_letter_reason = letter.reason, last_error = coalesce(letter.details, stage.last_error),
        next_retry_at = null
    from letter where stage.job_id = letter.known_job and stage.stage = letter.stage),
events as (
    insert into public.content_job_events (job_id, stage, status, message, metadata)
    select letter.known_job, coalesce(letter.stage, 'unknown'){{cast public.content_job_events.stage}},
        event.status{{cast public.content_job_events.status}},
           case event.place when 1 then letter.message else letter.reason end,
           pg_catalog.jsonb_build_object('queue', $8, 'msg_id', letter.msg_id, 'attempt', letter.attempts,
               'reason', letter.reason, 'error', letter.details)
    from letter, lateral (values (1, 'error'), (2, 'dead_letter')) as event (place, status)
    order by letter.place, event.place)
select id from kept order by id
