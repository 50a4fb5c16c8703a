select not exists (
select from pg_constraint join pg_depend on objid = pg_constraint.oid
where classid = 'pg_constraint'::regclass
  and refclassid in ('pg_proc'::regclass, 'pg_operator'::regclass)
  and conrelid = to_regclass($1) and conname = $2)
