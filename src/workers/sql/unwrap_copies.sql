-- $1 message, $2 what it becomes, $3 key, $4 row of the log, $5 now, $6 the original message. Waits
-- for nobody: what another session holds is left to it. A row of the log must be of this queue and key.
with unwrapped as (
        update pgmq.{{table}} as message set message = $2 where message.msg_id = $1),
    held as materialized (
        select from workers.processed_jobs as job
        where job.idempotency_key = $3 and job.queue_name = {{queue}}
          and job.status = 'failed' and job.lease_until = 'infinity'
        for update skip locked),
    forgotten as (
        delete from workers.processed_jobs as job
        where job.idempotency_key = $3 and job.queue_name = {{queue}} and exists (select from held)),
    moved as (
        update dragonfly.idempotency_keys as ledger
        set msg_id = $1, retained_since = greatest(ledger.retained_since, $5)
        where ledger.queue = {{queue}} and ledger.key = $3 and ledger.msg_id::text = $6
          and exists (select from held)),
    told as materialized (
        select log.id::text as id from workers.dead_letter_log as log
        where log.id::text = $4 and log.resolved_at is null and log.idempotency_key = $3
          and log.original_queue::text in ({{queue}}, pg_catalog.concat('q_', {{queue}}))
        for update skip locked)
update workers.dead_letter_log as log
set resolved_at = $5, resolution_notes = pg_catalog.concat('sent back as message ', $1)
from told where log.id::text = told.id
