-- ()
with
recursive known (queue) as (
    (
        select
            (queue_name || '')
        from
            workers.processed_jobs
        order by
            (queue_name || '')
        limit
            1
    )
    union all
    select
        (
            select
                (queue_name || '')
            from
                workers.processed_jobs as next
            where
                (queue_name || '') > known.queue
            order by
                (queue_name || '')
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
