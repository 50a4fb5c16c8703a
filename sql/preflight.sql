-- The first block of the script: refuses what cannot work, makes schemas and roles that are missing.
create function dragonfly.preflight() returns void
language c volatile as '@MODULE_PATHNAME@', 'preflight_wrapper';
select dragonfly.preflight();
