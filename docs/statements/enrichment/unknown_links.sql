-- (uuidarray, int8array)
select
    'plaintiff ' || it.id
from
    unnest($1) as it (id)
where
    it.id is not null
    and not exists (
        select
        from
            public.plaintiffs
        where
            id = it.id
    )
union all
select
    'judgment ' || it.id
from
    unnest($2) as it (id)
where
    it.id is not null
    and not exists (
        select
        from
            public.judgments
        where
            id = it.id
    )
limit
    1;
