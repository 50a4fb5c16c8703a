select pg_catalog.jsonb_build_object(
    'case_id', enforcement.id,
    'case_number', coalesce(enforcement.case_number, judgment.case_number),
    'requested_by', $2, 'requested_at', $3),
    pg_catalog.substr(pg_catalog.replace(
        pg_catalog.gen_random_uuid()::text, '-', ''), 1, 12)
from public.enforcement_cases as enforcement
left join public.judgments as judgment on judgment.id = enforcement.judgment_id
where enforcement.id = $1
