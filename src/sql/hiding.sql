-- Hides due messages and counts the reading: $1 visibility timeout, $2 time of the call, $3 how many at the most.
update pgmq.{{table}} as message
set vt = $2 + pg_catalog.make_interval(secs => $1),
    read_ct = message.read_ct + 1{{last_read}}
where message.msg_id = any (array({{include due.sql}}))
returning {{returning}}
