-- Row 5 of the checks: containers and booleans are no keys; a number is taken as text.
\set ON_ERROR_ROLLBACK on
begin;
set role anon;
select queue_job('{"kind": "enrich", "idempotency_key": true}');
\echo :LAST_ERROR_SQLSTATE
select queue_job('{"kind": "enrich", "idempotency_key": false}');
\echo :LAST_ERROR_SQLSTATE
select queue_job('{"kind": "enrich", "idempotency_key": []}');
\echo :LAST_ERROR_SQLSTATE
select queue_job('{"kind": "enrich", "idempotency_key": ["k"]}');
\echo :LAST_ERROR_SQLSTATE
select queue_job('{"kind": "enrich", "idempotency_key": {}}');
\echo :LAST_ERROR_SQLSTATE
select queue_job('{"kind": "enrich", "idempotency_key": {"key": "k"}}');
\echo :LAST_ERROR_SQLSTATE
select queue_job(payload => '{"kind": "enrich", "idempotency_key": {"key": "k"}}');
\echo :LAST_ERROR_SQLSTATE
select queue_job('{"kind": "enrich", "idempotency_key": 1.10}') as number \gset
select queue_job('{"kind": "enrich", "idempotency_key": "1.10"}') = :number as same_as_text;
select queue_job('1.10', 'enrich') = :number as same_in_flat_form;
select queue_job('{"kind": "enrich", "idempotency_key": 1.1}') = :number as other_digits_are_another_key;
rollback;
