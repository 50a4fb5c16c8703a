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
-- A clock that was never set breaks nobody's view, and a spelling in capitals is the queue's.
update workers.heartbeats set last_heartbeat_at = case right(worker_id::text, 1) when '1' then '0001-01-01'::timestamptz when '2' then '-infinity' when '3' then 'infinity' else '290000-01-01' end;
select right(worker_id::text, 2) as worker, seconds_since_heartbeat > 2000000000 as long_ago, seconds_since_heartbeat < -2000000000 as far_ahead, health_status from workers.v_worker_health order by worker_id;
select right(worker_id::text, 2) as worker, minutes_stale > 1000000 as long_ago from workers.find_stale_workers(5);
select workers.heartbeat(pg_temp.worker(6), ' Q_Ingest_Raw ', 'host', '1', 1, 'healthy') is not null as done, workers.update_metrics('Q_INGEST_RAW', null, 1) is not null as counted;
select queue_name from workers.heartbeats where worker_id = pg_temp.worker(6) union all select queue_name from workers.metrics;
update workers.metrics set last_success_at = '-infinity';
update workers.metric_slots set last_success_at = 'infinity';
insert into pgmq.q_ingest_raw (vt, enqueued_at, message) values ('-infinity', '-infinity', '{}');
select total_processed, minutes_since_last_success, active_workers, depth, oldest_message_age_seconds from workers.v_queue_metrics where queue_name = 'ingest_raw';
rollback;
