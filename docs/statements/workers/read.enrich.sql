-- (int4, timestamptz, int8)
with
policy as materialized (
    select
        coalesce(pg_catalog.max(max_attempts), 3) as max_attempts,
        coalesce(pg_catalog.max(base_delay_seconds), 30) as base_delay_seconds,
        coalesce(pg_catalog.max(max_delay_seconds), 3600) as max_delay_seconds,
        coalesce(pg_catalog.bool_and(envelope), true) as envelope,
        coalesce(pg_catalog.max(visibility_timeout_seconds), 30) as visibility_timeout_seconds
    from
        workers.queue_policy
    where
        queue_name = 'enrich'
),
taken as (
    update
        pgmq.q_enrich as message
    set
        vt = $2 + pg_catalog.make_interval(
            secs => coalesce($1, policy.visibility_timeout_seconds)
        ),
        read_ct = message.read_ct + 1,
        last_read_at = $2
    from
        policy
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
        message.message,
        message.vt
)
select
    taken.msg_id,
    taken.read_ct,
    taken.message,
    taken.vt,
    policy.*
from
    taken
    cross join policy
order by
    taken.msg_id;
