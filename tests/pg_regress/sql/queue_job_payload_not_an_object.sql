-- Row 6 of the checks: a payload is an object; absent and null mean {}.
\set ON_ERROR_ROLLBACK on
begin;
set role anon;
select queue_job('{"kind": "enrich", "idempotency_key": "k", "payload": []}');
\echo :LAST_ERROR_SQLSTATE
select queue_job('{"kind": "enrich", "idempotency_key": "k", "payload": [{"a": 1}]}');
\echo :LAST_ERROR_SQLSTATE
select queue_job('{"kind": "enrich", "idempotency_key": "k", "payload": "x"}');
\echo :LAST_ERROR_SQLSTATE
select queue_job('{"kind": "enrich", "idempotency_key": "k", "payload": ""}');
\echo :LAST_ERROR_SQLSTATE
select queue_job('{"kind": "enrich", "idempotency_key": "k", "payload": 1.10}');
\echo :LAST_ERROR_SQLSTATE
select queue_job('{"kind": "enrich", "idempotency_key": "k", "payload": false}');
\echo :LAST_ERROR_SQLSTATE
select queue_job(payload => '{"kind": "enrich", "idempotency_key": "k", "payload": 0}');
\echo :LAST_ERROR_SQLSTATE
select queue_job('k', 'enrich', '[]');
\echo :LAST_ERROR_SQLSTATE
select queue_job('k', 'enrich', '"x"');
\echo :LAST_ERROR_SQLSTATE
select queue_job('k', 'enrich', '5');
\echo :LAST_ERROR_SQLSTATE
select queue_job(idempotency_key => 'k', kind => 'enrich', payload => 'true');
\echo :LAST_ERROR_SQLSTATE
select queue_job(idempotency_key => 'k', kind => 'enrich', payload => '[1]', run_at => now());
\echo :LAST_ERROR_SQLSTATE
select queue_job(idempotency_key => 'k', kind => 'enrich', payload => '[1]', delay_seconds => 0);
\echo :LAST_ERROR_SQLSTATE
reset role;
select count(*) from pgmq.q_enrich;
set role anon;
select queue_job('{"kind": "enrich", "idempotency_key": "absent"}') > 0 as taken;
select queue_job('{"kind": "enrich", "idempotency_key": "null", "payload": null}') > 0 as taken;
select queue_job('flat', 'enrich') > 0 as taken;
select queue_job('flat null', 'enrich', null) > 0 as taken;
select queue_job('flat json null', 'enrich', 'null') > 0 as taken;
reset role;
select message ->> 'idempotency_key' as key, message -> 'payload' as payload from pgmq.q_enrich order by msg_id;
rollback;
