-- Letters that a tool sent back whole: the message in them is worked on, once more from the first attempt.
\set VERBOSITY default
\set ON_ERROR_ROLLBACK on
begin;
\i sql/workers.psql
set role service_role;
select workers.enqueue('ingest_raw', pg_temp.envelope('a'));
select msg_id, attempt from workers.poll('ingest_raw', pg_temp.worker());
select workers.fail('ingest_raw', 1, pg_temp.worker(), 'broken', false);
select pgmq.send('ingest_raw', message) as copy from pgmq.q_dead_letter where message ->> 'idempotency_key' = 'a';
select msg_id, attempt, envelope ->> 'idempotency_key' as key, envelope -> 'payload' as payload from workers.poll('ingest_raw', pg_temp.worker());
select * from pg_temp.queued;
select key, status, attempts, lease from pg_temp.registry;
reset role;
select resolved_at is not null as resolved, resolution_notes from workers.dead_letter_log order by id;
set role service_role;
select workers.succeed('ingest_raw', 2, pg_temp.worker());
-- As another tool writes them.
select pgmq.send('ingest_raw', jsonb_build_object('payload', pg_temp.envelope('b'), 'error', 'boom', 'failed_at', '2026-01-06T10:00:00Z')) as copy;
select msg_id, attempt, envelope ->> 'idempotency_key' as key from workers.poll('ingest_raw', pg_temp.worker());
-- What fails again goes to the dead letters as the message that it is.
select workers.fail('ingest_raw', 3, pg_temp.worker(), 'again', false);
select message -> 'original_payload' ->> 'idempotency_key' as key from pgmq.q_dead_letter order by q_dead_letter.msg_id desc limit 1;
-- Without a mark, or with a message in it that nobody could work on, it is an invalid envelope as before.
select pgmq.send('ingest_raw', jsonb_build_object('payload', pg_temp.envelope('c')));
select pgmq.send('ingest_raw', jsonb_build_object('original_payload', pg_temp.envelope('d') - 'org_id', 'error', 'boom'));
select msg_id from workers.poll('ingest_raw', pg_temp.worker());
select msg_id, key, error from pg_temp.letters where msg_id > 3;
-- Jobs of the other queues.
select pgmq.send('enrich', '{"original_queue": "enrich", "original_msg_id": 1, "moved_to_dlq_at": "2026-01-06T10:00:00Z", "dlq_log_id": "x", "original_payload": {"kind": "enrich", "idempotency_key": "k", "payload": {"n": 1}}}') > 0 as sent;
select attempt, envelope from workers.poll('enrich', pg_temp.worker());
rollback;
