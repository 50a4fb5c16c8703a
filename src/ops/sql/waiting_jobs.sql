select 'more than 1000 jobs wait' where (select count(*) from (
    select from dragonfly.job_queue where run_id is null limit 1001) as waiting) > 1000
union all select 'a job waits for over 30 minutes'
where exists (select from dragonfly.job_queue where run_id is null
              and created_at < now() at time zone 'utc' - interval '30 minutes')
union all select 'a lease passed over 30 minutes ago and nobody claims'
where exists (select from dragonfly.job_queue where run_id is not null
              and lease_until < now() - interval '30 minutes')
