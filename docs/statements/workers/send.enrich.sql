-- (text, jsonb, timestamptz)
with
claim as (
    insert into
        dragonfly.idempotency_keys (queue, key, msg_id, retained_since)
    values
        (
            'enrich',
            $1,
            pg_catalog.nextval('pgmq.q_enrich_msg_id_seq'::pg_catalog.regclass),
            $3
        )
    on conflict
    do nothing
    returning
        msg_id
)
insert into
    pgmq.q_enrich (msg_id, vt, message) overriding system value
select
    claim.msg_id,
    $3,
    $2
from
    claim
returning
    msg_id;
