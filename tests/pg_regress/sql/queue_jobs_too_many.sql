-- 10000 jobs are taken, one more is not, even when all say the same.
\set ON_ERROR_ROLLBACK on
begin;
set role service_role;
select count(*), count(distinct id) from queue_jobs((
    select jsonb_agg(jsonb_build_object('kind', 'enrich', 'idempotency_key', place)) from generate_series(1, 10000) as place)) as id;
select count(*) from queue_jobs((
    select jsonb_agg(jsonb_build_object('kind', 'enrich', 'idempotency_key', 'same')) from generate_series(1, 10001)));
\echo :LAST_ERROR_SQLSTATE
select count(*) from queue_jobs((select jsonb_agg(5) from generate_series(1, 10001)));
\echo :LAST_ERROR_SQLSTATE
reset role;
select count(*) from pgmq.q_enrich;
rollback;
