select format('%I', relname || '_' || oid) from pg_class
where oid = to_regclass($1)
  and to_regclass(format('dragonfly_legacy.%I', relname)) is not null
