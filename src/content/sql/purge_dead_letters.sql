with held as materialized (
    select id from public.content_dead_letters
    where resolved_at is null
      and ($1 is null or routed_at < pg_catalog.clock_timestamp() - $1)
      and ($2 is null or id = any ($2))
    for update skip locked),
gone as (
    delete from public.content_dead_letters as letter
    using held where letter.id = held.id returning letter.id)
select pg_catalog.count(*) from gone
