select coalesce(its_case.plaintiff_id, judgment.plaintiff_id)
from public.enforcement_cases as its_case
join public.judgments as judgment on judgment.id = its_case.judgment_id
where its_case.id = $1
