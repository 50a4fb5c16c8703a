-- (uuidarray)
with
locked as materialized (
    select
        id,
        status::text as status
    from
        public.content_jobs
    where
        id = any (array(
                select
                    pg_catalog.unnest($1)))
    order by
        id
    for no key update
),
noted as (
    update
        public.content_jobs as job
    set
        last_dequeued_at = pg_catalog.now()
    from
        locked
    where
        job.id = locked.id
        and locked.status <> 'cancelled'
)
select
    status,
    id
from
    locked;
