update pgmq.{{table}} set vt = $2, read_ct = read_ct - 1
where msg_id = any (array(select pg_catalog.unnest($1)))
