-- The question needs a kind and a key.
\set ON_ERROR_ROLLBACK on
begin;
set role service_role;
select queue_job_status(null, null);
\echo :LAST_ERROR_SQLSTATE
select queue_job_status(null, 'k');
\echo :LAST_ERROR_SQLSTATE
select queue_job_status('', 'k');
\echo :LAST_ERROR_SQLSTATE
select queue_job_status('mail', 'k');
\echo :LAST_ERROR_SQLSTATE
select queue_job_status('Enrich', 'k');
\echo :LAST_ERROR_SQLSTATE
select queue_job_status('enrich', null);
\echo :LAST_ERROR_SQLSTATE
select queue_job_status(kind => 'enrich', idempotency_key => null);
\echo :LAST_ERROR_SQLSTATE
rollback;
