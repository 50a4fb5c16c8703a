-- The first block of the script: refuses what cannot work, makes schemas and roles that are missing.
-- The library's name carries the version, which is that of the extension being created.
do $$
begin
    execute format(
        'create function dragonfly.preflight() returns void language c volatile as %L, %L',
        (select 'dragonfly_queue-' || extversion from pg_extension where extname = 'dragonfly_queue'),
        'preflight_wrapper');
end
$$;
select dragonfly.preflight();
