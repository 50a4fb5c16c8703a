-- ()
with
recursive known (queue) as (
    (
        select
            queue::text
        from
            dragonfly.idempotency_keys
        order by
            queue::text
        limit
            1
    )
    union all
    select
        (
            select
                queue::text
            from
                dragonfly.idempotency_keys as next
            where
                queue::text > known.queue
            order by
                queue::text
            limit
                1
        )
    from
        known
    where
        known.queue is not null
)
select
    queue
from
    known
where
    queue is not null;
