-- One bad element refuses the batch, with queue_job's message and the element's place.
\set ON_ERROR_ROLLBACK on
begin;
set role service_role;
select queue_jobs('[{}]');
\echo :LAST_ERROR_SQLSTATE
select queue_jobs('[5]');
\echo :LAST_ERROR_SQLSTATE
select queue_jobs('[null]');
\echo :LAST_ERROR_SQLSTATE
select queue_jobs('["enrich"]');
\echo :LAST_ERROR_SQLSTATE
select queue_jobs('[[{"kind": "enrich", "idempotency_key": "k"}]]');
\echo :LAST_ERROR_SQLSTATE
select queue_jobs('[{"kind": "enrich", "idempotency_key": "k"}, {"kind": "mail", "idempotency_key": "k"}]');
\echo :LAST_ERROR_SQLSTATE
select queue_jobs('[{"kind": "enrich", "idempotency_key": "a"}, {"kind": "enrich", "idempotency_key": "b"}, {"kind": "enrich"}]');
\echo :LAST_ERROR_SQLSTATE
select queue_jobs(jsonb_build_array(jsonb_build_object('kind', 'enrich', 'idempotency_key', repeat('k', 513))));
\echo :LAST_ERROR_SQLSTATE
select queue_jobs('[{"kind": "enrich", "idempotency_key": ["k"]}]');
\echo :LAST_ERROR_SQLSTATE
select queue_jobs('[{"kind": "enrich", "idempotency_key": "k", "payload": "text"}]');
\echo :LAST_ERROR_SQLSTATE
select queue_jobs('[{"kind": "enrich", "idempotency_key": "k", "run_at": "soon"}]');
\echo :LAST_ERROR_SQLSTATE
select queue_jobs('[{"kind": "enrich", "idempotency_key": "k", "delay_seconds": -1}]');
\echo :LAST_ERROR_SQLSTATE
select queue_jobs(jobs => '[{"kind": "enrich", "idempotency_key": "k", "delay_seconds": 1, "run_at": "2020-01-01"}]');
\echo :LAST_ERROR_SQLSTATE
-- The first bad element of two is the one reported.
select queue_jobs((
    select jsonb_agg(jsonb_build_object('kind', case when place in (17, 18) then 'mail ' || place else 'enrich' end, 'idempotency_key', 'k ' || place) order by place)
    from generate_series(0, 20) as place));
\echo :LAST_ERROR_SQLSTATE
reset role;
select (select count(*) from pgmq.q_enrich) as messages, (select count(*) from dragonfly.idempotency_keys) as keys;
rollback;
