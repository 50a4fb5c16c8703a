-- A consumer waits once, however often it says so, and once is enough to let go.
\set ON_ERROR_ROLLBACK on
begin;
set role service_role;
create view pg_temp.held as select mode, count(*) from pg_locks
where pid = pg_backend_pid() and locktype = 'advisory' group by mode order by mode;
select dragonfly.working('enrich') is not null as nothing_to_let_go;
select dragonfly.waiting('enrich') is not null as waits;
select dragonfly.waiting(kind => 'enrich') is not null as still;
select dragonfly.waiting('q_enrich') is not null as same_queue;
select * from pg_temp.held;
select dragonfly.waiting('outreach') is not null as another;
select * from pg_temp.held;
select dragonfly.working('enrich') is not null as lets_go;
select * from pg_temp.held;
select dragonfly.working('enrich') is not null as again;
select dragonfly.working(kind => 'q_outreach') is not null as other_spelling;
select * from pg_temp.held;
-- The lock is the session's and outlives a rollback; its tag is none that pg_advisory_lock can name.
savepoint before;
select dragonfly.waiting('enforce') is not null as waits;
rollback to before;
select * from pg_temp.held;
select objsubid not in (1, 2) as out_of_reach, database = (select oid from pg_database where datname = current_database()) as of_this_database
from pg_locks where pid = pg_backend_pid() and locktype = 'advisory';
select dragonfly.waiting('jobs') is not null as for_jobs, dragonfly.working('jobs') is not null as no_longer;
select dragonfly.waiting(null);
\echo :LAST_ERROR_SQLSTATE
select dragonfly.waiting('mail');
\echo :LAST_ERROR_SQLSTATE
select dragonfly.working('');
\echo :LAST_ERROR_SQLSTATE
select dragonfly.working('mail');
\echo :LAST_ERROR_SQLSTATE
select dragonfly.working('enforce') is not null as done;
select * from pg_temp.held;
rollback;
