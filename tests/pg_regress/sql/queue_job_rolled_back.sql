-- A transaction that rolls back leaves neither key nor message.
begin;
set role anon;
savepoint before;
select queue_job('k', 'enrich', '{"attempt": 1}') as id \gset
rollback to before;
select queue_job('k', 'enrich', '{"attempt": 2}') > :id as a_new_message;
reset role;
select message -> 'payload' as payload from pgmq.q_enrich;
select count(*) from dragonfly.idempotency_keys;
rollback;
select (select count(*) from dragonfly.idempotency_keys) as keys, (select count(*) from pgmq.q_enrich) as messages;
