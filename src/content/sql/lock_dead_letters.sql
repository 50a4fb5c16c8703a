select id from public.content_dead_letters
where id = any (array(select pg_catalog.unnest($1))) and resolved_at is null
order by id for update skip locked
