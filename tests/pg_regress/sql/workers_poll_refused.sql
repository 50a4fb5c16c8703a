-- What poll refuses.
\set VERBOSITY default
\set ON_ERROR_ROLLBACK on
begin;
\i sql/workers.psql
set role service_role;
select call, outcome.* from (values
    (1, $$select workers.poll(null, pg_temp.worker())$$),
    (2, $$select workers.poll('ingest_raw', null)$$),
    (3, $$select workers.poll('dead_letter', pg_temp.worker())$$),
    (4, $$select workers.poll('q_tsv', pg_temp.worker())$$),
    (5, $$select workers.poll('nowhere', pg_temp.worker())$$),
    (6, $$select workers.poll('ingest_raw', pg_temp.worker(), 0)$$),
    (7, $$select workers.poll('ingest_raw', pg_temp.worker(), 1001)$$),
    (8, $$select workers.poll('ingest_raw', pg_temp.worker(), 1, -1)$$),
    (9, $$select workers.poll('ingest_raw', pg_temp.worker(), 1, 43201)$$)
) as calls (place, call), lateral pg_temp.tries(call) as outcome order by place;
select count(*) from workers.poll(queue => 'ingest_raw', worker_id => pg_temp.worker(), quantity => null, visibility_timeout => null);
rollback;
