-- Every function that locks refuses the stricter isolation levels, where a wait would end in 40001.
\set VERBOSITY default
\set ON_ERROR_ROLLBACK on
begin isolation level repeatable read;
\i sql/workers.psql
set role service_role;
select call, outcome.* from (values
    (1, $$select workers.poll('ingest_raw', pg_temp.worker())$$),
    (2, $$select workers.succeed('ingest_raw', 1, pg_temp.worker())$$),
    (3, $$select workers.succeed_many('ingest_raw', '{1}', pg_temp.worker())$$),
    (4, $$select workers.fail('ingest_raw', 1, pg_temp.worker(), 'e')$$),
    (5, $$select workers.extend('ingest_raw', 1, pg_temp.worker(), 1)$$),
    (6, $$select workers.release('ingest_raw', '{1}', pg_temp.worker())$$),
    (7, $$select workers.claim_job('k', 1, 'ingest_raw')$$),
    (8, $$select workers.complete_job('k')$$),
    (9, $$select workers.fail_job('k', 'e')$$),
    (10, $$select workers.move_to_dlq('ingest_raw', 1, 'k', '{}', 'e')$$),
    (11, $$select workers.replay_dead_letters()$$)
) as calls (place, call), lateral pg_temp.tries(call) as outcome order by place;
rollback;
begin isolation level serializable;
select workers.poll('ingest_raw', '00000000-0000-0000-0000-000000000001');
rollback;
begin isolation level read uncommitted;
select count(*) from workers.poll('ingest_raw', '00000000-0000-0000-0000-000000000001');
rollback;
