-- The single steps of workers in the field end where the protocol ends.
\set VERBOSITY default
\set ON_ERROR_ROLLBACK on
begin;
\i sql/workers.psql
set role service_role;
select workers.enqueue('ingest_raw', pg_temp.envelope(key)) from unnest(array['a', 'b', 'c']) as key;
-- A worker as it is in the field: reads through pgmq under the name it knows, asks, claims, works, says so, counts, archives.
select msg_id, message ->> 'idempotency_key' as key from pgmq.read('q_ingest_raw', 30, 1);
select workers.is_job_processed('a'), workers.claim_job('a', 1, 'q_ingest_raw', pg_temp.worker());
select lease_until = vt as leased, job_id, status, attempts from workers.processed_jobs join pgmq.q_ingest_raw on msg_id = job_id;
select workers.complete_job('a', '{"rows": 1}') is not null as completed, workers.update_metrics('q_ingest_raw', pg_temp.worker(9), 5) is not null as counted, pgmq.archive('q_ingest_raw', 1);
select workers.is_job_processed('a'), workers.is_job_processed('unknown');
-- The same through the protocol.
select workers.succeed('ingest_raw', msg_id, pg_temp.worker(), '{"rows": 1}') from workers.poll('ingest_raw', pg_temp.worker(), 1);
select * from pg_temp.registry;
select msg_id from pgmq.a_ingest_raw order by 1;
-- Failed: again when it is visible again, in the next attempt.
select msg_id from pgmq.read('q_ingest_raw', 30, 1);
select workers.claim_job('c', 3, 'q_ingest_raw', pg_temp.worker()), workers.claim_job('c', 3, 'q_ingest_raw', pg_temp.worker(2)) as somebody_elses;
select workers.fail_job('c', 'boom') is not null as failed, workers.update_metrics('q_ingest_raw', pg_temp.worker(9), 5, false) is not null as counted;
select * from pg_temp.registry where key = 'c';
select workers.is_job_processed('c'), workers.claim_job('c', 3, 'q_ingest_raw');
select workers.fail_job('c', 'boom') is not null as failed;
select workers.claim_job('c', 3, 'q_ingest_raw');
-- The third attempt was the last.
select workers.fail_job('c', 'boom') is not null as failed;
select workers.claim_job('c', 3, 'q_ingest_raw', pg_temp.worker(4));
select * from pg_temp.registry where key = 'c';
select * from pg_temp.letters;
-- Or its worker gives it up, and dies before it archives the message: nobody runs it again.
select workers.enqueue('ingest_raw', pg_temp.envelope('d'));
select msg_id from pgmq.read('q_ingest_raw', 30, 1);
select workers.claim_job('d', 4, 'q_ingest_raw', pg_temp.worker());
select workers.fail_job('d', 'hopeless') is not null as failed;
select workers.move_to_dlq('q_ingest_raw', 4, 'd', pg_temp.envelope('d'), 'hopeless', 'stack', 1, '2026-01-01', pg_temp.worker()) as id \gset
select workers.move_to_dlq('q_ingest_raw', 4, 'd', pg_temp.envelope('d'), 'hopeless') = :'id' as one_letter;
select workers.claim_job('d', 4, 'q_ingest_raw', pg_temp.worker());
select * from pg_temp.queued;
select original_queue, original_job_id, error_message, error_stack, attempt_count, first_attempt_at = '2026-01-01' as first, resolved_at from workers.dead_letter_log where id = :'id';
select * from pg_temp.letters;
select original_queue, action, new_msg_id from workers.replay_dead_letters('ingest_raw');
select msg_id, attempt from workers.poll('ingest_raw', pg_temp.worker(5)) order by 1;
-- A message that is gone cannot be claimed; a key that is in use on two queues is closed where it was claimed last.
select workers.claim_job('e', 99, 'ingest_raw');
select workers.enqueue('ingest_raw', pg_temp.envelope('twice')) as first \gset
select workers.enqueue('simplicity_ingest', pg_temp.envelope('twice')) as second \gset
select workers.claim_job(' twice ', :first, 'ingest_raw'), workers.claim_job('twice', :second, 'simplicity_ingest');
select workers.complete_job('twice') is not null as completed;
select queue_name, status, attempts from workers.processed_jobs where idempotency_key = 'twice' order by 1;
select workers.is_job_processed('twice');
select workers.complete_job('unknown') is not null as nothing_happens;
-- It does not trouble those who know their queue.
select * from pg_temp.counters;
select call, outcome.* from (values
    (1, $$select workers.claim_job(' ', 1, 'ingest_raw')$$),
    (2, $$select workers.claim_job('k', null, 'ingest_raw')$$),
    (3, $$select workers.claim_job('k', 1, 'nowhere')$$),
    (4, $$select workers.is_job_processed(null)$$),
    (5, $$select workers.complete_job('')$$),
    (6, $$select workers.move_to_dlq('ingest_raw', null, 'k', '{}', 'e')$$),
    (7, $$select workers.move_to_dlq('dead_letter', 1, 'k', '{}', 'e')$$)
) as calls (place, call), lateral pg_temp.tries(call) as outcome order by place;
rollback;
