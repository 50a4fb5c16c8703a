-- The job of a key with all that says what became of it. A letter that was only logged, because its job was done
-- or in other hands, says nothing.
select ledger.msg_id, case
        when job.status = 'completed' then 'done'
        when ledger.cancelled_at is not null then 'cancelled'
        when letter.id is not null or job.status = 'failed' and job.lease_until = 'infinity' then 'failed'
        when message.msg_id is null then 'done'
        when job.status = 'failed' and job.attempts > 0 then 'retrying'
        when message.vt <= pg_catalog.clock_timestamp() then 'queued'
        when message.read_ct > 0 then 'in_flight'
        else 'delayed' end as state,
    coalesce(message.read_ct, archive.read_ct) as read_ct,
    coalesce(message.enqueued_at, archive.enqueued_at) as enqueued_at, message.vt as visible_at,
    coalesce(job.attempts, letter.attempt_count) as attempts,
    coalesce(letter.error_message, job.last_error) as error, letter.id as letter_id
from dragonfly.idempotency_keys as ledger
left join pgmq.{{table}} as message on message.msg_id = ledger.msg_id
left join pgmq.{{archive}} as archive on archive.msg_id = ledger.msg_id
left join lateral (
    select job.status::text as status, job.lease_until, job.attempts, job.last_error
    from workers.processed_jobs as job
    where job.idempotency_key = ledger.key::text collate pg_catalog."default" and job.queue_name = {{queue}}
    limit 1) as job on true
left join lateral (
    select letter.id, letter.attempt_count, letter.error_message
    from workers.dead_letter_log as letter
    where letter.original_job_id = ledger.msg_id
      and letter.original_queue::text in ({{queue}}, {{q_queue}})
      and coalesce(letter.resolution_notes, '') not like 'not moved%'
    order by letter.moved_to_dlq_at desc limit 1) as letter on true
where ledger.queue = {{queue}} and ledger.key = $1
