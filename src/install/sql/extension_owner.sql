select rolname::text from pg_extension join pg_roles on pg_roles.oid = extowner
where extname = $1 and rolsuper
