with held as materialized (
    select message.msg_id from pgmq.{{table}} as message
    where message.msg_id = (select ledger.msg_id from dragonfly.idempotency_keys as ledger
                            where ledger.queue = {{queue}} and ledger.key = $1)
    for update),
job as materialized (
    select job.status::text as status from workers.processed_jobs as job
    where job.idempotency_key = $1 and job.queue_name = {{queue}}
      and (select pg_catalog.count(*) from held) > 0
    for update),
gone as (
    delete from pgmq.{{table}}
    where msg_id = (select held.msg_id from held)
      and not exists (select from job where job.status = 'completed')
    returning {{columns}}),
{{include archived.sql}},
forgotten as (
    delete from workers.processed_jobs as job using gone
    where job.idempotency_key = $1 and job.queue_name = {{queue}}
      and job.status <> 'completed')
update dragonfly.idempotency_keys as ledger set cancelled_at = $2
from gone where ledger.queue = {{queue}} and ledger.key = $1
returning ledger.msg_id
