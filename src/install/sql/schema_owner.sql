select rolname::text from pg_namespace join pg_roles on pg_roles.oid = nspowner
where nspname = $1 and not rolsuper
