-- An envelope goes onto its queue in its normal form, each key once.
\set VERBOSITY default
\set ON_ERROR_ROLLBACK on
begin;
\i sql/workers.psql
set role service_role;
select workers.enqueue('ingest_raw', pg_temp.envelope('a'));
-- A repeated key answers with the first id, whatever the spelling of the queue and the blanks around the key; the first payload stands.
select workers.enqueue('q_ingest_raw', pg_temp.envelope(' a ', '{"n": 2}')), workers.enqueue(' Q_Ingest_Raw ', pg_temp.envelope('a'));
select msg_id, message from pgmq.q_ingest_raw;
-- The same key on another queue is another job.
select workers.enqueue('simplicity_ingest', pg_temp.envelope('a')) > 0 as sent;
reset role;
select queue, key from dragonfly.idempotency_keys where key = 'a' order by queue;
set role service_role;
-- What is absent is made; digits of the payload stay; the fields of replaying tools are dropped.
select workers.enqueue(queue => 'ingest_raw', envelope => '{"org_id": "770E8400E29B41D4A716446655440002", "idempotency_key": "b", "entity_type": " Batch ", "entity_id": "x", "payload": {"n": 1.10, "big": 12345678901234567890123}, "_dlq_msg_id": 7}') > 1 as sent;
select message - 'job_id' - 'trace_id' - 'created_at' as message, (message ->> 'job_id')::uuid is not null as job_id, (message ->> 'trace_id')::uuid is not null as trace_id,
    (message ->> 'created_at')::timestamptz = now() as created_at from pgmq.q_ingest_raw where message ->> 'idempotency_key' = 'b';
-- Later.
select workers.enqueue('ingest_raw', pg_temp.envelope('later'), 60) > 2 as sent;
select vt = now() + interval '60 seconds' as in_a_minute from pgmq.q_ingest_raw where message ->> 'idempotency_key' = 'later';
select * from pg_temp.queued;
-- The job queues ask for an object only; without a key every call is another job.
select workers.enqueue('enrich', '{"idempotency_key": "k", "n": 1}') = workers.enqueue('enrich', '{"idempotency_key": "k", "n": 2}') as same,
    workers.enqueue('enrich', '{"n": 1}') = workers.enqueue('enrich', '{"n": 1}') as without_a_key;
select queue_job('{"kind": "enrich", "idempotency_key": "k"}') = workers.enqueue('enrich', '{"idempotency_key": "k"}') as one_ledger;
rollback;
