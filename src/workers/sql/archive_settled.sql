with settled as (
    select input.msg_id
    from (select * from unnest($1, $2) with ordinality as input (key, msg_id, place)
          where place between 1 and 1000000) as input,
        lateral (select job.status::text as status, job.lease_until
                 from workers.processed_jobs as job
                 where job.idempotency_key = input.key and job.queue_name = {{queue}}
                 limit 1) as job
    where job.status = 'completed'
       or job.status = 'failed' and job.lease_until = 'infinity' and exists (
           select from workers.dead_letter_log as letter
           where letter.original_job_id = input.msg_id
             and letter.original_queue::text
                 in ({{queue}}, pg_catalog.concat('q_', {{queue}}))
             and letter.resolved_at is null)),
gone as (
    delete from pgmq.{{table}}
    where msg_id in (select settled.msg_id from settled)
    returning {{columns}}),
{{include archived.sql}}
select msg_id from gone
