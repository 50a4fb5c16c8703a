-- (int8array)
with
gone as (
    delete from
        pgmq.q_content
    where
        msg_id = any (
            array(
                select
                    msg_id
                from
                    pgmq.q_content
                where
                    msg_id = any (array(
                            select
                                pg_catalog.unnest($1)))
                for update
                    skip locked
            )
        )
    returning
        msg_id,
        read_ct,
        enqueued_at,
        last_read_at,
        vt,
        message,
        headers
),
archived as (
    insert into
        pgmq.a_content (
            msg_id,
            read_ct,
            enqueued_at,
            last_read_at,
            vt,
            message,
            headers
        )
    select
        msg_id,
        read_ct,
        enqueued_at,
        last_read_at,
        vt,
        message,
        headers
    from
        gone
)
select
from
    gone;
