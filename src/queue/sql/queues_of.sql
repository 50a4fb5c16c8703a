with recursive known (queue) as (
    (select {{column}} from {{ledger}} order by {{column}} limit 1)
    union all
    select (select {{column}} from {{ledger}} as next
            where {{column}} > known.queue
            order by {{column}} limit 1)
    from known where known.queue is not null)
select queue from known where queue is not null
