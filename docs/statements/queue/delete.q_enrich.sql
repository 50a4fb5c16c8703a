-- (int8)
delete from
    pgmq.q_enrich
where
    msg_id = $1
returning
    msg_id;
