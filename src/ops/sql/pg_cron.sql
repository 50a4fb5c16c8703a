select 'pg_cron is not installed in this database'
where not exists (select from pg_extension where extname = 'pg_cron')
