held as materialized (
select input.key, input.msg_id, input.place, job.attempts, job.claimed_at
from (select * from unnest($1, $2) with ordinality as input (key, msg_id, place)
      where place between 1 and 1000000
      order by key collate "C") as input,
    lateral (select job.attempts, job.claimed_at from workers.processed_jobs as job
             where job.idempotency_key = input.key and job.queue_name = {{queue}}
               and job.job_id = input.msg_id and job.worker_id = $3
               and job.status = 'processing' and job.attempts = coalesce($4, job.attempts)
             limit 1 for update) as job)
