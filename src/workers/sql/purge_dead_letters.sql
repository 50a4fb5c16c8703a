with gone as (
    delete from pgmq.{{dead_letter}}
    where ($1 is null or enqueued_at < pg_catalog.clock_timestamp() - $1)
      and ($2 is null or msg_id = any ($2))
    returning {{include workers/plain_text.sql field=dlq_log_id}} as log_id),
resolved as (
    update workers.dead_letter_log as log
    set resolved_at = pg_catalog.now(), resolution_notes = 'purged'
    from gone where log.id::text = gone.log_id and log.resolved_at is null)
select pg_catalog.count(*) from gone
