-- $1 queue, $2 message, $3 key, $4 payload, $5 error, $6 stack, $7 attempt, $8 first attempt,
-- $9 worker, $10 why in one of three phrases, $11 whether it is to be logged only.
with there as (
        select id from workers.dead_letter_log
        where original_job_id = $2 and resolved_at is null
          and original_queue::text in ({{queue}}, pg_catalog.concat('q_', {{queue}}))
        order by moved_to_dlq_at, id limit 1),
    logged as (
        insert into workers.dead_letter_log
            (id, original_queue, original_job_id, idempotency_key, payload, error_message,
             error_stack, attempt_count, first_attempt_at, last_attempt_at, worker_id,
             resolved_at, resolution_notes)
        select pg_catalog.gen_random_uuid(), $1, $2, $3, $4, $5, $6, $7, $8,
            pg_catalog.clock_timestamp(), $9,
            case when $11 then pg_catalog.clock_timestamp() end,
            case when $11 then 'not moved: completed, or in the hands of another worker' end
        where not exists (select from there)
        returning id, moved_to_dlq_at),
    marked as (
        update workers.processed_jobs as job
        set status = 'failed', lease_until = 'infinity', last_error = $5,
            updated_at = pg_catalog.clock_timestamp()
        where job.idempotency_key = $3 and job.queue_name = {{queue}}
          and job.job_id = $2 and job.status <> 'completed' and not $11),
    sent as (
        insert into pgmq.{{dead_letter}} (vt, message)
        select pg_catalog.clock_timestamp(), pg_catalog.jsonb_build_object(
            'original_queue', $1, 'original_msg_id', $2, 'original_job_id', $2,
            'original_payload', $4, 'idempotency_key', $3, 'error', $10,
            'error_message', $5, 'validation_errors', null, 'attempt_count', $7,
            'worker_id', $9,
            'moved_to_dlq_at', {{include utc.sql at=logged.moved_to_dlq_at}},
            'dlq_log_id', logged.id)
        from logged where not $11)
    select id from there union all select id from logged
