-- Row 1 of the checks: without a kind nothing else is looked at.
\set ON_ERROR_ROLLBACK on
begin;
set role anon;
select queue_job(null);
\echo :LAST_ERROR_SQLSTATE
select queue_job('null');
\echo :LAST_ERROR_SQLSTATE
select queue_job('"enrich"');
\echo :LAST_ERROR_SQLSTATE
select queue_job('5');
\echo :LAST_ERROR_SQLSTATE
select queue_job('true');
\echo :LAST_ERROR_SQLSTATE
select queue_job('[]');
\echo :LAST_ERROR_SQLSTATE
select queue_job('[{"kind": "enrich", "idempotency_key": "k"}]');
\echo :LAST_ERROR_SQLSTATE
select queue_job('{}');
\echo :LAST_ERROR_SQLSTATE
select queue_job('{"kind": null, "idempotency_key": "k", "payload": {}}');
\echo :LAST_ERROR_SQLSTATE
select queue_job('{"Kind": "enrich", "idempotency_key": "k"}');
\echo :LAST_ERROR_SQLSTATE
select queue_job(payload => '{"idempotency_key": "k"}');
\echo :LAST_ERROR_SQLSTATE
select queue_job(null, null);
\echo :LAST_ERROR_SQLSTATE
select queue_job('k', null);
\echo :LAST_ERROR_SQLSTATE
select queue_job('k', null, '{}');
\echo :LAST_ERROR_SQLSTATE
select queue_job(null, null, null);
\echo :LAST_ERROR_SQLSTATE
select queue_job(kind => null, payload => '{}');
\echo :LAST_ERROR_SQLSTATE
select queue_job(idempotency_key => 'k', kind => null, payload => '{}');
\echo :LAST_ERROR_SQLSTATE
select queue_job(idempotency_key => 'k', kind => null, payload => '{}', run_at => null);
\echo :LAST_ERROR_SQLSTATE
select queue_job(idempotency_key => 'k', kind => null, payload => '{}', delay_seconds => null);
\echo :LAST_ERROR_SQLSTATE
rollback;
