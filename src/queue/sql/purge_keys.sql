-- The ledger's key without a collation of its own, so that a comparison takes the one of the other
-- side's column and finds its index.
with due as materialized (
    select ledger.ctid, named.key from dragonfly.idempotency_keys as ledger,
        lateral (select ledger.key::text collate pg_catalog."default" as key) as named
    where (ledger.queue || '') = {{queue}}
      and ledger.retained_since < pg_catalog.now() - pg_catalog.make_interval(secs => $2)
      {{left}}
      and not exists (
          select from workers.processed_jobs as job
          where job.idempotency_key = named.key and job.queue_name = {{queue}}
            and job.created_at
                >= pg_catalog.now() - pg_catalog.make_interval(secs => $2))
      and not exists (select from workers.dead_letter_log as letter
                      where letter.original_job_id = ledger.msg_id
                        and letter.original_queue::text
                            in ({{queue}}, pg_catalog.concat('q_', {{queue}}))
                        and letter.resolved_at is null)
    order by ledger.retained_since
    limit $1
    for update of ledger skip locked),
held as materialized (
    select job.ctid, due.key from due, lateral (
        select job.ctid from workers.processed_jobs as job
        where job.idempotency_key = due.key and job.queue_name = {{queue}}
        limit 1 for update skip locked) as job),
forgotten as (
    delete from workers.processed_jobs where ctid = any (array(select ctid from held)))
delete from dragonfly.idempotency_keys
where ctid = any (array(
    select due.ctid from due
    where exists (select from held where held.key = due.key)
       or not exists (
           select from workers.processed_jobs as job
           where job.idempotency_key = due.key and job.queue_name = {{queue}})))
returning 1
