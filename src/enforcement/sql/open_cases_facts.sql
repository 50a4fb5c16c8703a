-- An open case with what its tier, its balance and its due date follow from.
public.enforcement_cases as its_case
cross join lateral (select
    nullif(its_case.collectability_score, 'NaN') as score,
    coalesce(nullif(its_case.current_balance, 'NaN'), (
        select pg_catalog.round(coalesce(balance_due, judgment_amount), 2)
        from public.judgments where judgments.id = its_case.judgment_id
          and pg_catalog.abs(coalesce(balance_due, judgment_amount)) < 999999999999.99))
        as balance,
    coalesce(its_case.next_action_at, pg_catalog.now() + (
        select case when pg_catalog.abs(extract(epoch from sla)) < 3e10 then sla end
        from public.enforcement_stage_lookup
        where stage = its_case.current_stage::text)) as due) as facts
cross join lateral (select
    coalesce(its_case.tier_override is not null
             and its_case.override_expires_at <= pg_catalog.now(), false) as expired) as held
where its_case.closed_at is null and its_case.status <> 'closed'
