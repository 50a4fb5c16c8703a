-- The first block of the script: refuses what cannot work, makes schemas and roles that are missing.
-- The library's name carries the version, which is that of the extension being created. Every name is
-- qualified: the script's search_path begins with a schema that somebody else may have made.
do $$
begin
    execute pg_catalog.format(
        'create function dragonfly.preflight() returns pg_catalog.void language c volatile
         set search_path to pg_catalog, pg_temp as %L, %L',
        variadic array[
            pg_catalog.concat('dragonfly_queue-', (
                select extversion from pg_catalog.pg_extension
                where extname operator(pg_catalog.=) 'dragonfly_queue')),
            'preflight_wrapper']);
end
$$;
select dragonfly.preflight();
