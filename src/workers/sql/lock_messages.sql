with policy as materialized ({{include workers/policy.sql}})
select message.msg_id, message.key, message.vt, policy.*
from (select msg_id from unnest($1) with ordinality as wanted (msg_id, place)
      where place between 1 and 1000000 order by msg_id) as wanted,
    lateral (select message.msg_id, message.vt,
                 message.message -> 'idempotency_key' as key
             from pgmq.{{table}} as message
             where message.msg_id = wanted.msg_id
             limit 1 for update) as message,
    policy
