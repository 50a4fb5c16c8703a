select pg_proc.oid from pg_proc join pg_roles on pg_roles.oid = proowner
where pg_proc.oid = to_regprocedure($1)
  and (rolsuper or rolname = 'dragonfly_owner')
