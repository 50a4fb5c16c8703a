//! Payments: what is owed afterwards, to the cent.

use bigdecimal::{BigDecimal, RoundingMode, Zero};

use super::{Case, EnforcementFault, Judgment, RecordPayment};
use crate::json::Json;
use crate::reason::Reason;

/// A payment that may be booked.
#[derive(Clone, Debug, PartialEq)]
pub struct Payment {
    /// What was owed before.
    pub before: BigDecimal,
    /// What is owed afterwards; never negative.
    pub after: BigDecimal,
    /// What was paid beyond what was owed.
    pub surplus: BigDecimal,
}

/// The case must belong to the judgment that was locked for it, and to the one that was named.
pub fn check_case_of_judgment(
    case: &Case,
    locked: i64,
    named: Option<i64>,
) -> Result<(), EnforcementFault> {
    if case.judgment_id != locked {
        return Err(EnforcementFault::refused(
            Reason::ConcurrentChange,
            format!("case {} has moved to another judgment meanwhile", case.id),
            "Send the call again.",
        ));
    }
    match named {
        Some(named) if named != case.judgment_id => Err(EnforcementFault::refused(
            Reason::JudgmentMismatch,
            "judgment_id is not the case's",
            "Leave judgment_id out, or name the case's.",
        )
        .detail(format!("judgment_id is {named}, the case's is {}", case.judgment_id))),
        _ => Ok(()),
    }
}

/// What is owed, or the fault that nobody knows.
pub fn balance_of(judgment: &Judgment) -> Result<BigDecimal, EnforcementFault> {
    judgment.require_numbers()?;
    let balance = judgment.balance().ok_or_else(|| {
        EnforcementFault::refused(
            Reason::BalanceUnknown,
            format!("judgment {} has neither balance_due nor judgment_amount", judgment.id),
            "Set one of them first.",
        )
    })?;
    // An adopted column may hold fractions of a cent; judgment and case must say the same.
    Ok(balance.with_scale_round(2, RoundingMode::HalfUp))
}

/// Books a payment against what is owed.
pub fn pay(request: &RecordPayment, before: BigDecimal) -> Result<Payment, EnforcementFault> {
    let rest = &before - &request.amount;
    if rest >= BigDecimal::zero() {
        return Ok(Payment { before, after: rest, surplus: BigDecimal::zero() });
    }
    if !request.allow_overpayment {
        return Err(EnforcementFault::refused(
            Reason::AmountExceedsBalance,
            "amount is more than is owed",
            "Set allow_overpayment to true when that is what was paid.",
        )
        .detail(format!(
            "amount is {}, balance is {}",
            request.amount.to_plain_string(),
            before.to_plain_string()
        )));
    }
    // What is left of the payment after it has brought the balance to zero.
    Ok(Payment { before, after: BigDecimal::zero().with_scale(2), surplus: -rest })
}

impl Payment {
    /// Payload of the event.
    #[must_use]
    pub fn payload(&self, request: &RecordPayment) -> Json {
        Json::object([
            ("amount", request.amount.clone().into()),
            ("source", request.source.clone().into()),
            ("balance_before", self.before.clone().into()),
            ("balance_after", self.after.clone().into()),
            ("surplus", self.surplus.clone().into()),
        ])
    }

    /// The case after it.
    #[must_use]
    pub fn apply(&self, case: &Case) -> Case {
        Case { current_balance: Some(self.after.clone()), ..case.clone() }
    }
}

#[cfg(test)]
#[path = "payment_tests.rs"]
mod tests;
