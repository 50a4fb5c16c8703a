with changed as (
    update public.enforcement_cases
    set current_stage = $3{{cast public.enforcement_cases.current_stage}},
        stage_entered_at = $16, next_action_at = $17, stage_floor = $18
    where id = $1){{judgment}},
{{include enforcement/record_parts.sql}}
