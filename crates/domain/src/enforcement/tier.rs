//! Tiers: by score and balance, or by hand.

use bigdecimal::BigDecimal;
use jiff::Timestamp;

use super::{Case, EnforcementFault, SetTierOverride};
use crate::reason::Reason;

/// The tier of a case for which nothing speaks.
const LOWEST: &str = "tier0";
const OVERRIDE: &str = "override";

/// A row of the tier lookup.
#[derive(Clone, Debug, PartialEq)]
pub struct TierRule {
    /// Its name; a later name is a higher tier.
    pub tier: String,
    /// A score from here on gives this tier.
    pub min_score: Option<BigDecimal>,
    /// A balance from here on gives this tier.
    pub min_balance: Option<BigDecimal>,
}

/// The highest tier that score or balance reach, and the reason; the score is named first.
#[must_use]
pub fn assess(
    rules: &[TierRule],
    score: Option<&BigDecimal>,
    balance: Option<&BigDecimal>,
) -> (String, String) {
    let reached = rules.iter().filter_map(|rule| Some((rule, rule.reason(score, balance)?)));
    let highest = reached.max_by(|(one, _), (other, _)| one.tier.cmp(&other.tier));
    highest.map_or_else(
        || (LOWEST.to_owned(), "default".to_owned()),
        |(rule, reason)| (rule.tier.clone(), reason),
    )
}

impl TierRule {
    fn reason(&self, score: Option<&BigDecimal>, balance: Option<&BigDecimal>) -> Option<String> {
        reaches("score", score, self.min_score.as_ref())
            .or_else(|| reaches("balance", balance, self.min_balance.as_ref()))
    }
}

fn reaches(what: &str, value: Option<&BigDecimal>, bound: Option<&BigDecimal>) -> Option<String> {
    let (value, bound) = (value?, bound?);
    (value >= bound)
        .then(|| format!("{what} {} >= {}", value.to_plain_string(), bound.to_plain_string()))
}

impl Case {
    /// Gives the case a tier; its time moves only with tier or reason.
    pub(super) fn set_tier(&mut self, tier: String, reason: String, now: Timestamp) {
        if self.tier.as_ref() != Some(&tier) || self.tier_reason.as_ref() != Some(&reason) {
            self.tier_as_of = Some(now);
        }
        self.tier = Some(tier);
        self.tier_reason = Some(reason);
    }

    /// Gives the case a tier by hand.
    pub(super) fn set_override(&mut self, tier: &str, note: Option<String>, now: Timestamp) {
        self.tier_override = Some(tier.to_owned());
        self.override_note = note;
        self.set_tier(tier.to_owned(), OVERRIDE.to_owned(), now);
    }
}

/// Sets a tier by hand, or clears it: then the rules decide, on `balance`.
pub fn override_tier(
    case: &Case,
    request: &SetTierOverride,
    rules: &[TierRule],
    balance: Option<&BigDecimal>,
    now: Timestamp,
) -> Result<Case, EnforcementFault> {
    case.require_open()?;
    let mut after = case.clone();
    let Some(tier) = &request.tier else {
        after.tier_override = None;
        after.override_expires_at = None;
        after.override_note = None;
        let (tier, reason) = assess(rules, case.collectability_score.as_ref(), balance);
        after.set_tier(tier, reason, now);
        return Ok(after);
    };
    if let Some(expires_at) = request.expires_at.filter(|expires_at| *expires_at <= now) {
        return Err(EnforcementFault::refused(
            Reason::ExpiryPassed,
            "expires_at has passed",
            "Send a time to come, or null for an override without an end.",
        )
        .detail(format!("expires_at is {expires_at}")));
    }
    after.override_expires_at = request.expires_at;
    after.set_override(tier, request.note.clone(), now);
    Ok(after)
}

#[cfg(test)]
#[path = "tier_tests.rs"]
mod tests;
