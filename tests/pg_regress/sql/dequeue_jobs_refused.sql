-- Bounds of quantity and timeout; the kind is looked at first.
\set ON_ERROR_ROLLBACK on
begin;
set role service_role;
select dequeue_jobs(null, 0, -1);
\echo :LAST_ERROR_SQLSTATE
select dequeue_jobs('mail', 0, -1);
\echo :LAST_ERROR_SQLSTATE
select dequeue_jobs('enrich', 0, -1);
\echo :LAST_ERROR_SQLSTATE
select dequeue_jobs('enrich', -5, 30);
\echo :LAST_ERROR_SQLSTATE
select dequeue_jobs('enrich', 1001, 30);
\echo :LAST_ERROR_SQLSTATE
select dequeue_jobs('enrich', 2147483647, 30);
\echo :LAST_ERROR_SQLSTATE
select dequeue_jobs('enrich', 1, -1);
\echo :LAST_ERROR_SQLSTATE
select dequeue_jobs('enrich', 1, 43201);
\echo :LAST_ERROR_SQLSTATE
select dequeue_jobs(kind => 'enrich', quantity => 1, visibility_timeout => 2147483647);
\echo :LAST_ERROR_SQLSTATE
select count(*) from dequeue_jobs('enrich', 1000, 43200);
rollback;
