select from pgmq.{{table}} where msg_id = $1
