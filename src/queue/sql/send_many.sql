with input as materialized (
    select pg_catalog.nextval({{sequence}}) as msg_id, job.key, job.payload, job.visible_at
    from (select * from unnest($1, $2, $3)
              with ordinality as job (key, payload, visible_at, place)
          order by place) as job),
claim as (
    insert into dragonfly.idempotency_keys as ledger
        (queue, key, msg_id, retained_since)
    select {{queue}}, key, msg_id, visible_at from input order by key collate "C"
    on conflict (queue, key) do update set msg_id = ledger.msg_id where false
    returning ledger.key, ledger.msg_id),
sent as (
    insert into pgmq.{{table}} (msg_id, vt, message) overriding system value
    select msg_id, input.visible_at, pg_catalog.jsonb_build_object(
        'kind', {{queue}}, 'idempotency_key', input.key,
        'payload', coalesce(input.payload, '{}'), 'enqueued_at', $4)
    from claim join input using (msg_id)
    order by msg_id)
select key, msg_id from claim
