-- The first block of the script: refuses what cannot work, makes schemas and roles that are missing. Every name is
-- qualified: the script's search_path begins with a schema that somebody else may have made.
create function dragonfly.preflight() returns pg_catalog.void language c volatile
    set search_path to pg_catalog, pg_temp as 'MODULE_PATHNAME', 'preflight_wrapper';
select dragonfly.preflight();
