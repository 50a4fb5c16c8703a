-- Row 8 of the checks: whole seconds from 0 to a year.
\set ON_ERROR_ROLLBACK on
begin;
set role anon;
select queue_job('{"kind": "enrich", "idempotency_key": "k", "delay_seconds": -1}');
\echo :LAST_ERROR_SQLSTATE
select queue_job('{"kind": "enrich", "idempotency_key": "k", "delay_seconds": 31536001}');
\echo :LAST_ERROR_SQLSTATE
select queue_job('{"kind": "enrich", "idempotency_key": "k", "delay_seconds": 1.5}');
\echo :LAST_ERROR_SQLSTATE
select queue_job('{"kind": "enrich", "idempotency_key": "k", "delay_seconds": 99999999999999999999}');
\echo :LAST_ERROR_SQLSTATE
select queue_job('{"kind": "enrich", "idempotency_key": "k", "delay_seconds": 1e400}');
\echo :LAST_ERROR_SQLSTATE
select queue_job('{"kind": "enrich", "idempotency_key": "k", "delay_seconds": "60"}');
\echo :LAST_ERROR_SQLSTATE
select queue_job('{"kind": "enrich", "idempotency_key": "k", "delay_seconds": true}');
\echo :LAST_ERROR_SQLSTATE
select queue_job('{"kind": "enrich", "idempotency_key": "k", "delay_seconds": [60]}');
\echo :LAST_ERROR_SQLSTATE
select queue_job(payload => '{"kind": "enrich", "idempotency_key": "k", "delay_seconds": {}}');
\echo :LAST_ERROR_SQLSTATE
select queue_job('k', 'enrich', '{}', delay_seconds => -1);
\echo :LAST_ERROR_SQLSTATE
select queue_job('k', 'enrich', '{}', 31536001);
\echo :LAST_ERROR_SQLSTATE
select queue_job(idempotency_key => 'k', kind => 'enrich', payload => '{}', delay_seconds => 2147483647);
\echo :LAST_ERROR_SQLSTATE
select queue_job(idempotency_key => 'k', kind => 'enrich', payload => '{}', delay_seconds => 'soon');
\echo :LAST_ERROR_SQLSTATE
select queue_job('k', 'enrich', '{}', 31536000) > 0 as taken;
select queue_job('{"kind": "enrich", "idempotency_key": "year", "delay_seconds": 31536000}') > 0 as taken;
rollback;
