with {{include workers/held.sql}},
marked as (
    update workers.processed_jobs as job
    set status = 'failed', lease_until = null, last_error = $7, updated_at = $5
    from held where job.idempotency_key = held.key and job.queue_name = {{queue}}),
back as (
    update pgmq.{{table}} as message set vt = $6
    from held where message.msg_id = held.msg_id),
counted as ({{include workers/count.sql at=$5}})
select msg_id from held
