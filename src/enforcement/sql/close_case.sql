with changed as (
    update public.enforcement_cases
    set current_stage = $3{{cast public.enforcement_cases.current_stage}},
        status = $16{{cast public.enforcement_cases.status}}, closed_at = $17,
        closure_reason = $18{{cast public.enforcement_cases.closure_reason}},
        stage_entered_at = $17, stage_floor = $19, next_action_at = null
    where id = $1){{judgment}},
{{include enforcement/record_parts.sql}}
