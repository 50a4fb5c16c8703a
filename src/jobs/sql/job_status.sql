select pg_catalog.jsonb_build_object(
    'job_id', job.id, 'type', job.type::text,
    'status', case when run.status::text = 'failed' and run.error = 'cancelled' then 'cancelled'
        else coalesce(run.status::text, 'pending') end,
    'attempt_no', run.attempt_no,
    'attempts_left', case when run.status::text is distinct from 'completed'
        then coalesce(queued.attempts_left, 0) end,
    'next_attempt_at', pg_catalog.to_char(queued.available_at at time zone 'utc', spelt.format),
    'progress', coalesce(run.progress, '{}'), 'error', run.error,
    'created_at', pg_catalog.to_char(job.created_at, spelt.format),
    'started_at', pg_catalog.to_char(run.started_at, spelt.format),
    'completed_at', pg_catalog.to_char(run.completed_at, spelt.format),
    'artifacts', coalesce((
        select pg_catalog.jsonb_agg(distinct artifact.artifact_type::text)
        from public.job_artifacts as artifact where artifact.run_id = run.id), '[]'))
from public.jobs as job
cross join (values ('YYYY-MM-DD"T"HH24:MI:SS.US"Z"')) as spelt (format)
left join lateral (
    select newest.id, newest.status, newest.attempt_no, newest.progress, newest.error,
        newest.started_at, newest.completed_at
    from public.job_runs as newest where newest.job_id = job.id
    order by newest.attempt_no desc limit 1) as run on true
left join lateral (
    select greatest(waiting.max_attempts - waiting.attempts, 0) as attempts_left, waiting.available_at
    from dragonfly.job_queue as waiting where waiting.job_id = job.id) as queued on true
where job.id = $1 and ($2 is null or job.user_id::text = $2)
