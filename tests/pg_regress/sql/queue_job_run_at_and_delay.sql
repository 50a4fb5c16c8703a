-- Row 9 of the checks: one of the two; null is not given.
\set ON_ERROR_ROLLBACK on
begin;
set role anon;
select queue_job('{"kind": "enrich", "idempotency_key": "k", "run_at": "2020-01-01", "delay_seconds": 0}');
\echo :LAST_ERROR_SQLSTATE
select queue_job(payload => '{"kind": "enrich", "idempotency_key": "k", "run_at": "2020-01-01T00:00:00Z", "delay_seconds": 60}');
\echo :LAST_ERROR_SQLSTATE
select queue_job('{"kind": "enrich", "idempotency_key": "a", "run_at": null, "delay_seconds": 60}') > 0 as taken;
select queue_job('{"kind": "enrich", "idempotency_key": "b", "run_at": "2020-01-01", "delay_seconds": null}') > 0 as taken;
select queue_job('{"kind": "enrich", "idempotency_key": "c", "run_at": null, "delay_seconds": null}') > 0 as taken;
rollback;
