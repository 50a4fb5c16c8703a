with changed as (
    update public.enforcement_cases
    set levy_status = $15{{cast public.enforcement_cases.levy_status}},
        garnishment_status = $16{{cast public.enforcement_cases.garnishment_status}},
        marshal_status = $17{{cast public.enforcement_cases.marshal_status}}
    where id = $1),
{{include enforcement/record_parts.sql}}
