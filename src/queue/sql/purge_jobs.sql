delete from workers.processed_jobs
where ctid = any (array(
    select job.ctid from workers.processed_jobs as job
    where (queue_name || '') = {{queue}}
      and job.created_at < pg_catalog.now() - pg_catalog.make_interval(secs => $2)
      {{left}}
      and not exists (select from dragonfly.idempotency_keys as ledger
                      where ledger.queue::text = {{queue}}
                        and ledger.key::text = job.idempotency_key::text collate "C")
    order by job.created_at
    limit $1
    for update skip locked))
returning 1
