-- What a poll meets and nobody has to work on: done, invalid, used up, somebody else's.
\set VERBOSITY default
\set ON_ERROR_ROLLBACK on
begin;
\i sql/workers.psql
set role service_role;
-- Two messages with one key: the first is handed out, the second waits and is archived once the job is done.
select pgmq.send('ingest_raw', pg_temp.envelope('a')), pgmq.send('ingest_raw', pg_temp.envelope(' a ')), pgmq.send('ingest_raw', pg_temp.envelope('b'));
select msg_id, attempt from workers.poll('ingest_raw', pg_temp.worker());
select * from pg_temp.queued;
select pg_temp.again(2);
select count(*) from workers.poll('ingest_raw', pg_temp.worker(2));
select workers.succeed('ingest_raw', 1, pg_temp.worker());
select pg_temp.again(2);
select count(*) from workers.poll('ingest_raw', pg_temp.worker(2));
select msg_id from pgmq.a_ingest_raw order by msg_id;
-- No envelope, nothing at all, and an envelope behind them, one at a time: what is removed does not make an empty answer.
select pgmq.send('ingest_raw', '{"idempotency_key": "x"}'), pgmq.send('ingest_raw', null::jsonb), pgmq.send('ingest_raw', '"text"'), pgmq.send('ingest_raw', pg_temp.envelope('c'));
select msg_id, attempt from workers.poll('q_ingest_raw', pg_temp.worker(), 1);
select * from pg_temp.letters;
select message -> 'validation_errors' -> 0 as first_fault, jsonb_array_length(message -> 'validation_errors') as faults from pgmq.q_dead_letter order by msg_id;

select original_queue, original_job_id, idempotency_key, payload, error_message, attempt_count, worker_id = pg_temp.worker() as worker, resolved_at from workers.dead_letter_log order by original_job_id;
-- A worker that dies each time: three attempts are the most.
select pg_temp.again(7);
select msg_id, attempt from workers.poll('ingest_raw', pg_temp.worker(2));
select pg_temp.again(7);
select msg_id, attempt from workers.poll('ingest_raw', pg_temp.worker(3));
select pg_temp.again(7);
select msg_id, attempt from workers.poll('ingest_raw', pg_temp.worker(4));
select * from pg_temp.registry where key = 'c';
select * from pg_temp.letters where key = 'c';
select message ->> 'worker_id' = pg_temp.worker(3)::text as of_the_last_worker, message -> 'dlq_log_id' = to_jsonb(id) as in_the_log,
    payload = pg_temp.envelope('c') as verbatim, attempt_count, first_attempt_at <= last_attempt_at as times
from pgmq.q_dead_letter join workers.dead_letter_log on original_job_id = (message ->> 'original_msg_id')::bigint where original_job_id = 7;
-- Another message of a job that lies in the dead letters goes there too.
select pgmq.send('ingest_raw', pg_temp.envelope('c'));
select count(*) from workers.poll('ingest_raw', pg_temp.worker());
select msg_id, key, error from pg_temp.letters where key = 'c';
-- One that is somebody else's ends the search even when it does not stay hidden.
select pgmq.send('ingest_raw', pg_temp.envelope('b'));
select count(*) from workers.poll('ingest_raw', pg_temp.worker(), 1, 0);
select pgmq.delete('ingest_raw', 9);
-- A lease that is over is anybody's, whichever message it was.
update workers.processed_jobs set lease_until = clock_timestamp() - interval '1 second' where idempotency_key = 'b';
select pgmq.send('ingest_raw', pg_temp.envelope('b'));
select msg_id, attempt from workers.poll('ingest_raw', pg_temp.worker(5));
select * from pg_temp.registry;
select * from pg_temp.counters;
-- Much refuse, then jobs: no more of them than was asked for, the others as if nobody had looked. Failures are counted once.
select count(*) from generate_series(1, 1500) as place, pgmq.send('ingest_raw', jsonb_build_object('n', place));
select count(*) from generate_series(1, 5) as place, pgmq.send('ingest_raw', pg_temp.envelope('n' || place));
update pgmq.q_ingest_raw set vt = now() - interval '1 hour' + make_interval(secs => msg_id) where read_ct = 0;
select envelope ->> 'idempotency_key' as key, read_ct, attempt from workers.poll('ingest_raw', pg_temp.worker(6), 2) order by 1;
select key, read_ct, "is" from pg_temp.queued where key like 'n%';
select * from pg_temp.counters;
select count(*) from workers.poll('ingest_raw', pg_temp.worker(6));
rollback;
