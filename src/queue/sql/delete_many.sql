delete from pgmq.{{table}} where msg_id = any (array(select pg_catalog.unnest($1))) returning msg_id
