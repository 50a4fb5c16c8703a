select pg_proc.oid::regprocedure::text from pg_proc join pg_extension on proowner = extowner
where pg_proc.oid = to_regprocedure($1) and extname = 'dragonfly_queue' and not prosecdef
  and proconfig @> array['search_path=pg_catalog, pg_temp', 'row_security=on']
