select name || '.' || attname || ' must be filled, and functions do not know it'
from (select distinct split_part(known, '|', 1) as name from unnest($1) as known) as wanted
join pg_class on pg_class.oid = to_regclass(name)
join pg_attribute on attrelid = pg_class.oid
join pg_type on pg_type.oid = atttypid
where relowner <> to_regrole('dragonfly_owner') and attnum > 0 and not attisdropped
  and has_table_privilege('dragonfly_owner', pg_class.oid, 'insert')
  and attnotnull and not atthasdef and attidentity = '' and typdefault is null
  and name || '|' || attname <> all ($1)
  and not exists (
      select from pg_trigger join pg_proc on pg_proc.oid = tgfoid
      where tgrelid = pg_class.oid and tgtype & 7 = 7 and tgenabled <> 'D'
        and pronamespace is distinct from to_regnamespace('dragonfly'))
order by name, attnum
