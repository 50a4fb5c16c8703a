select pg_class.oid::regclass::text || ' was set aside' from pg_class
where relnamespace = to_regnamespace('dragonfly_legacy') and relkind = 'v'
order by 1
