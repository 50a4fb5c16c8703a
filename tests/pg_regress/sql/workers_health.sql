-- Signs of life, and what follows from their absence.
\set VERBOSITY default
\set ON_ERROR_ROLLBACK on
begin;
\i sql/workers.psql
set role service_role;
select workers.heartbeat(pg_temp.worker(1), 'q_ingest_raw', 'host', '1.2', 77, 'starting') is not null as done;
select workers.heartbeat(pg_temp.worker(1), 'ingest_raw', 'other', '1.3', 78, 'healthy', 5, 2, '{"a": 1}') is not null as again;
select workers.heartbeat(pg_temp.worker(2), 'q_ingest_raw', null, null, null, 'draining', null, null, null) is not null as by_default;
select workers.upsert_heartbeat(pg_temp.worker(3), 'ingest_raw', 'host', '1', 1, 'healthy') is not null as older;
select workers.upsert_heartbeat(pg_temp.worker(4), 'ingest_raw', 'host', '1', 1, 'stopped'::workers.worker_status, 1, 2) is not null as older_with_the_type;
prepare beats as select workers.upsert_heartbeat($1, $2, $3, $4, $5, $6);
execute beats (pg_temp.worker(5), 'simplicity_ingest', 'host', '1', 1, 'healthy');
select right(worker_id::text, 2) as worker, queue_name, hostname, version, pid, status, jobs_processed, jobs_failed, metadata, last_heartbeat_at >= now() as now from workers.heartbeats order by worker_id;
select call, outcome.* from (values
    (1, $$select workers.heartbeat(null, 'ingest_raw', 'host', '1', 1, 'healthy')$$),
    (2, $$select workers.heartbeat(pg_temp.worker(), ' ', 'host', '1', 1, 'healthy')$$),
    (3, $$select workers.heartbeat(pg_temp.worker(), 'ingest_raw', 'host', '1', 1, 'asleep')$$),
    (4, $$select workers.heartbeat(pg_temp.worker(), 'ingest_raw', 'host', '1', 1, null)$$),
    (5, $$select workers.find_stale_workers(-1)$$)
) as calls (place, call), lateral pg_temp.tries(call) as outcome order by place;
-- At the boundaries.
update workers.heartbeats set last_heartbeat_at = now() - case right(worker_id::text, 1) when '1' then interval '2 minutes' when '2' then interval '2 minutes 1 second'
    when '3' then interval '5 minutes' when '4' then interval '1 day' else interval '5 minutes 1 second' end;
select right(worker_id::text, 2) as worker, queue_name, hostname, status, seconds_since_heartbeat, jobs_processed, jobs_failed, version, pid, health_status from workers.v_worker_health order by worker_id;
select queue_name, active_workers from workers.v_queue_metrics where active_workers > 0;
select right(worker_id::text, 2) as worker, queue_name, hostname, status, last_heartbeat_at < now() as before, minutes_stale from workers.find_stale_workers(5);
select right(worker_id::text, 2) as worker, minutes_stale from workers.find_stale_workers(2);
select count(*) from workers.find_stale_workers(minutes => null);
rollback;
