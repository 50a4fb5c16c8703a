select message.msg_id, coalesce(message.message, 'null') from pgmq.{{table}} as message where msg_id = $1 for update
