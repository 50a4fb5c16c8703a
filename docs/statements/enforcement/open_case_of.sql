-- (int8)
select
    id
from
    public.enforcement_cases
where
    judgment_id = $1
    and closed_at is null
    and status <> 'closed'
limit
    1;
