-- $1 to $7 the letters' columns, $8 queue as the worker spells it, $9 worker, $10 claims at the
-- most, $11 now.
with input as (
     select * from unnest($1, $2, $3, $4, $5, $6, $7) with ordinality as input
         (msg_id, key, shown_key, certain, error, error_message, faults, place)
     where place between 1 and 1000000),
 held as materialized (
     select input.msg_id as id, input.key, input.shown_key, input.error, input.faults,
         coalesce(input.error_message, job.last_error, input.error) as error_message,
         job.attempts, job.created_at, job.claimed_at, job.worker_id
     from (select * from input order by key collate "C", msg_id) as input
     left join lateral (
         select coalesce(job.attempts, 0) as attempts, job.created_at, job.claimed_at,
             job.worker_id, job.last_error
         from workers.processed_jobs as job
         where job.idempotency_key = input.key and job.queue_name = {{queue}}
           and (input.certain or {{include workers/claimable.sql msg_id=input.msg_id}}
               and coalesce(job.attempts, 0) >= $10
                or job.status = 'failed' and job.lease_until = 'infinity')
         limit 1 for update {{busy}}) as job on true
     where input.certain or job.attempts is not null),
 marked as (
     update workers.processed_jobs as job
     set status = 'failed', lease_until = 'infinity', last_error = held.error_message,
         updated_at = $11
     from held where job.idempotency_key = held.key and job.queue_name = {{queue}}),
 gone as (
     delete from pgmq.{{table}} as message using held where message.msg_id = held.id
     returning {{columns message}}, held.*),
{{include archived.sql}},
 letter as materialized (
     select pg_catalog.gen_random_uuid() as letter_id, coalesce(worker_id, $9) as of_worker,
         gone.* from gone),
 logged as (
     insert into workers.dead_letter_log
         (id, original_queue, original_job_id, idempotency_key, payload, error_message,
          attempt_count, first_attempt_at, last_attempt_at, worker_id, moved_to_dlq_at)
     select letter_id, $8, id, shown_key, message, error_message, coalesce(attempts, 0),
         created_at, claimed_at, of_worker, $11
     from letter),
 sent as (
     insert into pgmq.{{dead_letter}} (vt, message)
     select $11, pg_catalog.jsonb_build_object(
         'original_queue', $8, 'original_msg_id', id, 'original_job_id', id,
         'original_payload', message, 'idempotency_key', shown_key, 'error', error,
         'error_message', error_message, 'validation_errors', faults,
         'attempt_count', coalesce(attempts, 0), 'worker_id', of_worker,
         'moved_to_dlq_at', {{include utc.sql at=$11}},
             'dlq_log_id', letter_id)
     from letter order by id)
 select id from letter
