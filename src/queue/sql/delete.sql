delete from pgmq.{{table}} where msg_id = $1 returning msg_id
