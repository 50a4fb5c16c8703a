with {{include workers/held.sql}},
marked as (
    update workers.processed_jobs as job set lease_until = $6, updated_at = $5
    from held where job.idempotency_key = held.key and job.queue_name = {{queue}}),
hidden as (
    update pgmq.{{table}} as message set vt = $6
    from held where message.msg_id = held.msg_id)
select msg_id from held
