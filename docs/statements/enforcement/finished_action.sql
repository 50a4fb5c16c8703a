-- (uuid, text)
select
    id,
    status::text
from
    public.enforcement_actions
where
    enforcement_case_id = $1
    and action_type = $2::text
    and status in ('completed', 'failed', 'cancelled')
order by
    closed_at desc nulls last,
    opened_at desc
limit
    1;
