-- A job that is done: registry, archive, counters; who may say so.
\set VERBOSITY default
\set ON_ERROR_ROLLBACK on
begin;
\i sql/workers.psql
set role service_role;
select workers.enqueue('ingest_raw', pg_temp.envelope('k' || n)) from generate_series(1, 7) as n;
select count(*) from workers.poll('ingest_raw', pg_temp.worker(), 6);
select workers.succeed('ingest_raw', 1, pg_temp.worker(), '{"n": 1.10}');
-- Not twice, not another's, not what was never claimed, not in another attempt, not what is not there.
select workers.succeed('ingest_raw', 1, pg_temp.worker()), workers.succeed('ingest_raw', 2, pg_temp.worker(2)), workers.succeed('ingest_raw', 7, pg_temp.worker()),
    workers.succeed('ingest_raw', 2, pg_temp.worker(), attempt => 2), workers.succeed('ingest_raw', 99, pg_temp.worker()), workers.succeed('simplicity_ingest', 2, pg_temp.worker());
select * from pg_temp.registry;
select workers.succeed('q_ingest_raw', 2, pg_temp.worker(), null, 1);
-- Many: the ids that counted, in the order in which they were given; results likewise.
select * from workers.succeed_many('ingest_raw', '{5,3,99,1,3,7}', pg_temp.worker(), '["five", {"three": 3}, null, 1, "again", 7]');
select * from workers.succeed_many('ingest_raw', '{6,4}', pg_temp.worker());
select * from workers.succeed_many('ingest_raw', '{}', pg_temp.worker());
select * from pg_temp.registry;
select * from pg_temp.queued;
select msg_id, read_ct, message = pg_temp.envelope('k' || msg_id) as verbatim from pgmq.a_ingest_raw order by msg_id;
select * from pg_temp.counters;
select total_processed, avg_latency_ms >= 0 as average, min_latency_ms <= max_latency_ms as bounds, last_success_at > now() as success, minutes_since_last_success <= 0 as just_now,
    throughput_jpm from workers.v_queue_metrics where queue_name = 'ingest_raw';
-- A message that is gone takes its job with it.
select msg_id from workers.poll('ingest_raw', pg_temp.worker());
select pgmq.delete('ingest_raw', 7);
select workers.succeed('ingest_raw', 7, pg_temp.worker());
select call, outcome.* from (values
    (1, $$select workers.succeed('ingest_raw', null, pg_temp.worker())$$),
    (2, $$select workers.succeed('ingest_raw', 1, null)$$),
    (3, $$select workers.succeed('content', 1, pg_temp.worker())$$),
    (4, $$select workers.succeed_many('ingest_raw', null, pg_temp.worker())$$),
    (5, $$select workers.succeed_many('ingest_raw', '{1,null}', pg_temp.worker())$$),
    (6, $$select workers.succeed_many('ingest_raw', '{1,2}', pg_temp.worker(), '[1]')$$),
    (7, $$select workers.succeed_many('ingest_raw', '{1,2}', pg_temp.worker(), '{}')$$),
    (8, $$select workers.succeed_many('ingest_raw', array_fill(1::bigint, '{1000001}'), pg_temp.worker())$$),
    (9, $$select workers.release('ingest_raw', array_fill(1::bigint, '{1000001}'), pg_temp.worker())$$)
) as calls (place, call), lateral pg_temp.tries(call) as outcome order by place;
rollback;
