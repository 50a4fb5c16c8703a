//! The nightly look at all open cases: one statement, which touches only what it changes.

use dragonfly_domain::BigDecimal;
use dragonfly_domain::enforcement::TierRule;
use pgrx::datum::IntoDatum;
use pgrx::{AnyNumeric, Spi, oids_of};

use crate::columns;
use crate::error::Result;
use crate::jsonb::RawJsonb;
use crate::plan::{self, Text};

/// `case` branches, the highest tier first; `$n` are the bounds of tier n. The same rule as
/// `dragonfly_domain::enforcement::assess`, over rows.
fn tier_by_rules() -> String {
    branches(|tier| format!("'tier{tier}'"), |tier| format!("'tier{tier}'"), "'tier0'")
}

fn reason_by_rules() -> String {
    branches(
        |tier| format!("'score ' || score || ' >= ' || ${}", 2 * tier + 1),
        |tier| format!("'balance ' || balance || ' >= ' || ${}", 2 * tier + 2),
        "'default'",
    )
}

fn branches(
    by_score: impl Fn(usize) -> String,
    by_balance: impl Fn(usize) -> String,
    otherwise: &str,
) -> String {
    let branch = |tier: usize| {
        format!(
            "when score >= ${} then {} when balance >= ${} then {}",
            2 * tier + 1,
            by_score(tier),
            2 * tier + 2,
            by_balance(tier)
        )
    };
    let branches: Vec<_> = (0..TIERS).rev().map(branch).collect();
    format!("case {} else {otherwise} end", branches.join(" "))
}

/// tier0 to tier3, which are all that a case can have.
const TIERS: usize = 4;

/// Refreshes all open cases that nobody else has locked: `{cases_examined, tiers_changed,
/// overrides_expired, sla_breaches}`.
pub fn refresh(rules: &[TierRule]) -> Result<Option<RawJsonb>> {
    let mut arguments = Vec::with_capacity(2 * TIERS);
    for tier in 0..TIERS {
        let rule = rules.iter().find(|rule| rule.tier == format!("tier{tier}"));
        arguments.push(numeric(rule.and_then(|rule| rule.min_score.as_ref())).into());
        arguments.push(numeric(rule.and_then(|rule| rule.min_balance.as_ref())).into());
    }
    Spi::connect(|client| {
        let rows = plan::write(client, "refresh", "", &arguments, |client| {
            let [numeric] = oids_of![AnyNumeric];
            Ok(Text::new(columns::typed(client, &sql())?, vec![numeric; 2 * TIERS]))
        })?;
        if rows.is_empty() { Ok(None) } else { Ok(rows.first().get_one::<RawJsonb>()?) }
    })
}

fn numeric(bound: Option<&BigDecimal>) -> Option<AnyNumeric> {
    AnyNumeric::try_from(bound?.to_plain_string().as_str()).ok()
}

/// Cases are looked at without a lock; those that would change are locked in the order of their ids
/// and looked at again.
fn sql() -> String {
    let (tier, reason) = (tier_by_rules(), reason_by_rules());
    let delta = delta();
    format!(
        "with counted as (
    select count(*) as examined, count(*) filter (where next_action_at < pg_catalog.now()) as breaches
    from public.enforcement_cases
    where closed_at is null and status <> 'closed'),
candidate as materialized (
    select its_case.id, its_case.judgment_id, its_case.current_stage, its_case.tier,
           its_case.tier_reason, its_case.tier_as_of, its_case.tier_override,
           its_case.override_expires_at, its_case.override_note, its_case.next_action_at,
           its_case.current_balance, held.expired, wanted.new_tier, wanted.new_reason,
           facts.balance as new_balance, facts.due as new_due,
           case when its_case.tier::text is distinct from wanted.new_tier
                  or its_case.tier_reason is distinct from wanted.new_reason
                then pg_catalog.now() else its_case.tier_as_of end as new_as_of
    from public.enforcement_cases as its_case
    cross join lateral (select
        its_case.collectability_score as score,
        coalesce(its_case.current_balance, (
            select pg_catalog.round(coalesce(balance_due, judgment_amount), 2)
            from public.judgments where judgments.id = its_case.judgment_id)) as balance,
        coalesce(its_case.next_action_at, pg_catalog.now() + (
            select sla from public.enforcement_stage_lookup
            where stage = its_case.current_stage::text)) as due) as facts
    cross join lateral (select
        coalesce(its_case.tier_override is not null
                 and its_case.override_expires_at <= pg_catalog.now(), false) as expired) as held
    cross join lateral (select
        case when not held.expired and its_case.tier_override is not null
             then its_case.tier_override::text else {tier} end as new_tier,
        case when not held.expired and its_case.tier_override is not null
             then 'override' else {reason} end as new_reason) as wanted
    where its_case.closed_at is null and its_case.status <> 'closed'
      and (its_case.tier::text is distinct from wanted.new_tier
           or its_case.tier_reason is distinct from wanted.new_reason
           or held.expired
           or (its_case.next_action_at is null and facts.due is not null)
           or (its_case.current_balance is null and facts.balance is not null))
    order by its_case.id
    for no key update of its_case skip locked),
changed as (
    update public.enforcement_cases as its_case
    set tier = candidate.new_tier::[public.enforcement_cases.tier],
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
    select judgment_id, coalesce(current_stage::text, 'unknown')::[public.enforcement_history.stage],
           'refresh_enforcement_metrics', id,
           'automation'::[public.enforcement_history.actor_type], {delta}
    from candidate)
select pg_catalog.jsonb_build_object(
    'cases_examined', counted.examined,
    'tiers_changed', count(*) filter (where candidate.tier::text is distinct from new_tier),
    'overrides_expired', count(*) filter (where candidate.expired),
    'sla_breaches', counted.breaches)
from counted left join candidate on true
group by counted.examined, counted.breaches"
    )
}

/// The history's delta of a candidate.
fn delta() -> String {
    let time = |column: &str| {
        format!(
            "pg_catalog.to_char({column} at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')"
        )
    };
    let unless_expired = |column: &str| format!("case when not expired then {column} end");
    let columns = [
        ("tier", "tier::text".to_owned(), "new_tier".to_owned()),
        ("tier_reason", "tier_reason".to_owned(), "new_reason".to_owned()),
        ("tier_as_of", time("tier_as_of"), time("new_as_of")),
        ("tier_override", "tier_override::text".to_owned(), unless_expired("tier_override::text")),
        (
            "override_expires_at",
            time("override_expires_at"),
            unless_expired(&time("override_expires_at")),
        ),
        ("override_note", "override_note".to_owned(), unless_expired("override_note")),
        ("next_action_at", time("next_action_at"), time("new_due")),
        ("current_balance", "current_balance".to_owned(), "new_balance".to_owned()),
    ];
    let change = |(column, from, to): &(&str, String, String)| {
        format!(
            "case when {from} is distinct from {to} then pg_catalog.jsonb_build_object('{column}',
                 pg_catalog.jsonb_build_object('from', {from}, 'to', {to})) else '{{}}' end"
        )
    };
    columns.iter().map(change).collect::<Vec<_>>().join(" || ")
}
