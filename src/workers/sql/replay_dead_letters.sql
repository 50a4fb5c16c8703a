-- $1 letters, $2 now.
with letter as materialized (
        select msg_id as id, pg_catalog.nextval({{sequence}}) as new_id, message,
            {{include workers/plain_text.sql field=idempotency_key}} as key,
            {{include workers/plain_text.sql field=original_msg_id}} as original_msg_id,
            {{include workers/plain_text.sql field=dlq_log_id}} as log_id
        from (select * from pgmq.{{dead_letter}} where msg_id = any ($1) order by msg_id) as letter),
    sent as (
        insert into pgmq.{{table}} (msg_id, vt, message) overriding system value
        select new_id, $2, message -> 'original_payload' from letter order by new_id),
    held as materialized (
        select letter.key from (select key from letter order by key collate "C") as letter,
            lateral (select from workers.processed_jobs as job
                     where job.idempotency_key = letter.key and job.queue_name = {{queue}}
                       and job.status = 'failed'
                     limit 1 for update) as job),
    forgotten as (
        delete from workers.processed_jobs as job using held
        where job.idempotency_key = held.key and job.queue_name = {{queue}}),
    moved as (
        update dragonfly.idempotency_keys as ledger
        set msg_id = letter.new_id, retained_since = greatest(ledger.retained_since, $2)
        from letter
        where ledger.queue = {{queue}} and ledger.key = letter.key
          and ledger.msg_id::text = letter.original_msg_id),
    gone as (
        delete from pgmq.{{dead_letter}} as message using letter where message.msg_id = letter.id),
    resolved as (
        update workers.dead_letter_log as log
        set resolved_at = $2,
            resolution_notes = pg_catalog.concat('replayed as message ', letter.new_id)
        from letter
        where log.id::text = letter.log_id and log.resolved_at is null)
    select id, new_id from letter order by id
