with changed as (
    insert into public.enforcement_cases
        (id, judgment_id, current_stage, case_number, plaintiff_id, opened_at, status, tier,
         tier_reason, tier_as_of, tier_override, override_note, collectability_score,
         next_action_at, current_balance, stage_entered_at, stage_floor)
    values ($1, $2, $3{{cast public.enforcement_cases.current_stage}}, $16, $17, $18,
            $19{{cast public.enforcement_cases.status}}, $20{{cast public.enforcement_cases.tier}}, $21,
            $18, $22{{cast public.enforcement_cases.tier_override}}, $23, $24::numeric, $25,
            $26::numeric, $18, $27)){{judgment}},
{{include enforcement/record_parts.sql}}
