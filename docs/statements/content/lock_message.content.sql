-- (int8)
select
    message.msg_id,
    coalesce(message.message, 'null')
from
    pgmq.q_content as message
where
    msg_id = $1
for update;
