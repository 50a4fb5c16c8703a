-- A single step counts for the worker that has the job, and for nobody who had it before.
\set VERBOSITY default
\set ON_ERROR_ROLLBACK on
begin;
\i sql/workers.psql
set role service_role;
-- Worker 1 read the message and fell asleep; its timeout lapsed and worker 2 polled it.
select workers.enqueue('ingest_raw', pg_temp.envelope('a'));
select msg_id from pgmq.read('ingest_raw', 0, 1);
select msg_id, attempt from workers.poll('ingest_raw', pg_temp.worker(2));
select workers.claim_job('a', 1, 'ingest_raw', pg_temp.worker(1)) as stolen, workers.claim_job('a', 1, 'ingest_raw') as by_nobody;
select * from pg_temp.registry;
-- The one that has it may ask as often as it likes.
select workers.claim_job('a', 1, 'ingest_raw', pg_temp.worker(2)) from generate_series(1, 4);
-- Also in the last attempt, which nobody ends from outside.
update workers.processed_jobs set attempts = 3;
select workers.claim_job('a', 1, 'ingest_raw', pg_temp.worker(1)) as stolen, workers.claim_job('a', 1, 'ingest_raw', pg_temp.worker(2)) as its_own;
select * from pg_temp.registry;
select workers.move_to_dlq('ingest_raw', 1, 'a', pg_temp.envelope('a'), 'late', worker => pg_temp.worker(1)) is not null as logged;
select * from pg_temp.registry;
select count(*) from pg_temp.letters;
select error_message, resolved_at is not null as resolved, resolution_notes from workers.dead_letter_log;
select workers.succeed('ingest_raw', 1, pg_temp.worker(2));
-- What is done stays done, whoever says so.
select workers.move_to_dlq('ingest_raw', 1, 'a', pg_temp.envelope('a'), 'too late') is not null as logged;
select * from pg_temp.registry;
select count(*) from pg_temp.letters;
-- Read again, the job is claimed again.
select workers.enqueue('Ingest_Raw', pg_temp.envelope('b'));
select msg_id from pgmq.read('ingest_raw', 30, 1);
select workers.claim_job('b', 2, 'ingest_raw', pg_temp.worker(1)), pg_temp.again(2);
select msg_id from pgmq.read('ingest_raw', 60, 1);
select workers.claim_job('b', 2, 'ingest_raw', pg_temp.worker(2));
select * from pg_temp.registry where key = 'b';
-- The worker that has it gives it up: a letter, and one only. The log keeps the q_ and not the capitals.
select workers.move_to_dlq('Q_INGEST_RAW', 2, 'b', pg_temp.envelope('b'), 'bad', worker => pg_temp.worker(2)) = workers.move_to_dlq('ingest_raw', 2, 'b', pg_temp.envelope('b'), 'bad') as one_letter;
select * from pg_temp.registry where key = 'b';
select * from pg_temp.letters;
select original_queue from workers.dead_letter_log where resolved_at is null;
select pg_temp.again(2);
select count(*) from workers.poll('ingest_raw', pg_temp.worker(3));
select msg_id from pgmq.a_ingest_raw order by 1;
-- The key is the one that poll finds: a job queue's is not trimmed.
select pgmq.send('enrich', '{"idempotency_key": " k "}') as first, pgmq.send('enrich', '{"n": 1}') as second \gset
select count(*) from pgmq.read('enrich', 30, 2);
select workers.claim_job(' k ', :first, 'enrich', pg_temp.worker()), workers.claim_job('any', :second, 'enrich', pg_temp.worker());
select idempotency_key in (' k ', concat(E'\x01msg:', :second)) as found, attempts from workers.processed_jobs where queue_name = 'enrich';
select workers.succeed('enrich', :second, pg_temp.worker());
select workers.complete_job(' k ') is not null as completed, workers.is_job_processed(' k ') as processed, workers.is_job_processed('k') as another;
select status from workers.processed_jobs where queue_name = 'enrich' and job_id = :first;
-- Rows from before the extension may know neither lease nor attempts.
reset role;
alter table workers.processed_jobs alter attempts drop not null;
insert into workers.processed_jobs (idempotency_key, queue_name, job_id, status, attempts, lease_until) values ('c', 'ingest_raw', 77, 'processing', null, null), ('d', 'ingest_raw', 78, 'failed', null, null), ('e', 'ingest_raw', 79, 'failed', null, 'infinity');
set role service_role;
select pgmq.send('ingest_raw', pg_temp.envelope(key)) from unnest(array['c', 'd', 'e']) as key;
select msg_id, attempt from workers.poll('ingest_raw', pg_temp.worker()) order by 1;
select * from pg_temp.registry where key in ('c', 'd', 'e');
select * from pg_temp.letters;
rollback;
