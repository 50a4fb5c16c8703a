-- What the registry knows of a job goes with its key, and not before.
\set VERBOSITY default
\set ON_ERROR_ROLLBACK on
begin;
\i sql/workers.psql
set role service_role;
select workers.enqueue('ingest_raw', pg_temp.envelope(key)) from unnest(array['done', 'dead', 'waits', 'young']) as key;
select count(*) from workers.poll('ingest_raw', pg_temp.worker());
select workers.succeed_many('ingest_raw', '{1,4}', pg_temp.worker());
select workers.fail('ingest_raw', 2, pg_temp.worker(), 'no', false) -> 'dead' as dead;
reset role;
update workers.processed_jobs set created_at = now() - interval '8 days' where idempotency_key <> 'young';
insert into workers.processed_jobs (idempotency_key, queue_name, job_id, status, created_at) values ('no key', 'ingest_raw', 99, 'completed', now() - interval '8 days'), ('no queue', 'gone', 1, 'completed', now() - interval '8 days');
-- The keys are young still.
set role service_role;
select dragonfly.purge_idempotency_keys();
select * from pg_temp.registry;
reset role;
update dragonfly.idempotency_keys set retained_since = now() - interval '8 days' where queue = 'ingest_raw' and key <> 'young';
set role service_role;
-- Bounded; what waits on its queue stays, and so does what lies in the dead letters.
select dragonfly.purge_idempotency_keys(1), dragonfly.purge_idempotency_keys(), dragonfly.purge_idempotency_keys();
select * from pg_temp.registry;
select count(*) from workers.processed_jobs where queue_name = 'gone';
select workers.enqueue('ingest_raw', pg_temp.envelope('dead')) as dead, workers.enqueue('ingest_raw', pg_temp.envelope('done')) as done_again;
select workers.purge_dead_letters('0');
select dragonfly.purge_idempotency_keys();
select key from pg_temp.registry;
rollback;
