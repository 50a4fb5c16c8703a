-- A consumer names its kind.
\set ON_ERROR_ROLLBACK on
begin;
set role service_role;
select dequeue_job(null);
\echo :LAST_ERROR_SQLSTATE
select dequeue_job('');
\echo :LAST_ERROR_SQLSTATE
select dequeue_job(E' \t');
\echo :LAST_ERROR_SQLSTATE
select dequeue_job('mail');
\echo :LAST_ERROR_SQLSTATE
select dequeue_job('Enrich');
\echo :LAST_ERROR_SQLSTATE
select dequeue_job('q_q_enrich');
\echo :LAST_ERROR_SQLSTATE
select dequeue_job('enrich"; drop table pgmq.q_enrich; --');
\echo :LAST_ERROR_SQLSTATE
select dequeue_job(kind => repeat('ß', 300));
\echo :LAST_ERROR_SQLSTATE
rollback;
