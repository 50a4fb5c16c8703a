-- Dead letters: back to their queue, once, or away.
\set VERBOSITY default
\set ON_ERROR_ROLLBACK on
begin;
\i sql/workers.psql
set role service_role;
select workers.enqueue('ingest_raw', pg_temp.envelope('a')), workers.enqueue('ingest_raw', pg_temp.envelope('b')), pgmq.send('ingest_raw', '{"n": 1.10}'), workers.enqueue('simplicity_ingest', pg_temp.envelope('a')) > 0;
select count(*) from workers.poll('q_ingest_raw', pg_temp.worker());
select workers.fail('ingest_raw', 1, pg_temp.worker(), 'boom', false), workers.fail('ingest_raw', 2, pg_temp.worker(), 'bang', false);
select workers.fail('simplicity_ingest', msg_id, pg_temp.worker(), 'boom', false) from workers.poll('simplicity_ingest', pg_temp.worker());
select pgmq.send('dead_letter', '{"original_queue": "nowhere", "original_payload": {}, "attempt_count": "many"}'), pgmq.send('dead_letter', '{"original_queue": "ingest_raw"}'), pgmq.send('dead_letter', '[]');
-- A dry run changes nothing.
create temporary table before as select 'q' as what, to_jsonb(q_dead_letter) as row from pgmq.q_dead_letter union all select 'log', to_jsonb(dead_letter_log) from workers.dead_letter_log
    union all select 'job', to_jsonb(processed_jobs) from workers.processed_jobs;
select msg_id, original_queue, age_seconds, attempts, error, action, new_msg_id from workers.replay_dead_letters(dry_run => true);
select count(*) from (select 'q' as what, to_jsonb(q_dead_letter) as row from pgmq.q_dead_letter union all select 'log', to_jsonb(dead_letter_log) from workers.dead_letter_log
    union all select 'job', to_jsonb(processed_jobs) from workers.processed_jobs except table before) as changed;
select count(*) from pgmq.q_ingest_raw;
-- One queue, one letter, then the rest.
select msg_id, original_queue, age_seconds, attempts, error, action, new_msg_id from workers.replay_dead_letters('ingest_raw', 1);
select msg_id, original_queue, attempts, error, action, new_msg_id is not null as sent from workers.replay_dead_letters();
select msg_id, action from workers.replay_dead_letters('q_ingest_raw');
select msg_id, message = pg_temp.envelope('a') as a, message = pg_temp.envelope('b') as b, message from pgmq.q_ingest_raw order by msg_id;
select * from pg_temp.registry;
reset role;
select queue, key, msg_id from dragonfly.idempotency_keys where queue = 'ingest_raw' order by key;
set role service_role;
select original_queue, original_job_id, resolved_at = now() as resolved, regexp_replace(resolution_notes, '\d+', 'n') as notes from workers.dead_letter_log order by original_job_id, original_queue;
-- They run again, from the first attempt; what is no envelope comes back at once.
select msg_id, attempt from workers.poll('ingest_raw', pg_temp.worker(2));
select workers.succeed('ingest_raw', msg_id, pg_temp.worker(2)) from pgmq.q_ingest_raw;
select workers.enqueue('ingest_raw', pg_temp.envelope('a'));
select * from pg_temp.letters order by msg_id nulls first, queue;
select * from pg_temp.counters;
-- Away.
update pgmq.q_dead_letter set enqueued_at = now() - interval '2 days' where message ->> 'error' = 'Invalid Envelope';
select workers.purge_dead_letters('3 days'), workers.purge_dead_letters(older_than => interval '1 day'), workers.purge_dead_letters('1 day');
select original_job_id, resolution_notes from workers.dead_letter_log where resolution_notes = 'purged';
select dead_letters from workers.v_queue_metrics where queue_name = 'ingest_raw';
-- Letters that cannot be replayed do not stand before those that can.
select count(*) from unnest(array['{"original_queue": "nowhere", "original_payload": {}}', '{"original_queue": "content", "original_payload": {}}', '{"original_queue": "ingest_raw"}', '[]', '{"original_queue": " Q_INGEST_RAW ", "original_payload": {"n": 1}}']::jsonb[]) as message, pgmq.send('dead_letter', message);
select original_queue, action from workers.replay_dead_letters(null, 1, true);
select original_queue, action from workers.replay_dead_letters('ingest_raw', 1);
select original_queue, action from workers.replay_dead_letters(null, 2);
select call, outcome.* from (values
    (1, $$select workers.replay_dead_letters('dead_letter')$$),
    (2, $$select workers.replay_dead_letters(null, 0)$$),
    (3, $$select workers.replay_dead_letters(null, 10001)$$),
    (4, $$select workers.purge_dead_letters(null)$$),
    (5, $$select workers.purge_dead_letters('-1 day')$$),
    (6, $$select workers.purge_dead_letters('1000000 years')$$),
    (7, $$select workers.purge_dead_letters('1000 years')$$)
) as calls (place, call), lateral pg_temp.tries(call) as outcome order by place;
rollback;
-- Letters chosen by their ids; nothing else is touched.
begin;
\i sql/workers.psql
set role service_role;
select count(workers.enqueue('ingest_raw', pg_temp.envelope(key))) from unnest(array['a', 'b', 'c', 'd']) as key;
select count(workers.fail('ingest_raw', msg_id, pg_temp.worker(), 'broken', false)) from workers.poll('ingest_raw', pg_temp.worker());
select msg_id, action from workers.replay_dead_letters(dry_run => true, ids => array[2, 4, null, 99]);
select msg_id, action from workers.replay_dead_letters(ids => array[2, 4]);
select msg_id, action from workers.replay_dead_letters('comms_outbound', ids => array[1]);
select msg_id, action from workers.replay_dead_letters(ids => '{}');
select workers.purge_dead_letters('1 day', array[1]) as too_young, workers.purge_dead_letters('0', array[1]) as both, workers.purge_dead_letters(null, array[3, 4]) as chosen;
select count(*) as left_over from pg_temp.letters;
select resolution_notes from workers.dead_letter_log where resolution_notes = 'purged';
select workers.purge_dead_letters(null, null);
rollback;
