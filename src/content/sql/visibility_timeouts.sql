select visibility_timeout_seconds from public.content_job_stages
where job_id = $1 and stage = $2
