with claim as (
    insert into dragonfly.idempotency_keys (queue, key, msg_id, retained_since)
    values ({{queue}}, $1, pg_catalog.nextval({{sequence}}), $3)
    on conflict do nothing
    returning msg_id)
insert into pgmq.{{table}} (msg_id, vt, message) overriding system value
select claim.msg_id, $3, pg_catalog.jsonb_build_object(
    'kind', {{queue}}, 'idempotency_key', $1,
    'payload', coalesce($2, '{}'), 'enqueued_at', $4)
from claim
returning msg_id
