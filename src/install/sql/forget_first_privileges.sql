delete from pg_init_privs where classoid = 'pg_namespace'::regclass
and objoid in (select oid from pg_namespace where nspname = any ($1))
