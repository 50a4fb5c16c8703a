with pairs as materialized (
    select spelt.ctid as spelt, plain.ctid as plain,
           (spelt.status::text = 'completed', coalesce(spelt.attempts, 0))
               > (plain.status::text = 'completed', coalesce(plain.attempts, 0)) as spelt_stays
    from workers.processed_jobs as spelt
    join workers.processed_jobs as plain
      on plain.idempotency_key = spelt.idempotency_key
     and plain.queue_name::text = substr(spelt.queue_name::text, 3)
    where spelt.queue_name::text like 'q\_%'),
gone as (
    delete from workers.processed_jobs where ctid = any (array(
        select case when spelt_stays then plain else spelt end from pairs))
    returning 1)
select count(*) from gone
