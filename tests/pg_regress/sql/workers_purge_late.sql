-- A job that was claimed long after it was enqueued: its key and what the registry says of it go together.
\set VERBOSITY default
\set ON_ERROR_ROLLBACK on
begin;
\i sql/workers.psql
set role service_role;
select workers.enqueue('ingest_raw', pg_temp.envelope(key)) from unnest(array['late', 'dead', 'held']) as key;
select count(*) from workers.poll('ingest_raw', pg_temp.worker());
select workers.succeed_many('ingest_raw', '{1,3}', pg_temp.worker());
select workers.fail('ingest_raw', 2, pg_temp.worker(), 'no', false) -> 'dead' as dead, workers.purge_dead_letters('0');
reset role;
-- Enqueued eight days ago, claimed yesterday.
update dragonfly.idempotency_keys set retained_since = now() - interval '8 days' where queue = 'ingest_raw';
update workers.processed_jobs set created_at = now() - interval '1 day';
set role service_role;
select dragonfly.purge_idempotency_keys();
select workers.enqueue('ingest_raw', pg_temp.envelope('late')) as late, workers.enqueue('ingest_raw', pg_temp.envelope('dead')) as dead;
reset role;
update workers.processed_jobs set created_at = now() - interval '8 days';
set role service_role;
-- Two keys are two rows of the registry, and the third row goes with its key.
select dragonfly.purge_idempotency_keys(2);
reset role;
select count(*) as keys, (select count(*) from workers.processed_jobs) as jobs from dragonfly.idempotency_keys where queue = 'ingest_raw';
set role service_role;
select dragonfly.purge_idempotency_keys();
select workers.enqueue('ingest_raw', pg_temp.envelope('late')) as late, workers.enqueue('ingest_raw', pg_temp.envelope('dead')) as dead;
select msg_id, attempt from workers.poll('ingest_raw', pg_temp.worker()) order by msg_id;
rollback;
