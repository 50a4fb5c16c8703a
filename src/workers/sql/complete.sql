with {{include workers/held.sql}},
marked as (
    update workers.processed_jobs as job
    set status = 'completed', result = {{result}},
        processed_at = $5, lease_until = null, updated_at = $5
    from held where job.idempotency_key = held.key and job.queue_name = {{queue}}),
gone as (
    delete from pgmq.{{table}}
    where msg_id in (select held.msg_id from held)
    returning {{columns}}),
{{include archived.sql}},
counted as ({{include workers/count.sql at=$5}})
select msg_id from held order by place
