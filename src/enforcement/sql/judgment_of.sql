select judgment_id from public.enforcement_cases where id = $1
