-- All cases are looked at without a lock; those that are stale are locked in the order of their ids,
-- looked at again and changed.
with looked as materialized (
    select count(*) as examined,
           count(*) filter (where its_case.next_action_at < pg_catalog.now()) as breaches,
           pg_catalog.array_agg(its_case.id) filter (where {{include enforcement/is_stale.sql}}) as stale
    from {{include enforcement/open_cases_facts.sql}}),
locked as materialized (
    select its_case.*, held.expired, coalesce(its_case.current_balance, facts.balance) as new_balance,
        facts.due as new_due,
           case when not held.expired and its_case.tier_override is not null
                then its_case.tier_override::text else {{include enforcement/tier_by_rules.sql}} end as new_tier,
           case when not held.expired and its_case.tier_override is not null
                then 'override' else {{include enforcement/reason_by_rules.sql}} end as new_reason
    from {{include enforcement/open_cases_facts.sql}}
        and its_case.id = any ((select stale from looked)::uuid[]) and {{include enforcement/is_stale.sql}}
    order by its_case.id
    for no key update of its_case skip locked),
candidate as (
    select *, case when tier::text is distinct from new_tier or tier_reason is distinct from new_reason
                   then pg_catalog.now() else tier_as_of end as new_as_of
    from locked),
changed as (
    update public.enforcement_cases as its_case
    set tier = candidate.new_tier{{cast public.enforcement_cases.tier}},
        tier_reason = candidate.new_reason,
        tier_as_of = candidate.new_as_of,
        tier_override = case when not candidate.expired then its_case.tier_override end,
        override_expires_at = case when not candidate.expired then its_case.override_expires_at end,
        override_note = case when not candidate.expired then its_case.override_note end,
        next_action_at = candidate.new_due,
        current_balance = candidate.new_balance
    from candidate where its_case.id = candidate.id),
entry as (
    insert into public.enforcement_history
        (judgment_id, stage, changed_by, enforcement_case_id, actor_type, delta)
    select judgment_id, coalesce(current_stage::text, 'unknown'){{cast public.enforcement_history.stage}},
           'refresh_enforcement_metrics', id,
           'automation'{{cast public.enforcement_history.actor_type}}, {{include enforcement/refreshed_columns.sql}}
    from candidate)
select pg_catalog.jsonb_build_object(
    'cases_examined', looked.examined,
    'tiers_changed', count(*) filter (where locked.tier::text is distinct from locked.new_tier),
    'overrides_expired', count(*) filter (where locked.expired),
    'sla_breaches', looked.breaches)
from looked left join locked on true
group by looked.examined, looked.breaches
