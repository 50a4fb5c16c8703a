-- A long job keeps its lease; a worker that stops gives back what it did not begin.
\set VERBOSITY default
\set ON_ERROR_ROLLBACK on
begin;
\i sql/workers.psql
set role service_role;
select workers.enqueue('ingest_raw', pg_temp.envelope(key)) from unnest(array['a', 'b', 'c']) as key;
select msg_id, attempt from workers.poll('ingest_raw', pg_temp.worker(), 3, 5);
select workers.extend('ingest_raw', 1, pg_temp.worker(), 600), workers.extend('q_ingest_raw', 1, pg_temp.worker(), 600, 1);
select round(extract(epoch from vt - now())) as seconds, vt = lease_until as together from pgmq.q_ingest_raw join workers.processed_jobs on job_id = msg_id where msg_id = 1;
select workers.extend('ingest_raw', 1, pg_temp.worker(2), 600), workers.extend('ingest_raw', 1, pg_temp.worker(), 600, 2), workers.extend('ingest_raw', 99, pg_temp.worker(), 600);
-- Given back: visible at once, the attempt not counted.
select workers.release('ingest_raw', '{2,3,3,99}', pg_temp.worker()), workers.release('ingest_raw', '{1}', pg_temp.worker(2)), workers.release('ingest_raw', '{}', pg_temp.worker());
select * from pg_temp.registry;
select * from pg_temp.queued;
select msg_id, attempt from workers.poll('ingest_raw', pg_temp.worker(2));
select workers.release('ingest_raw', '{2}', pg_temp.worker());
select * from pg_temp.counters;
select call, outcome.* from (values
    (1, $$select workers.extend('ingest_raw', 1, pg_temp.worker(), null)$$),
    (2, $$select workers.extend('ingest_raw', 1, pg_temp.worker(), 0)$$),
    (3, $$select workers.extend('ingest_raw', 1, pg_temp.worker(), 43201)$$),
    (4, $$select workers.release('ingest_raw', null, pg_temp.worker())$$),
    (5, $$select workers.release('nowhere', '{1}', pg_temp.worker())$$)
) as calls (place, call), lateral pg_temp.tries(call) as outcome order by place;
rollback;
