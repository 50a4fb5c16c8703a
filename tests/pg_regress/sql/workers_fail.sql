-- A job that failed: again after a delay, or into the dead letters.
\set VERBOSITY default
\set ON_ERROR_ROLLBACK on
begin;
\i sql/workers.psql
set role service_role;
insert into workers.queue_policy (queue_name, base_delay_seconds, max_delay_seconds) values ('ingest_raw', 1000, 1500);
select workers.enqueue('ingest_raw', pg_temp.envelope('a')), workers.enqueue('ingest_raw', pg_temp.envelope('b')), workers.enqueue('ingest_raw', pg_temp.envelope('c'));
select msg_id, attempt from workers.poll('ingest_raw', pg_temp.worker());
create function pg_temp.within(answer jsonb, at_least integer, at_most integer) returns jsonb language sql return
    answer || jsonb_build_object('retry_in_seconds', (answer ->> 'retry_in_seconds')::integer between at_least and at_most);
select pg_temp.within(workers.fail('ingest_raw', 1, pg_temp.worker(), 'first'), 900, 1100);
select * from pg_temp.registry where key = 'a';
select vt between now() + interval '900 seconds' and now() + interval '1101 seconds' as comes_again from pgmq.q_ingest_raw where msg_id = 1;
-- It is nobody's until then.
select workers.fail('ingest_raw', 1, pg_temp.worker(), 'again'), workers.succeed('ingest_raw', 1, pg_temp.worker());
select pg_temp.again(1);
select msg_id, attempt from workers.poll('ingest_raw', pg_temp.worker(2));
select workers.fail('ingest_raw', 1, pg_temp.worker(), 'late');
select workers.fail('ingest_raw', 1, pg_temp.worker(2), 'late', attempt => 1);
select pg_temp.within(workers.fail('ingest_raw', 1, pg_temp.worker(2), 'second', true, 2), 1350, 1650);
select pg_temp.again(1);
select msg_id, attempt from workers.poll('ingest_raw', pg_temp.worker(3));
select workers.fail('q_ingest_raw', 1, pg_temp.worker(3), 'third');
select * from pg_temp.registry where key = 'a';
-- No use.
select workers.fail('ingest_raw', 2, pg_temp.worker(), 'hopeless', false);
select workers.fail('ingest_raw', 3, pg_temp.worker(), null, retryable => null) - 'retry_in_seconds';
select * from pg_temp.registry;
select * from pg_temp.letters;
select original_queue, original_job_id, error_message, attempt_count, first_attempt_at <= last_attempt_at as times, right(worker_id::text, 2) as worker from workers.dead_letter_log order by original_job_id;
select msg_id from pgmq.a_ingest_raw order by msg_id;
select * from pg_temp.queued;
select * from pg_temp.counters;
-- The key of a dead letter answers with its id.
select workers.enqueue('ingest_raw', pg_temp.envelope('a')), workers.enqueue('ingest_raw', pg_temp.envelope('b'));
-- A worker may know better than the policy.
select workers.enqueue('ingest_raw', pg_temp.envelope('d')) is not null as queued;
select msg_id as d from workers.poll('ingest_raw', pg_temp.worker()) \gset
select workers.fail('ingest_raw', :d, pg_temp.worker(), 'busy', retry_in => 86400);
select vt > now() + interval '23 hours' as tomorrow from pgmq.q_ingest_raw where msg_id = :d;
select workers.fail('ingest_raw', :d, pg_temp.worker(), 'busy', retry_in => -1);
select workers.fail('ingest_raw', 99, pg_temp.worker(), 'nothing');
rollback;
