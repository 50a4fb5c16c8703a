-- With everything wrong at once, the first row of the table answers; mended, the next one does.
\set ON_ERROR_ROLLBACK on
\set VERBOSITY terse
begin;
set role anon;
select queue_job('{"idempotency_key": false, "payload": 1, "run_at": "x", "delay_seconds": "x"}');
\echo :LAST_ERROR_SQLSTATE
select queue_job('{"kind": "x", "idempotency_key": false, "payload": 1, "run_at": "x", "delay_seconds": "x"}');
\echo :LAST_ERROR_SQLSTATE
select queue_job('{"kind": "enrich", "payload": 1, "run_at": "x", "delay_seconds": "x"}');
\echo :LAST_ERROR_SQLSTATE
select queue_job(jsonb_build_object('kind', 'enrich', 'idempotency_key', repeat('k', 513), 'payload', 1, 'run_at', 'x'));
\echo :LAST_ERROR_SQLSTATE
select queue_job('{"kind": "enrich", "idempotency_key": false, "payload": 1, "run_at": "x", "delay_seconds": "x"}');
\echo :LAST_ERROR_SQLSTATE
select queue_job('{"kind": "enrich", "idempotency_key": "k", "payload": 1, "run_at": "x", "delay_seconds": "x"}');
\echo :LAST_ERROR_SQLSTATE
select queue_job('{"kind": "enrich", "idempotency_key": "k", "payload": {}, "run_at": "x", "delay_seconds": "x"}');
\echo :LAST_ERROR_SQLSTATE
select queue_job('{"kind": "enrich", "idempotency_key": "k", "payload": {}, "run_at": "2020-01-01", "delay_seconds": "x"}');
\echo :LAST_ERROR_SQLSTATE
select queue_job('{"kind": "enrich", "idempotency_key": "k", "payload": {}, "run_at": "2020-01-01", "delay_seconds": 1}');
\echo :LAST_ERROR_SQLSTATE
select queue_job('{"kind": "enrich", "idempotency_key": "k", "payload": {}, "run_at": "2020-01-01"}') > 0 as taken;
rollback;
