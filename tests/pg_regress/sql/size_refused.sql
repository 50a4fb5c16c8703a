-- A value is measured as jsonb and as text: one long number, or more than fits into an answer, is refused.
\set ON_ERROR_ROLLBACK on
begin;
set role service_role;
select queue_job('k', 'enrich', '{"n": 1e1000}');
\echo :LAST_ERROR_SQLSTATE
select queue_job('k', 'enrich', '{"n": 1e999}') is not null as a_thousand_digits;
select queue_job('k', 'enrich', '{"deep": [{"n": -0.1e-1000}]}');
\echo :LAST_ERROR_SQLSTATE
select queue_job('l', 'enrich', jsonb_build_object('n', repeat('x', 16777216)));
\echo :LAST_ERROR_SQLSTATE
-- Small as jsonb, large as text.
select queue_job('l', 'enrich', jsonb_build_object('n', repeat(E'\x01', 3000000)));
\echo :LAST_ERROR_SQLSTATE
select queue_jobs('[{"kind": "enrich", "idempotency_key": "l"}, {"kind": "enrich", "idempotency_key": "m", "payload": {"n": 1e1000}}]');
\echo :LAST_ERROR_SQLSTATE
select queue_job('{"kind": 1e131071, "idempotency_key": "l"}');
\echo :LAST_ERROR_SQLSTATE
select queue_job('{"kind": "enrich", "idempotency_key": 1e131071}');
\echo :LAST_ERROR_SQLSTATE
select create_job('tech_rfp_report', '{"package_id": "p", "n": 1e1000}');
\echo :LAST_ERROR_SQLSTATE
select create_job('tech_rfp_report', jsonb_build_object('package_id', repeat('x', 1048576)));
\echo :LAST_ERROR_SQLSTATE
select create_content_job('article', p_payload => '[1e1000]');
\echo :LAST_ERROR_SQLSTATE
select workers.enqueue('ingest_raw', '{"payload": 1e1000}');
\echo :LAST_ERROR_SQLSTATE
select workers.validate_envelope(jsonb_build_object('payload', repeat('x', 16777216)));
\echo :LAST_ERROR_SQLSTATE
select upsert_enrichment_bundle('{"case_id": 1e1000}');
\echo :LAST_ERROR_SQLSTATE
select log_enforcement_event('{"case_id": "00000000-0000-0000-0000-00000000000c", "payload": {"n": 1e1000}}');
\echo :LAST_ERROR_SQLSTATE
select log_enforcement_event(gen_random_uuid(), 'note', '{"n": 1e1000}');
\echo :LAST_ERROR_SQLSTATE
select count(*) from pgmq.q_enrich;
rollback;
