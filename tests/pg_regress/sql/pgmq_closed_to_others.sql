-- pgmq's functions and tables are nobody else's: not anon's, not authenticated's, not an operator's.
\set ON_ERROR_ROLLBACK on
begin;
set role anon;
select pgmq.send('enrich', '{}');
\echo :LAST_ERROR_SQLSTATE
set role authenticated;
select * from pgmq.read('enrich', 30, 1);
\echo :LAST_ERROR_SQLSTATE
select * from pgmq.q_enrich;
\echo :LAST_ERROR_SQLSTATE
set role enforcement_operator;
select pgmq.list_queues();
\echo :LAST_ERROR_SQLSTATE
select * from dragonfly.idempotency_keys;
\echo :LAST_ERROR_SQLSTATE
set role service_role;
select * from dragonfly.idempotency_keys;
\echo :LAST_ERROR_SQLSTATE
rollback;
