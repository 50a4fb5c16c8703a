-- (int4, timestamptz, int8, text)
update
    pgmq.q_content as message
set
    vt = $2 + pg_catalog.make_interval(secs => $1),
    read_ct = message.read_ct + 1,
    last_read_at = $2
where
    message.msg_id = any (
        array(
            select
                due.msg_id
            from
                (
                    select
                        due.msg_id
                    from
                        pgmq.q_content as due
                    where
                        due.vt <= $2
                        and due.message ->> 'stage' = $4
                    order by
                        due.vt
                    limit
                        1000
                    for update
                        skip locked
                ) as due
            limit
                (
                    select
                        $3)
        )
    )
returning
    message.msg_id,
    coalesce(message.message, 'null');
