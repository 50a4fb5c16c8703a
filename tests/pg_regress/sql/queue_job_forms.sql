-- Every form, one job: every form returns the id that the first one got, and each reaches its own.
\set ON_ERROR_ROLLBACK on
begin;
set role anon;
select queue_job('{"kind": "enrich", "idempotency_key": "k", "payload": {"a": 1}}') as id \gset
select queue_job('k', 'enrich') = :id as two_literals;
select queue_job('k', 'enrich', '{"a": 1}') = :id as three_literals;
select queue_job('k', 'enrich', '{}', now()) = :id as run_at;
select queue_job('k', 'enrich', '{}', 60) = :id as delay_seconds;
select queue_job(payload => '{"kind": "enrich", "idempotency_key": "k"}') = :id as named_wrapped;
select queue_job(idempotency_key => 'k', kind => 'enrich') = :id as named_two;
select queue_job(kind => 'enrich', payload => '{}', idempotency_key => 'k') = :id as named_three;
select queue_job(idempotency_key => 'k', kind => 'enrich', payload => '{}', run_at => '2020-01-01') = :id as named_run_at;
select queue_job(idempotency_key => 'k', kind => 'enrich', payload => '{}', delay_seconds => '60') = :id as named_delay;
select queue_job('k', 'enrich', null, run_at => null) = :id as null_run_at;
select queue_job('k', 'enrich', null, delay_seconds => null) = :id as null_delay;
select queue_job(idempotency_key => '"k"', kind => 'enrich', run_at => '2020-01-01') = :id as bare_run_at;
select queue_job(idempotency_key => '"k"', kind => 'enrich', delay_seconds => 60) = :id as bare_delay;
-- A message that a client sends again as it is.
select queue_job('{"kind": "enrich", "idempotency_key": "k", "payload": {}, "enqueued_at": "2020-01-01T00:00:00Z"}') = :id as sent_again;
-- What a job does not have is refused, and so is a body without anything.
select queue_job('{"kind": "enrich", "idempotency_key": "k", "Payload": []}');
\echo :LAST_ERROR_SQLSTATE
select queue_job('{"kind": "enrich", "idempotency_key": "k", "priority": 5}');
select queue_job();
\echo :LAST_ERROR_SQLSTATE
-- Four untyped literals name two forms.
select queue_job('k', 'enrich', '{}', '60');
\echo :LAST_ERROR_SQLSTATE
select queue_job('k', 'enrich', '{}', null);
\echo :LAST_ERROR_SQLSTATE
reset role;
select count(*) from pgmq.q_enrich;
rollback;
