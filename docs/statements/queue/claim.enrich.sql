-- (int4, timestamptz, int8)
with
taken as (
    update
        pgmq.q_enrich as message
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
                            pgmq.q_enrich as due
                        where
                            due.vt <= $2
                            and true
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
        message.read_ct,
        message.enqueued_at,
        message.message
)
select
    msg_id,
    message,
    read_ct,
    (
        select
            pg_catalog.to_char(
                ($2 + pg_catalog.make_interval(secs => $1)) at time zone 'UTC',
                'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'
            )
    ),
    pg_catalog.to_char(
        enqueued_at at time zone 'UTC',
        'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'
    )
from
    taken
order by
    msg_id;
