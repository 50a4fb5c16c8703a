select exists (select from pg_proc where oid = to_regprocedure($1)
and proowner = to_regrole('dragonfly_owner'))
