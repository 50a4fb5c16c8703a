select setting from pg_settings
where name = 'dragonfly_queue.anon_access' and source <> 'default'
