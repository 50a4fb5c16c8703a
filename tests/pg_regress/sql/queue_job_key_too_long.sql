-- Row 4 of the checks: 512 characters, not bytes.
\set ON_ERROR_ROLLBACK on
begin;
set role anon;
select queue_job(jsonb_build_object('kind', 'enrich', 'idempotency_key', repeat('k', 512))) > 0 as taken;
select queue_job(repeat('ß', 512), 'enrich') > 0 as taken;
select queue_job(repeat('😀', 512), 'enrich', '{}') > 0 as taken;
select queue_job(idempotency_key => lpad('', 512, '🐉🦋'), kind => 'enrich', payload => '{}') > 0 as taken;
select queue_job(jsonb_build_object('kind', 'enrich', 'idempotency_key', repeat('k', 513)));
\echo :LAST_ERROR_SQLSTATE
select queue_job(repeat('ß', 513), 'enrich');
\echo :LAST_ERROR_SQLSTATE
select queue_job(idempotency_key => repeat('😀', 513), kind => 'enrich', payload => '{}');
\echo :LAST_ERROR_SQLSTATE
select queue_job(jsonb_build_object('kind', 'enrich', 'idempotency_key', (repeat('9', 513))::numeric));
\echo :LAST_ERROR_SQLSTATE
rollback;
