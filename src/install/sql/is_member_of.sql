select exists (select from pg_depend join pg_extension on pg_extension.oid = refobjid
where classid = 'pg_class'::regclass and objid = to_regclass($2)
  and refclassid = 'pg_extension'::regclass and deptype = 'e' and extname = $1)
