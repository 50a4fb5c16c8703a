-- Row 3 of the checks: a key that is absent, null, empty or blank.
\set ON_ERROR_ROLLBACK on
begin;
set role anon;
select queue_job('{"kind": "enrich"}');
\echo :LAST_ERROR_SQLSTATE
select queue_job('{"kind": "enrich", "idempotency_key": null}');
\echo :LAST_ERROR_SQLSTATE
select queue_job('{"kind": "enrich", "idempotency_key": ""}');
\echo :LAST_ERROR_SQLSTATE
select queue_job('{"kind": "enrich", "idempotency_key": " \t\n\r"}');
\echo :LAST_ERROR_SQLSTATE
select queue_job('{"kind": "enrich", "idempotency_key": "\u00a0\u2003"}');
\echo :LAST_ERROR_SQLSTATE
select queue_job(payload => '{"kind": "enrich", "key": "k"}');
\echo :LAST_ERROR_SQLSTATE
select queue_job(null, 'enrich');
\echo :LAST_ERROR_SQLSTATE
select queue_job('', 'enrich');
\echo :LAST_ERROR_SQLSTATE
select queue_job('  ', 'enrich', '{}');
\echo :LAST_ERROR_SQLSTATE
select queue_job(idempotency_key => null, kind => 'enrich', payload => '{}');
\echo :LAST_ERROR_SQLSTATE
select queue_job(idempotency_key => '', kind => 'enrich', payload => '{}', run_at => now());
\echo :LAST_ERROR_SQLSTATE
select queue_job(idempotency_key => '', kind => 'enrich', payload => '{}', delay_seconds => 5);
\echo :LAST_ERROR_SQLSTATE
select queue_job(kind => 'enrich', payload => '{}');
\echo :LAST_ERROR_SQLSTATE
select queue_job(kind => 'enrich', payload => null);
\echo :LAST_ERROR_SQLSTATE
select queue_job('enrich'::text, '{}'::jsonb);
\echo :LAST_ERROR_SQLSTATE
rollback;
