-- (textarray)
select
    wanted.key,
    found.msg_id
from
    unnest($1) as wanted (key),
    lateral (
        select
            ledger.msg_id
        from
            dragonfly.idempotency_keys as ledger
        where
            ledger.queue = 'enrich'
            and ledger.key = wanted.key
        limit
            1
    ) as found;
