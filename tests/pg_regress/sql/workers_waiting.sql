-- A worker waits for its queue; envelopes, replays and released jobs wake it.
\set VERBOSITY default
\set ON_ERROR_ROLLBACK on
begin;
\i sql/workers.psql
set role service_role;
create view pg_temp.held as select count(*) from pg_locks where pid = pg_backend_pid() and locktype = 'advisory';
select dragonfly.waiting('q_ingest_raw') is not null as waits, dragonfly.waiting('ingest_raw') is not null as once_is_enough;
select * from pg_temp.held;
select dragonfly.working('ingest_raw') is not null as works;
select * from pg_temp.held;
select dragonfly.waiting('nowhere');
\echo :LAST_ERROR_SQLSTATE
rollback;
