-- What enqueue and validate_envelope refuse, and that nothing is written then.
\set VERBOSITY default
\set ON_ERROR_ROLLBACK on
begin;
\i sql/workers.psql
set role service_role;
select call, outcome.* from (values
    (1, $$select workers.enqueue(null, pg_temp.envelope('a'))$$),
    (2, $$select workers.enqueue(' ', pg_temp.envelope('a'))$$),
    (3, $$select workers.enqueue('dead_letter', pg_temp.envelope('a'))$$),
    (4, $$select workers.enqueue('q_content', pg_temp.envelope('a'))$$),
    (5, $$select workers.enqueue('nowhere', pg_temp.envelope('a'))$$),
    (6, $$select workers.enqueue('ingest_raw', pg_temp.envelope('a'), -1)$$),
    (7, $$select workers.enqueue('ingest_raw', pg_temp.envelope('a'), 31536001)$$),
    (8, $$select workers.enqueue('ingest_raw', null)$$),
    (9, $$select workers.enqueue('ingest_raw', '[]')$$),
    (10, $$select workers.enqueue('ingest_raw', pg_temp.envelope('a') || '{"org_id": "org-dragonfly-prod"}')$$),
    (11, $$select workers.enqueue('ingest_raw', pg_temp.envelope(' ') || '{"extra": 1, "attempt": true}')$$),
    (12, $$select workers.enqueue('enrich', '[1]')$$),
    (13, $$select workers.validate_envelope(null)$$),
    (14, $$select workers.validate_envelope('{"org_id": null}')$$)
) as calls (place, call), lateral pg_temp.tries(call) as outcome order by place;
select count(*) from pgmq.q_ingest_raw;
-- What is valid comes back in its normal form, and that comes back as it is.
select workers.validate_envelope(pg_temp.envelope('a')) = pg_temp.envelope('a') as unchanged;
select workers.validate_envelope(pg_temp.envelope(' a ') || '{"attempt": "3", "entity_type": "Judgment", "created_at": "2026-01-06 12:00:00+02"}');
rollback;
