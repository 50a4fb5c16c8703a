insert into pgmq.{{table}} (vt, message) values ($2, $1) returning msg_id
