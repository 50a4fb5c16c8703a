with changed as (
    update public.enforcement_cases
    set tier = $15{{cast public.enforcement_cases.tier}}, tier_reason = $16,
        tier_as_of = $17, tier_override = $18{{cast public.enforcement_cases.tier_override}},
        override_expires_at = $19, override_note = $20
    where id = $1),
{{include enforcement/record_parts.sql}}
