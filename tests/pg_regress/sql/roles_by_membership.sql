-- Rights come through membership as Postgres has it, and with an inheriting one an operator's too.
\set ON_ERROR_ROLLBACK on
begin;
create role worker login inherit in role service_role;
create role clerk login inherit in role enforcement_operator;
create role reader login inherit in role authenticated;
create role proxy login noinherit;
grant service_role, authenticated to proxy;
set session authorization worker;
select queue_job('k', 'enrich') > 0 as sent;
select queue_job_status('enrich', 'k') ->> 'state' as state;
select dequeue_job('enrich') is not null as taken;
set session authorization clerk;
select queue_job_status('enrich', 'k') ->> 'state' as state;
select dequeue_job('enrich');
\echo :LAST_ERROR_SQLSTATE
set session authorization reader;
select queue_job('k', 'enrich') > 0 as sent;
select queue_job_status('enrich', 'k');
\echo :LAST_ERROR_SQLSTATE
set session authorization proxy;
select queue_job('k', 'enrich');
\echo :LAST_ERROR_SQLSTATE
set role authenticated;
select queue_job_status('enrich', 'k');
\echo :LAST_ERROR_SQLSTATE
set role service_role;
select queue_job_status('enrich', 'k') ->> 'state' as state;
rollback;
