-- Row 7 of the checks: a timestamp within 365 days.
\set ON_ERROR_ROLLBACK on
begin;
set role anon;
select queue_job('{"kind": "enrich", "idempotency_key": "k", "run_at": "soon"}');
\echo :LAST_ERROR_SQLSTATE
select queue_job('{"kind": "enrich", "idempotency_key": "k", "run_at": ""}');
\echo :LAST_ERROR_SQLSTATE
select queue_job('{"kind": "enrich", "idempotency_key": "k", "run_at": "infinity"}');
\echo :LAST_ERROR_SQLSTATE
select queue_job('{"kind": "enrich", "idempotency_key": "k", "run_at": "-infinity"}');
\echo :LAST_ERROR_SQLSTATE
select queue_job('{"kind": "enrich", "idempotency_key": "k", "run_at": "now"}');
\echo :LAST_ERROR_SQLSTATE
select queue_job('{"kind": "enrich", "idempotency_key": "k", "run_at": "2026-02-30T00:00:00Z"}');
\echo :LAST_ERROR_SQLSTATE
select queue_job('{"kind": "enrich", "idempotency_key": "k", "run_at": "2999-01-01T00:00:00Z"}');
\echo :LAST_ERROR_SQLSTATE
select queue_job('{"kind": "enrich", "idempotency_key": "k", "run_at": "99999-01-01T00:00:00Z"}');
\echo :LAST_ERROR_SQLSTATE
select queue_job('{"kind": "enrich", "idempotency_key": "k", "run_at": 1800000000}');
\echo :LAST_ERROR_SQLSTATE
select queue_job('{"kind": "enrich", "idempotency_key": "k", "run_at": true}');
\echo :LAST_ERROR_SQLSTATE
select queue_job('{"kind": "enrich", "idempotency_key": "k", "run_at": []}');
\echo :LAST_ERROR_SQLSTATE
select queue_job(payload => '{"kind": "enrich", "idempotency_key": "k", "run_at": {}}');
\echo :LAST_ERROR_SQLSTATE
select queue_job('k', 'enrich', '{}', run_at => 'infinity');
\echo :LAST_ERROR_SQLSTATE
select queue_job('k', 'enrich', '{}', run_at => '-infinity');
\echo :LAST_ERROR_SQLSTATE
select queue_job('k', 'enrich', '{}', timestamptz '2999-01-01 00:00:00+00');
\echo :LAST_ERROR_SQLSTATE
select queue_job('k', 'enrich', '{}', timestamptz '290000-01-01 00:00:00+00');
\echo :LAST_ERROR_SQLSTATE
select queue_job(idempotency_key => 'k', kind => 'enrich', payload => '{}', run_at => 'soon');
\echo :LAST_ERROR_SQLSTATE
-- The last instant is taken, the next microsecond is not; DETAIL carries the time of the test.
\set VERBOSITY terse
select queue_job('last', 'enrich', '{}', run_at => now() + interval '31536000 s') > 0 as taken;
select queue_job('late', 'enrich', '{}', run_at => now() + interval '31536000.000001 s');
\echo :LAST_ERROR_SQLSTATE
select queue_job(jsonb_build_object('kind', 'enrich', 'idempotency_key', 'last too',
    'run_at', now() + interval '31536000 s')) > 0 as taken;
select queue_job(jsonb_build_object('kind', 'enrich', 'idempotency_key', 'late',
    'run_at', now() + interval '31536000.000001 s'));
\echo :LAST_ERROR_SQLSTATE
rollback;
