-- Row 2 of the checks: kinds are the four names, exactly; the message shows 100 characters at most.
\set ON_ERROR_ROLLBACK on
begin;
set role anon;
select queue_job('{"kind": "Enrich", "idempotency_key": "k"}');
\echo :LAST_ERROR_SQLSTATE
select queue_job('{"kind": "q_enrich", "idempotency_key": "k"}');
\echo :LAST_ERROR_SQLSTATE
select queue_job('{"kind": " enrich", "idempotency_key": "k"}');
\echo :LAST_ERROR_SQLSTATE
select queue_job('{"kind": "", "idempotency_key": "k"}');
\echo :LAST_ERROR_SQLSTATE
select queue_job('{"kind": 5, "idempotency_key": "k"}');
\echo :LAST_ERROR_SQLSTATE
select queue_job('{"kind": 1.10, "idempotency_key": "k"}');
\echo :LAST_ERROR_SQLSTATE
select queue_job('{"kind": false, "idempotency_key": "k"}');
\echo :LAST_ERROR_SQLSTATE
select queue_job('{"kind": ["enrich"], "idempotency_key": "k"}');
\echo :LAST_ERROR_SQLSTATE
select queue_job('{"kind": {"kind": "enrich"}, "idempotency_key": "k"}');
\echo :LAST_ERROR_SQLSTATE
select queue_job('{"kind": "enrich; drop table x", "idempotency_key": "k"}');
\echo :LAST_ERROR_SQLSTATE
select queue_job(payload => '{"kind": "mail"}');
\echo :LAST_ERROR_SQLSTATE
select queue_job(jsonb_build_object('kind', repeat('ß', 300)));
\echo :LAST_ERROR_SQLSTATE
select queue_job('k', 'ENRICH');
\echo :LAST_ERROR_SQLSTATE
select queue_job('k', '', '{}');
\echo :LAST_ERROR_SQLSTATE
select queue_job(idempotency_key => 'k', kind => 'mail', payload => '{}');
\echo :LAST_ERROR_SQLSTATE
select queue_job(kind => 'mail', payload => '{}');
\echo :LAST_ERROR_SQLSTATE
select queue_job(idempotency_key => 'k', kind => 'mail', payload => '{}', run_at => now());
\echo :LAST_ERROR_SQLSTATE
select queue_job(idempotency_key => 'k', kind => 'mail', payload => '{}', delay_seconds => 5);
\echo :LAST_ERROR_SQLSTATE
rollback;
