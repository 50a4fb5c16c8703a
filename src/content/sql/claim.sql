-- Fields are read from the body, which is measured first: as text one of them may be larger than Postgres can
-- write.
update pgmq.{{table}} as message
set vt = $2 + pg_catalog.make_interval(secs => $1),
    read_ct = message.read_ct + 1{{last_read}}
where message.msg_id = any (array({{include due.sql}}))
returning message.msg_id, coalesce(message.message, 'null')
