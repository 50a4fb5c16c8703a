//! The nightly look at all open cases: one statement, which touches only what it changes.

use crate::enforcement::statements;
use crate::statement;
use dragonfly_domain::BigDecimal;
use dragonfly_domain::enforcement::TierRule;
use pgrx::datum::DatumWithOid;
use pgrx::{AnyNumeric, Spi};

use crate::error::Result;
use crate::jsonb::RawJsonb;

/// tier0 to tier3, which are all that a case can have.
const TIERS: usize = 4;

/// Refreshes all open cases that nobody else has locked: `{cases_examined, tiers_changed,
/// overrides_expired, sla_breaches}`.
pub fn refresh(rules: &[TierRule]) -> Result<Option<RawJsonb>> {
    let bounds: Vec<_> = (0..TIERS).flat_map(|tier| bounds_of(rules, tier)).collect();
    let mut arguments: Vec<DatumWithOid<'_>> =
        bounds.iter().map(|bound| numeric(*bound).into()).collect();
    arguments.extend(bounds.into_iter().map(|bound| said(bound).into()));
    Spi::connect(|client| {
        let rows = statements::REFRESH.run(client, &arguments)?;
        statement::first_value(rows)
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
