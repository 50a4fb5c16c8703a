select id from public.content_jobs where id = any (array(select pg_catalog.unnest($1)))
