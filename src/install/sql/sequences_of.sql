select objid::regclass::text from pg_depend
join pg_class on pg_class.oid = objid and relkind = 'S'
where classid = 'pg_class'::regclass and refclassid = 'pg_class'::regclass
  and refobjid = to_regclass($1) and deptype in ('a', 'i')
