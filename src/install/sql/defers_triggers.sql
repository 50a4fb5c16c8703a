select exists (
select from pg_trigger join pg_class on pg_class.oid = tgrelid
where tgrelid = to_regclass($1) and tgdeferrable and not tgisinternal
  and relowner <> to_regrole('dragonfly_owner'))
