//! The nightly look at all open cases: one statement, which touches only what it changes.

use dragonfly_domain::BigDecimal;
use dragonfly_domain::enforcement::TierRule;
use pgrx::datum::{DatumWithOid, IntoDatum};
use pgrx::{AnyNumeric, Spi, oids_of};

use crate::columns;
use crate::error::Result;
use crate::jsonb::RawJsonb;
use crate::plan::{self, Text};

/// tier0 to tier3, which are all that a case can have.
const TIERS: usize = 4;

/// What a branch of the rules gives: a tier, and the expression of its reason.
type Gives<'a> = &'a dyn Fn(&str, &str) -> String;

/// `case` branches, the highest tier first; the same rule as `dragonfly_domain::enforcement::assess`,
/// over rows. Tier n has the bounds `$(2n+1)` of the score and `$(2n+2)` of the balance, and eight
/// arguments later what the reasons say of them.
fn by_rules(gives: Gives<'_>) -> String {
    let branch = |tier: usize| {
        let (score, balance, name) = (2 * tier + 1, 2 * tier + 2, format!("'tier{tier}'"));
        let by_score = gives(&name, &format!("'score ' || score || ${}", score + 2 * TIERS));
        let by_balance =
            gives(&name, &format!("'balance ' || balance || ${}", balance + 2 * TIERS));
        format!(
            "when score >= ${score} then {by_score} when balance >= ${balance} then {by_balance}"
        )
    };
    let branches: Vec<_> = (0..TIERS).rev().map(branch).collect();
    format!("case {} else {} end", branches.join(" "), gives("'tier0'", "'default'"))
}

/// Refreshes all open cases that nobody else has locked: `{cases_examined, tiers_changed,
/// overrides_expired, sla_breaches}`.
pub fn refresh(rules: &[TierRule]) -> Result<Option<RawJsonb>> {
    let bounds: Vec<_> = (0..TIERS).flat_map(|tier| bounds_of(rules, tier)).collect();
    let mut arguments: Vec<DatumWithOid<'_>> =
        bounds.iter().map(|bound| numeric(*bound).into()).collect();
    arguments.extend(bounds.into_iter().map(|bound| said(bound).into()));
    Spi::connect(|client| {
        let rows = plan::write(client, "refresh", "", &arguments, |client| {
            let [numeric, text] = oids_of![AnyNumeric, String];
            let types = [vec![numeric; 2 * TIERS], vec![text; 2 * TIERS]].concat();
            Ok(Text::new(columns::typed(client, &sql())?, types))
        })?;
        if rows.is_empty() { Ok(None) } else { Ok(rows.first().get_one::<RawJsonb>()?) }
    })
}

/// Least score and least balance of a tier.
fn bounds_of(rules: &[TierRule], tier: usize) -> [Option<&BigDecimal>; 2] {
    let rule = rules.iter().find(|rule| rule.tier == format!("tier{tier}"));
    [rule.and_then(|rule| rule.min_score.as_ref()), rule.and_then(|rule| rule.min_balance.as_ref())]
}

/// A bound as reasons name it.
fn said(bound: Option<&BigDecimal>) -> Option<String> {
    Some(format!(" >= {}", bound?.to_plain_string()))
}

fn numeric(bound: Option<&BigDecimal>) -> Option<AnyNumeric> {
    AnyNumeric::try_from(bound?.to_plain_string().as_str()).ok()
}

/// An open case with what its tier, its balance and its due date follow from.
const OPEN_CASE: &str = "public.enforcement_cases as its_case
    cross join lateral (select
        nullif(its_case.collectability_score, 'NaN') as score,
        coalesce(nullif(its_case.current_balance, 'NaN'), (
            -- what current_balance can hold; one odd judgment must not stop the others
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
    where its_case.closed_at is null and its_case.status <> 'closed'";

/// Whether something is to be done: one pass through the rules' branches where it is not, which is
/// nearly everywhere.
fn is_stale() -> String {
    let as_ruled = by_rules(&|tier, reason| {
        format!("its_case.tier::text = {tier} and its_case.tier_reason = {reason}")
    });
    format!(
        "(held.expired
          or not coalesce(case when its_case.tier_override is not null
               then its_case.tier::text = its_case.tier_override::text
                    and its_case.tier_reason = 'override'
               else {as_ruled} end, false)
          or (its_case.next_action_at is null and facts.due is not null)
          or (its_case.current_balance is null and facts.balance is not null))"
    )
}

/// All cases are looked at without a lock; those that are stale are locked in the order of their ids,
/// looked at again and changed.
const REFRESH: &str = "with looked as materialized (
    select count(*) as examined,
           count(*) filter (where its_case.next_action_at < pg_catalog.now()) as breaches,
           pg_catalog.array_agg(its_case.id) filter (where {stale}) as stale
    from {OPEN_CASE}),
locked as materialized (
    select its_case.*, held.expired, coalesce(its_case.current_balance, facts.balance) as new_balance, facts.due as new_due,
           case when not held.expired and its_case.tier_override is not null
                then its_case.tier_override::text else {tier} end as new_tier,
           case when not held.expired and its_case.tier_override is not null
                then 'override' else {reason} end as new_reason
    from {OPEN_CASE} and its_case.id = any ((select stale from looked)::uuid[]) and {stale}
    order by its_case.id
    for no key update of its_case skip locked),
candidate as (
    select *, case when tier::text is distinct from new_tier or tier_reason is distinct from new_reason
                   then pg_catalog.now() else tier_as_of end as new_as_of
    from locked),
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
    'cases_examined', looked.examined,
    'tiers_changed', count(*) filter (where locked.tier::text is distinct from locked.new_tier),
    'overrides_expired', count(*) filter (where locked.expired),
    'sla_breaches', looked.breaches)
from looked left join locked on true
group by looked.examined, looked.breaches";

fn sql() -> String {
    let parts = [
        ("{OPEN_CASE}", OPEN_CASE.to_owned()),
        ("{stale}", is_stale()),
        ("{tier}", by_rules(&|tier, _| tier.to_owned())),
        ("{reason}", by_rules(&|_, reason| reason.to_owned())),
        ("{delta}", delta()),
    ];
    parts.iter().fold(REFRESH.to_owned(), |sql, (name, part)| sql.replace(name, part))
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
