-- (uuid, text)
select
    id,
    status::text
from
    public.enforcement_actions
where
    enforcement_case_id = $1
    and action_type = $2::text
    and status in ('planned', 'pending', 'served')
order by
    id
limit
    1
for no key update;
