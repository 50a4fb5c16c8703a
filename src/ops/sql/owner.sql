select 'dragonfly_owner has attributes' from pg_roles
where rolname = 'dragonfly_owner' and (rolsuper or rolcanlogin or rolbypassrls
    or rolcreaterole or rolcreatedb or rolreplication)
