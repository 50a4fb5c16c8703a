-- Who may look at and touch what belongs to workers: service_role.
\set VERBOSITY default
\set ON_ERROR_ROLLBACK on
begin;
\i sql/workers.psql
set role service_role;
reset role;
select role, relname, has_table_privilege(role, oid, 'select') as reads, has_table_privilege(role, oid, 'insert') as writes
from pg_class, unnest(array['anon', 'authenticated', 'service_role', 'enforcement_operator']) as role
where relnamespace = 'workers'::regnamespace and relkind in ('r', 'v') and (role = 'service_role' or has_table_privilege(role, oid, 'select, insert, update, delete')) order by role, relname;
select role, has_schema_privilege(role, 'workers', 'usage') as usage, has_function_privilege(role, 'workers.queue_states()', 'execute') as helper
from unnest(array['anon', 'authenticated', 'service_role', 'enforcement_operator']) as role order by role;
set role authenticated;
select * from workers.v_queue_metrics;
select workers.find_stale_workers(5);
set role enforcement_operator;
select workers.poll('ingest_raw', pg_temp.worker());
rollback;
