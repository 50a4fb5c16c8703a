with {{include workers/held.sql}},
marked as (
    update workers.processed_jobs as job
    set status = 'failed', attempts = job.attempts - 1, lease_until = null,
        updated_at = $5
    from held where job.idempotency_key = held.key and job.queue_name = {{queue}}),
back as (
    update pgmq.{{table}} as message set vt = $5
    from held where message.msg_id = held.msg_id)
select msg_id from held
