-- The functions of 0.2.0 are those of 0.1.0. Afterwards: SELECT dragonfly.install().
--
-- No function is granted to anybody here. A GRANT in an extension's script counts as the extension's own, and so would all
-- that an operator granted on the function before: pg_dump would leave it out.
select pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true);

-- Builds of 0.1.0 from before its release have the version in the name of the library. Their functions get the
-- name that every version keeps; owner, rights, settings and comment stay.
do $$
declare
    definition text;
begin
    for definition in
        select pg_catalog.replace(pg_catalog.pg_get_functiondef(objid),
                                  'AS ''dragonfly_queue-0.1.0'',', 'AS ''$libdir/dragonfly_queue'',')
        from pg_catalog.pg_depend
        join pg_catalog.pg_extension on pg_extension.oid = refobjid
        join pg_catalog.pg_proc on pg_proc.oid = objid
        where classid = 'pg_catalog.pg_proc'::pg_catalog.regclass
          and refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass
          and deptype = 'e' and extname = 'dragonfly_queue' and probin = 'dragonfly_queue-0.1.0'
    loop
        execute definition;
    end loop;
end
$$;
