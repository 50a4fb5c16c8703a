select exists (select from pg_class where oid = to_regclass($1)
and relkind in ('r', 'p'))
