with job as (
    update public.content_jobs set status = 'processing', stage = $2{{cast public.content_jobs.stage}},
        attempt_count = least(attempt_count, 2147483646) + 1
    where id = $1),
started as (
    update public.content_job_stages as stage
    set status = 'processing', attempt_count = least(stage.attempt_count, 2147483646) + 1,
        started_at = pg_catalog.now(), finished_at = null,
        dead_lettered_at = null, dead_letter_reason = null,
        last_dequeued_at = coalesce(stage.last_dequeued_at, pg_catalog.now())
    where stage.job_id = $1 and stage.stage = $2
    returning stage.*),
event as (
    insert into public.content_job_events (job_id, stage, status, message, metadata)
    select $1, $2{{cast public.content_job_events.stage}},
        'processing'{{cast public.content_job_events.status}}, 'Attempt ' || started.attempt_count,
        pg_catalog.jsonb_build_object(
            'attempt', started.attempt_count, 'queue', started.queue, 'msg_id', started.msg_id)
    from started)
select pg_catalog.to_jsonb(started) from started
