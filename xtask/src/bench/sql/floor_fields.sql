-- The least work that keeps a key and a message: one prepared statement, given key and payload.
\set n random(1, 4611686018427387903)
with claimed as (
    insert into bench.floor_keys (queue, key, msg_id, retained_since)
    values ('enrich', 'job:' || :n, nextval('bench.floor_queue_msg_id_seq'), now())
    on conflict do nothing
    returning msg_id, key
)
insert into bench.floor_queue (msg_id, vt, message)
overriding system value
select msg_id, now(), jsonb_build_object(
    'kind', 'enrich', 'idempotency_key', key,
    'payload', '{"judgment_id": 4711, "case_number": "2024-CV-004711", "amount": 1250.10, "source": "etl"}'::jsonb,
    'enqueued_at', now())
from claimed
returning msg_id;
