-- Polling: what a worker is handed, in which attempt, and what it is not handed.
\set VERBOSITY default
\set ON_ERROR_ROLLBACK on
begin;
\i sql/workers.psql
set role service_role;
select * from workers.poll('ingest_raw', pg_temp.worker());
select workers.enqueue('ingest_raw', pg_temp.envelope(key)) from unnest(array['a', 'b', 'c']) as key;
select msg_id, read_ct, attempt, envelope = pg_temp.envelope(envelope ->> 'idempotency_key') as as_sent from workers.poll('q_ingest_raw', pg_temp.worker(), 2);
select * from pg_temp.registry;
select * from pg_temp.queued;
select msg_id from workers.poll('ingest_raw', pg_temp.worker(2));
-- Everything is taken.
select count(*) from workers.poll('ingest_raw', pg_temp.worker());
-- The visibility timeout is the policy's where none is given; the lease ends with it.
select key, round(extract(epoch from vt - claimed_at)) as seconds, vt = lease_until as together
from pg_temp.queued join pgmq.q_ingest_raw using (msg_id) join workers.processed_jobs on idempotency_key = key;
insert into workers.queue_policy (queue_name, visibility_timeout_seconds) values ('ingest_raw', 300);
select workers.enqueue('ingest_raw', pg_temp.envelope('d')) = 4, workers.enqueue('ingest_raw', pg_temp.envelope('e')) = 5;
select msg_id from workers.poll('ingest_raw', pg_temp.worker(), 1);
select msg_id from workers.poll('ingest_raw', pg_temp.worker(), 1, 7);
select idempotency_key as key, round(extract(epoch from lease_until - claimed_at)) as seconds from workers.processed_jobs where idempotency_key > 'c' order by 1;
-- What is visible again is another attempt; so it is for another worker.
select pg_temp.again(1);
select msg_id, read_ct, attempt from workers.poll('ingest_raw', pg_temp.worker(3));
select * from pg_temp.registry where key = 'a';
-- Delayed messages wait.
select workers.enqueue('ingest_raw', pg_temp.envelope('later'), 60) > 0 as sent;
select count(*) from workers.poll('ingest_raw', pg_temp.worker());
-- The job queues carry queue_job's messages.
select queue_job('k', 'enrich') > 0 as sent, workers.enqueue('enrich', '{"n": 1}') > 0 as without_a_key;
select attempt, envelope - 'enqueued_at' as envelope from workers.poll('q_enrich', pg_temp.worker());
select regexp_replace(idempotency_key, '[0-9]+', 'n') as key, status from workers.processed_jobs where queue_name = 'enrich' order by 1;
rollback;
