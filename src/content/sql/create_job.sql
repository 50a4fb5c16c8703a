insert into public.content_jobs (job_type, requester_email, payload, stage, priority, max_attempts,
    retry_delay_seconds, status)
values ($1{{cast public.content_jobs.job_type}}, $2, coalesce($3, '{}'), $4{{cast public.content_jobs.stage}},
    $5, $6, $7, 'queued')
returning id
