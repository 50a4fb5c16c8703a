-- A batch by hand: the two set INSERTs, keys in their order, as two such batches at once need it.
with job as materialized (
    select element ->> 'idempotency_key' as key, element -> 'kind' as kind, element -> 'payload' as payload
    from jsonb_array_elements((
        select jobs from bench.batches where id = (select nextval('bench.batch_number'))
    )) as element
),
claimed as (
    insert into bench.floor_keys (queue, key, msg_id, retained_since)
    select 'enrich', key, nextval('bench.floor_queue_msg_id_seq'), now()
    from job
    order by key
    on conflict do nothing
    returning msg_id, key
)
insert into bench.floor_queue (msg_id, vt, message)
overriding system value
select msg_id, now(), jsonb_build_object(
    'kind', kind, 'idempotency_key', key, 'payload', payload, 'enqueued_at', now())
from claimed join job using (key)
returning msg_id;
