select rolsuper or rolcanlogin or rolbypassrls or rolcreaterole or rolcreatedb
or rolreplication from pg_roles where rolname = $1
