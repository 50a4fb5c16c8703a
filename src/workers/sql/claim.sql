-- $1 keys, $2 messages, $3 worker, $4 end of the lease, $5 claims at the most, $6 now.
insert into workers.processed_jobs as job
        (idempotency_key, queue_name, job_id, status, worker_id, attempts, lease_until,
         claimed_at, created_at, updated_at)
    select distinct on (key collate "C") key, {{queue}}, msg_id,
        'processing'{{cast workers.processed_jobs.status}}, $3, 1, $4, $6, $6, $6
    from (select * from unnest($1, $2) with ordinality as input (key, msg_id, place)
          where place between 1 and 1000000 offset 0) as input
    where not exists (
        select from workers.processed_jobs as job
        where job.idempotency_key = input.key and job.queue_name = {{queue}}
          and ({{include workers/claimable.sql msg_id=input.msg_id}}
               and coalesce(job.attempts, 0) < $5) is not true)
    order by key collate "C", msg_id
    on conflict (idempotency_key, queue_name) do update set
        job_id = excluded.job_id, status = excluded.status,
        worker_id = excluded.worker_id, attempts = coalesce(job.attempts, 0) + 1,
        lease_until = excluded.lease_until, claimed_at = excluded.claimed_at,
        updated_at = excluded.updated_at
    where {{include workers/claimable.sql msg_id=excluded.job_id}} and coalesce(job.attempts, 0) < $5
    returning job.job_id, job.attempts
