//! How a case begins and ends.

use bigdecimal::{BigDecimal, RoundingMode};
use jiff::Timestamp;
use uuid::Uuid;

use super::stage::CLOSED;
use super::{Case, CloseCase, EnforcementFault, OpenCase, Stage, TierRule, assess};
use crate::json::Json;
use crate::reason::Reason;

/// What a case takes over from its judgment.
#[derive(Clone, Debug, Default, PartialEq)]
#[allow(missing_docs, reason = "the columns' comments in the schema say what they are")]
pub struct Judgment {
    pub id: i64,
    pub case_number: Option<String>,
    pub plaintiff_id: Option<Uuid>,
    pub judgment_amount: Option<BigDecimal>,
    pub balance_due: Option<BigDecimal>,
    pub enforcement_stage: Option<String>,
    /// Amount or balance is NaN or infinite, which only an adopted or unguarded column can be.
    pub has_no_number: bool,
}

/// A case on its way into the table.
#[derive(Clone, Debug, PartialEq)]
pub struct Opening {
    /// The new case.
    pub case: Case,
    /// Payload of its first event.
    pub payload: Json,
}

/// A case on its way out.
#[derive(Clone, Debug, PartialEq)]
pub struct Closing {
    /// The case as it will be.
    pub after: Case,
    /// Why its active actions are cancelled.
    pub status_reason: String,
}

impl Judgment {
    /// Nothing is booked against what is no number.
    pub(super) fn require_numbers(&self) -> Result<(), EnforcementFault> {
        if !self.has_no_number {
            return Ok(());
        }
        Err(EnforcementFault::refused(
            Reason::BalanceNotANumber,
            format!("judgment {} has a balance that is no number", self.id),
            "Mend judgment_amount and balance_due of the judgment.",
        ))
    }

    /// What is still owed; null when nobody knows.
    #[must_use]
    pub fn balance(&self) -> Option<&BigDecimal> {
        self.balance_due.as_ref().or(self.judgment_amount.as_ref())
    }
}

/// A judgment has at most one open case.
pub fn require_no_case(judgment: &Judgment, open: Option<Uuid>) -> Result<(), EnforcementFault> {
    let Some(case_id) = open else { return Ok(()) };
    Err(EnforcementFault::refused(
        Reason::CaseAlreadyOpen,
        format!("judgment {} has an open case", judgment.id),
        "Work on that case, or close it first.",
    )
    .detail(format!("case {case_id}")))
}

/// The case that a request opens.
pub fn open(
    id: Uuid,
    judgment: &Judgment,
    request: &OpenCase,
    stage: &Stage,
    rules: &[TierRule],
    now: Timestamp,
) -> Result<Opening, EnforcementFault> {
    let mut case = Case {
        id,
        judgment_id: judgment.id,
        case_number: judgment.case_number.clone(),
        plaintiff_id: plaintiff(judgment, request)?,
        opened_at: Some(now),
        status: "open".to_owned(),
        collectability_score: request.collectability_score.clone(),
        current_balance: opening_balance(judgment)?,
        ..Case::default()
    };
    case.enter(stage, now);
    if let Some(tier) = &request.tier {
        case.set_override(tier, Some("set at opening".to_owned()), now);
    } else {
        let (score, balance) = (case.collectability_score.as_ref(), case.current_balance.as_ref());
        let (tier, reason) = assess(rules, score, balance);
        case.set_tier(tier, reason, now);
    }
    let payload = Json::object([("from", Json::Null), ("to", stage.name.clone().into())]);
    Ok(Opening { case, payload })
}

fn plaintiff(judgment: &Judgment, request: &OpenCase) -> Result<Option<Uuid>, EnforcementFault> {
    match (request.plaintiff_id, judgment.plaintiff_id) {
        (Some(given), Some(known)) if given != known => Err(EnforcementFault::refused(
            Reason::PlaintiffMismatch,
            "plaintiff_id is not the judgment's",
            "Leave plaintiff_id out, or mend the judgment.",
        )
        .detail(format!("plaintiff_id is {given}, the judgment's is {known}"))),
        (given, known) => Ok(given.or(known)),
    }
}

/// Adopted judgments may owe more than a case can hold, or fractions of a cent.
fn opening_balance(judgment: &Judgment) -> Result<Option<BigDecimal>, EnforcementFault> {
    judgment.require_numbers()?;
    let Some(balance) = judgment.balance() else { return Ok(None) };
    let balance = balance.with_scale_round(2, RoundingMode::HalfUp);
    if balance.abs() < super::AMOUNT_BOUND {
        return Ok(Some(balance));
    }
    Err(EnforcementFault::refused(
        Reason::BalanceOutOfRange,
        "the judgment's balance is out of range",
        "Mend judgment_amount or balance_due of the judgment.",
    )
    .detail(format!("balance is {}", balance.to_plain_string())))
}

/// The case that a request closes; `stage` is the lookup's row of `closed`.
pub fn close(
    case: &Case,
    request: &CloseCase,
    stage: &Stage,
    now: Timestamp,
) -> Result<Closing, EnforcementFault> {
    case.require_open()?;
    let mut after = case.clone();
    after.enter(stage, now);
    after.next_action_at = None;
    CLOSED.clone_into(&mut after.status);
    after.closed_at = Some(now);
    after.closure_reason = Some(request.status.name().to_owned());
    let status_reason = format!("case closed: {}", request.status.name());
    Ok(Closing { after, status_reason })
}

impl Closing {
    /// Payload of the event.
    #[must_use]
    pub fn payload(&self, before: &Case, actions_closed: &[Uuid]) -> Json {
        Json::object([
            ("from", before.current_stage.clone().into()),
            ("to", CLOSED.into()),
            ("closure_reason", self.after.closure_reason.clone().into()),
            ("actions_closed", actions_closed.to_vec().into()),
        ])
    }
}

#[cfg(test)]
#[path = "opening_tests.rs"]
mod tests;
