select msg_id from pgmq.{{table}} where msg_id = any (array(select pg_catalog.unnest($1)))
order by msg_id for update skip locked
