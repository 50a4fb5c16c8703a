-- A batch is an array.
\set ON_ERROR_ROLLBACK on
begin;
set role service_role;
select queue_jobs(null);
\echo :LAST_ERROR_SQLSTATE
select queue_jobs('null');
\echo :LAST_ERROR_SQLSTATE
select queue_jobs('{}');
\echo :LAST_ERROR_SQLSTATE
select queue_jobs('{"kind": "enrich", "idempotency_key": "k"}');
\echo :LAST_ERROR_SQLSTATE
select queue_jobs('{"jobs": [{"kind": "enrich", "idempotency_key": "k"}]}');
\echo :LAST_ERROR_SQLSTATE
select queue_jobs('"[]"');
\echo :LAST_ERROR_SQLSTATE
select queue_jobs('5');
\echo :LAST_ERROR_SQLSTATE
select queue_jobs(jobs => 'true');
\echo :LAST_ERROR_SQLSTATE
reset role;
select count(*) from pgmq.q_enrich;
rollback;
