-- Every queue has one row: depth, in flight, age, counters of both kinds.
\set VERBOSITY default
\set ON_ERROR_ROLLBACK on
begin;
\i sql/workers.psql
set role service_role;
select queue_name, depth, in_flight, oldest_message_age_seconds, total_processed, min_latency_ms, last_success_at, dead_letters from workers.v_queue_metrics order by 1;
select workers.enqueue('ingest_raw', pg_temp.envelope(key)) from unnest(array['a', 'b', 'c', 'd']) as key;
select workers.enqueue('ingest_raw', pg_temp.envelope('later'), 60) is not null as later;
update pgmq.q_ingest_raw set enqueued_at = now() - interval '90 seconds' where msg_id = 4;
select count(*) from workers.poll('ingest_raw', pg_temp.worker(), 2);
select depth, in_flight, oldest_message_age_seconds between 90 and 100 as age from workers.v_queue_metrics where queue_name = 'ingest_raw';
-- Latency is counted from the claim; the slots' figures and those that workers wrote themselves are one sum.
update workers.processed_jobs set claimed_at = clock_timestamp() - interval '2 seconds';
select workers.succeed('ingest_raw', 1, pg_temp.worker());
select workers.update_metrics('q_ingest_raw', pg_temp.worker(9), 4000) is not null as older, workers.update_metrics('ingest_raw', pg_temp.worker(9), 50) is not null as spelt_plainly,
    workers.update_metrics('q_ingest_raw', pg_temp.worker(9), 9000, false) is not null as failed;
select queue_name, right(last_job_id::text, 2) as last_job, last_success_at > now() as success, total_processed, total_failed, avg_latency_ms, max_latency_ms, min_latency_ms from workers.metrics order by 1;
select queue_name, processed, failed, minute_count, last_job_id, slot = pg_backend_pid() % 64 as own_slot from workers.metric_slots;
select total_processed, total_failed, failure_rate_pct, avg_latency_ms between 2016 and 2040 as average, min_latency_ms, max_latency_ms, minutes_since_last_success, throughput_jpm
from workers.v_queue_metrics where queue_name = 'ingest_raw';
-- What is completed in one minute is the next minute's throughput, and no longer.
update workers.metric_slots set minute_at = date_trunc('minute', now()) - interval '1 minute', minute_count = 7, prev_count = 9;
select throughput_jpm from workers.v_queue_metrics where queue_name = 'ingest_raw';
select workers.succeed('ingest_raw', 2, pg_temp.worker());
select throughput_jpm from workers.v_queue_metrics where queue_name = 'ingest_raw';
select minute_count, prev_count from workers.metric_slots;
update workers.metric_slots set minute_at = minute_at - interval '2 minutes';
select throughput_jpm from workers.v_queue_metrics where queue_name = 'ingest_raw';
select workers.update_metrics('ingest_raw', null, null) is not null as counted;
select minute_count, prev_count, processed from workers.metric_slots;
-- A queue of an application is there as well; without a grant it shows its name.
reset role;
select pgmq.create('own') is not null as made;
select pgmq.send('own', '{}') is not null as sent;
select queue_name, depth, in_flight, oldest_message_age_seconds from workers.v_queue_metrics where queue_name = 'own';
set role service_role;
select queue_name, depth from workers.v_queue_metrics where queue_name = 'own';
select workers.update_metrics('dead_letter', null, 1);
rollback;
-- What waits for another attempt is not in flight; what waits for its time is neither.
begin;
\i sql/workers.psql
set role service_role;
select workers.enqueue('ingest_raw', pg_temp.envelope(key)) from unnest(array['a', ' b ', 'c', 'd']) as key;
select workers.enqueue('ingest_raw', pg_temp.envelope('later'), 60) is not null as later;
select count(*) from workers.poll('ingest_raw', pg_temp.worker(), 3);
select workers.fail('ingest_raw', msg_id, pg_temp.worker(), 'no luck') ->> 'dead' as dead from unnest(array[1, 2]) as msg_id;
select depth, in_flight, retrying, delayed from workers.v_queue_metrics where queue_name = 'ingest_raw';
-- A job of a kind, under its key and without one; messages whose key is no text.
select count(queue_job(key, 'enrich', '{}')) from unnest(array['k', 'l']) as key;
select count(*) from unnest(array['{"kind": "enrich"}', '{"idempotency_key": {"no": "text"}}']::jsonb[]) as message, pgmq.send('enrich', message);
select count(*) from workers.poll('enrich', pg_temp.worker(), 4);
select count(workers.fail('enrich', msg_id, pg_temp.worker(), 'no luck')) from pgmq.q_enrich where message ->> 'idempotency_key' is distinct from 'l';
select depth, in_flight, retrying, delayed from workers.v_queue_metrics where queue_name = 'enrich';
-- Content: a stage that failed, and one for later.
select create_content_job('article') as job \gset
select count(*) from dequeue_stage('content'), start_stage(:'job', 'research');
select fail_stage('content', msg_id, :'job', 'research', '"no"') -> 'retry' as retry from content_job_stages where job_id = :'job' and stage = 'research';
select enqueue_stage('content', :'job', 'draft', p_delay_seconds => 600) is not null as later;
select depth, in_flight, retrying, delayed from workers.v_queue_metrics where queue_name = 'content';
rollback;
