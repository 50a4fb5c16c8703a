-- Every statement that the contract prints, as it is printed.
\set VERBOSITY default
\set ON_ERROR_ROLLBACK on
begin;
\i sql/workers.psql
set role service_role;
select workers.heartbeat(pg_temp.worker(), 'q_ingest_raw', 'host', '1', 1, 'healthy') is not null as done;
select pgmq.send('ingest_raw', '{}') > 0 as sent;
select count(*) from workers.poll('ingest_raw', pg_temp.worker());
create function pg_temp.rows_of(statement text) returns bigint language plpgsql as $$
declare
    rows bigint;
begin
    execute statement;
    get diagnostics rows = row_count;
    return rows;
end $$;
select pg_temp.rows_of($$SELECT
    queue_name,
    status,
    last_heartbeat_at,
    jobs_processed,
    jobs_failed
FROM workers.heartbeats
WHERE last_heartbeat_at > now() - INTERVAL '5 minutes';$$);
select pg_temp.rows_of($$SELECT * FROM pgmq.q_dead_letter
   ORDER BY enqueued_at DESC
   LIMIT 10;$$);
select pg_temp.rows_of($$SELECT * FROM workers.v_worker_health;$$);
select pg_temp.rows_of($$SELECT * FROM workers.v_queue_metrics;$$) >= 11 as every_queue;
select pg_temp.rows_of($$SELECT * FROM workers.find_stale_workers(5);$$);
select attname, atttypid::regtype from pg_attribute where attrelid = 'workers.v_worker_health'::regclass order by attnum;
select attname, atttypid::regtype from pg_attribute where attrelid = 'workers.v_queue_metrics'::regclass order by attnum;
-- Its envelopes: the first is valid, the others are not, because their org_id is no UUID.
select workers.validate_envelope('{
  "job_id": "550e8400-e29b-41d4-a716-446655440000",
  "trace_id": "660e8400-e29b-41d4-a716-446655440001",
  "org_id": "770e8400-e29b-41d4-a716-446655440002",
  "idempotency_key": "plaintiff:intake:12345",
  "entity_type": "plaintiff",
  "entity_id": "12345",
  "attempt": 1,
  "created_at": "2026-01-06T12:00:00Z",
  "payload": {
    "action": "score_collectability",
    "priority": "high"
  }
}');
select workers.validate_envelope('{
  "job_id": "a1b2c3d4-...",
  "trace_id": "e5f6g7h8-...",
  "org_id": "org-dragonfly-prod",
  "idempotency_key": "ingest:batch:2026-01-06-001",
  "entity_type": "batch",
  "entity_id": "batch-2026-01-06-001",
  "attempt": 1,
  "created_at": "2026-01-06T10:00:00Z",
  "payload": {
    "file_path": "uploads/simplicity_2026-01-06.csv",
    "source": "simplicity",
    "row_count": 150
  }
}');
rollback;
