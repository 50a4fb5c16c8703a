update pgmq.{{table}} as message set message = small.stub
from unnest($1, $2) as small (msg_id, stub)
where message.msg_id = small.msg_id
