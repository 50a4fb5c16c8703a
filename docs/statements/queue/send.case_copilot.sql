-- (text, jsonb, timestamptz, text)
with
claim as (
    insert into
        dragonfly.idempotency_keys (queue, key, msg_id, retained_since)
    values
        (
            'case_copilot',
            $1,
            pg_catalog.nextval(
                'pgmq.q_case_copilot_msg_id_seq'::pg_catalog.regclass
            ),
            $3
        )
    on conflict
    do nothing
    returning
        msg_id
)
insert into
    pgmq.q_case_copilot (msg_id, vt, message) overriding system value
select
    claim.msg_id,
    $3,
    pg_catalog.jsonb_build_object(
        'kind',
        'case_copilot',
        'idempotency_key',
        $1,
        'payload',
        coalesce($2, '{}'),
        'enqueued_at',
        $4
    )
from
    claim
returning
    msg_id;
