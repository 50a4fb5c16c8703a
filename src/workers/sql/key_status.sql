select job.status::text, job.job_id, job.worker_id, job.lease_until,
    coalesce(job.lease_until > pg_catalog.clock_timestamp(), false)
from workers.processed_jobs as job
where job.idempotency_key = $2 and job.queue_name = $1
limit 1 for update
