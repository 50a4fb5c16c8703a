//! Requests on cases: one struct and one check each, whichever door they came through.

mod case;
mod work;

use bigdecimal::{BigDecimal, Zero};
use uuid::Uuid;

use super::EnforcementFault;
use crate::field::Field;
use crate::input::{Input, InputFault, malformed, required};

pub use case::{CloseCase, ClosureReason, OpenCase, SetStage, SetTierOverride};
pub use work::{IssueSubpoena, LogEvent, QueueAction, RecordPayment, RecordResponse};

type Checked<T> = Result<T, EnforcementFault>;

const TIERS: [&str; 4] = ["tier0", "tier1", "tier2", "tier3"];
const MAX_KEY_CHARACTERS: usize = 512;
/// Decimals that money has.
const CENTS: i64 = 2;

pub(super) fn case_id(input: &Input<'_>) -> Result<Uuid, InputFault> {
    required("case_id", input.uuid("case_id")?)
}

/// A required word as it was sent, so that a refusal shows it so; trimmed.
pub(super) fn word(input: &Input<'_>, name: &'static str) -> Result<String, InputFault> {
    required(name, input.trimmed(name)?)
}

pub(super) fn tier(input: &Input<'_>) -> Result<Option<String>, InputFault> {
    let Some(tier) = input.trimmed("tier")? else {
        return Ok(None);
    };
    match TIERS.into_iter().find(|known| known.eq_ignore_ascii_case(&tier)) {
        Some(known) => Ok(Some(known.to_owned())),
        None => Err(not_one_of("tier", &tier, &TIERS)),
    }
}

pub(super) fn not_one_of(field: &'static str, value: &str, allowed: &[&str]) -> InputFault {
    let value = value.chars().take(100).collect();
    InputFault::NotOneOf { field, value, allowed: allowed.join(", ") }
}

/// numeric(5,2) would round what has more decimals.
pub(super) fn score(input: &Input<'_>) -> Result<Option<BigDecimal>, InputFault> {
    let name = "collectability_score";
    let Some(score) = input.number(name)? else { return Ok(None) };
    let fits = (BigDecimal::zero()..=BigDecimal::from(100)).contains(&score) && has_cents(&score);
    if fits {
        return Ok(Some(score.with_scale(CENTS)));
    }
    Err(malformed(name, "a number from 0 to 100 with at most two decimals", input.get(name)))
}

pub(super) fn amount(input: &Input<'_>) -> Result<BigDecimal, InputFault> {
    let name = "amount";
    let amount = required(name, input.number(name)?)?;
    let fits = amount > BigDecimal::zero() && amount < super::AMOUNT_BOUND && has_cents(&amount);
    if fits {
        return Ok(amount.with_scale(CENTS));
    }
    let expected = "a number above 0 and below 1000000000000 with at most two decimals";
    Err(malformed(name, expected, input.get(name)))
}

/// At most two decimals, zeros at the end aside.
pub(super) fn has_cents(number: &BigDecimal) -> bool {
    *number == number.with_scale(CENTS)
}

pub(super) fn key(input: &Input<'_>) -> Result<Option<String>, InputFault> {
    let name = "idempotency_key";
    let field = input.get(name);
    let Field::Text(key) = field else {
        return input.text(name);
    };
    if (1..=MAX_KEY_CHARACTERS).contains(&key.chars().count()) && !key.trim().is_empty() {
        return Ok(Some(key.to_string()));
    }
    Err(malformed(name, "text of 1 to 512 characters", field))
}
