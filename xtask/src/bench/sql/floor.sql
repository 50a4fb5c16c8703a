-- The least work that keeps a key and a message: one prepared statement, given the same jsonb.
\set n random(1, 4611686018427387903)
with job as materialized (
    select
        ('{"kind": "enrich", "idempotency_key": "job:' || :n || '", "payload": {"judgment_id": 4711,
     "case_number": "2024-CV-004711", "amount": 1250.10, "source": "etl"}}')::jsonb as body
),
claimed as (
    insert into bench.floor_keys (queue, key, msg_id, retained_since)
    select 'enrich', body ->> 'idempotency_key', nextval('bench.floor_queue_msg_id_seq'), now()
    from job
    on conflict do nothing
    returning msg_id
)
insert into bench.floor_queue (msg_id, vt, message)
overriding system value
select msg_id, now(), jsonb_build_object(
    'kind', body -> 'kind', 'idempotency_key', body -> 'idempotency_key',
    'payload', body -> 'payload', 'enqueued_at', now())
from claimed, job
returning msg_id;
