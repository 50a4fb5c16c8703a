-- (int8array)
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
)
select
    message.msg_id,
    message.key,
    message.vt,
    policy.*
from
    (
        select
            msg_id
        from
            unnest($1)
        with
        ordinality as wanted (msg_id, place)
        where
            place between 1
            and 1000000
        order by
            msg_id
    ) as wanted,
    lateral (
        select
            message.msg_id,
            message.vt,
            message.message -> 'idempotency_key' as key
        from
            pgmq.q_enrich as message
        where
            message.msg_id = wanted.msg_id
        limit
            1
        for update
    ) as message,
    policy;
