-- A payload that looks like a job is a payload: the form without a key refuses it, whatever it holds.
\set ON_ERROR_ROLLBACK on
begin;
set role anon;
select queue_job(kind => 'enrich', payload => '{"kind": "outreach", "idempotency_key": "inner", "payload": {}}');
\echo :LAST_ERROR_SQLSTATE
select queue_job(kind => null, payload => '{"kind": "outreach", "idempotency_key": "inner", "payload": {}}');
\echo :LAST_ERROR_SQLSTATE
select queue_job('{"payload": {"kind": "outreach", "idempotency_key": "inner"}}');
\echo :LAST_ERROR_SQLSTATE
select queue_job('outer', 'enrich', '{"kind": "outreach", "idempotency_key": "inner"}') > 0 as taken;
reset role;
select queue, key from dragonfly.idempotency_keys;
select message -> 'payload' from pgmq.q_enrich;
select count(*) from pgmq.q_outreach;
rollback;
