-- (text, text, jsonb, text, int4, int4, int4)
insert into
    public.content_jobs (
        job_type,
        requester_email,
        payload,
        stage,
        priority,
        max_attempts,
        retry_delay_seconds,
        status
    )
values
    (
        $1::text,
        $2,
        coalesce($3, '{}'),
        $4::text,
        $5,
        $6,
        $7,
        'queued'
    )
returning
    id;
