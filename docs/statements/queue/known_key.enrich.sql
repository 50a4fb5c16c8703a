-- (text)
select
    msg_id
from
    dragonfly.idempotency_keys
where
    queue = 'enrich'
    and key = $1;
