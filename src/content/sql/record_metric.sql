insert into public.content_job_metrics (job_id, stage, metric_type, metric_value, message_id,
    attempt_count, priority, metadata)
select id, $2, $3, $4, $5, $6, $7, coalesce($8, '{}') from public.content_jobs where id = $1
returning id
