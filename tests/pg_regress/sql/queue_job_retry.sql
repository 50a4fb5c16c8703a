-- What failed is not done: a job that is dead says so, is tried again under its own key, or is cancelled.
begin;
set role service_role;
create function pg_temp.status(key text) returns table (state text, attempts text, error text, has_letter boolean, due text)
language sql as $$
    select status ->> 'state', status ->> 'attempts', status ->> 'error', status ->> 'letter_id' is not null,
        case when status -> 'visible_at' = 'null' then 'null'
             when (status ->> 'visible_at')::timestamptz > clock_timestamp() then 'later' else 'now' end
    from queue_job_status('enrich', key) as status
$$;
\set worker '\'00000000-0000-4000-8000-000000000001\''
select queue_job('k', 'enrich', '{"n": 1.10}') as id \gset
select attempt from workers.poll('enrich', :worker);
select * from pg_temp.status('k');
-- It waits for its next attempt.
select workers.fail('enrich', :id, :worker, 'no answer') - 'retry_in_seconds' as said;
select * from pg_temp.status('k');
savepoint here;
select retry_job('enrich', 'k');
rollback to here;
\echo :LAST_ERROR_SQLSTATE
-- Nobody could do it.
reset role;
update pgmq.q_enrich set vt = now();
set role service_role;
select attempt from workers.poll('enrich', :worker);
select workers.fail('enrich', :id, :worker, 'no such case', retryable => false) as said;
select * from pg_temp.status('k');
-- The key still stands for it.
select queue_job('k', 'enrich') = :id as same;
-- Another try: the same key, the same payload, all attempts, and a word of who ordered it.
select retry_job('enrich', 'k') > :id as sent;
select * from pg_temp.status('k');
select attempt, envelope -> 'payload' as payload from workers.poll('enrich', :worker);
select * from pg_temp.status('k');
reset role;
select count(*) as letters from pgmq.q_dead_letter;
select regexp_replace(resolution_notes, '[0-9]+', 'n') as note from workers.dead_letter_log;
set role service_role;
select queue_job_status('enrich', 'k') ->> 'msg_id' as id \gset
select workers.succeed('enrich', :id, :worker);
select * from pg_temp.status('k');
-- A letter that was purged was a failure all the same, and comes back from the archive.
select queue_job('purged', 'enrich', '{"n": 2}') as id \gset
select count(*) from workers.poll('enrich', :worker);
select workers.fail('enrich', :id, :worker, 'no', retryable => false) ->> 'dead' as dead;
reset role;
update pgmq.q_dead_letter set enqueued_at = now() - interval '1 day';
set role service_role;
select workers.purge_dead_letters('1 hour');
select * from pg_temp.status('purged');
select retry_job('enrich', 'purged') > :id as sent;
select envelope -> 'payload' as payload from workers.poll('enrich', :worker);
-- Cancelled: what waits, and what a worker is at, which hears that it lost the job.
select queue_job('waits', 'enrich', '{}', 60) as id \gset
select * from pg_temp.status('waits');
select cancel_job('enrich', 'waits'), cancel_job('enrich', 'waits') as again;
select * from pg_temp.status('waits');
select cancel_job('enrich', 'purged');
select queue_job_status('enrich', 'purged') ->> 'msg_id' as id \gset
select workers.succeed('enrich', :id, :worker);
select * from pg_temp.status('purged');
select retry_job('enrich', 'waits') > 0 as sent;
select * from pg_temp.status('waits');
-- What is done is not cancelled, also while its older worker has not archived it yet.
select queue_job('done', 'enrich') as id \gset
select msg_id = :id as read from pgmq.read('enrich', 30, 100) where msg_id = :id;
select workers.claim_job('done', :id, 'enrich', :worker), workers.complete_job('done') is null as void;
select cancel_job('enrich', 'done');
select * from pg_temp.status('done');
-- An older worker leaves the message of a dead job on its queue: another try takes it along, whole.
select queue_job('older', 'enrich', '{"n": 3}') as id \gset
select count(*) from pgmq.read('enrich', 30, 100);
select workers.move_to_dlq('enrich', :id, 'older', '{"n": 3}', 'no') is not null as logged;
select * from pg_temp.status('older');
select retry_job('enrich', 'older') > :id as sent;
select message - 'enqueued_at' as message from pgmq.q_enrich where message ->> 'idempotency_key' = 'older';
select * from pg_temp.status('older');
savepoint here;
select cancel_job('enrich', 'nobody');
\echo :LAST_ERROR_SQLSTATE
rollback to here;
select retry_job('enrich', 'nobody');
rollback to here;
select retry_job('enrol', 'k');
rollback to here;
set role authenticated;
select retry_job('enrich', 'k');
rollback;
