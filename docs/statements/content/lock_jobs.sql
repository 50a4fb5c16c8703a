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
)
select
    status,
    id
from
    locked;
