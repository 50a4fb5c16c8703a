select action_type::text, status::text, enforcement_case_id = $2
from public.enforcement_actions as action
where id = $1 and exists (
    select from public.enforcement_cases as its_case
    where its_case.id = action.enforcement_case_id)
for no key update
