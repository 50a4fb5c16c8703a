-- (uuid, text)
select
    id
from
    public.plaintiff_tasks
where
    case_id = $1
    and $2 in (kind::text, task_code)
    and status in ('open', 'in_progress')
order by
    created_at,
    id
limit
    1
for no key update;
