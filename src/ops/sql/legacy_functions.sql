select pg_proc.oid::regprocedure::text || ' was set aside' from pg_proc
where pronamespace = to_regnamespace('dragonfly_legacy')
