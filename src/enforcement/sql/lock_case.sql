-- The columns of Case, in the order in which read takes them.
select judgment_id, case_number::text, plaintiff_id, opened_at, current_stage::text,
    status::text, tier::text, tier_reason::text, tier_as_of, tier_override::text,
    override_expires_at, override_note::text, collectability_score::text, levy_status::text,
    garnishment_status::text, marshal_status::text, next_action_at, closed_at,
    closure_reason::text, current_balance::text, stage_entered_at, stage_floor
from public.enforcement_cases
where id = $1
for no key update
