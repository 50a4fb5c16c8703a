//! Events: their kinds, and the status that some of them move.

use super::{Case, EnforcementFault};
use crate::input::InputFault;
use crate::reason::Reason;

/// What can happen to a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "their names are what they mean")]
pub enum EventKind {
    AssetSearchRequested,
    AssetSearchCompleted,
    BankLevyFiled,
    BankLevyServed,
    BankLevyReleased,
    GarnishmentOrderSigned,
    GarnishmentServed,
    GarnishmentRemittance,
    SubpoenaIssued,
    SubpoenaComplied,
    MarshalAssigned,
    MarshalAttempted,
    MarshalResult,
    CaseStageChanged,
    PaymentReceived,
    ActionUpdated,
}

/// A column that events move.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Derived {
    Levy,
    Garnishment,
    Marshal,
}

impl EventKind {
    /// All of them, in the order of the database's type.
    pub const ALL: [Self; 16] = [
        Self::AssetSearchRequested,
        Self::AssetSearchCompleted,
        Self::BankLevyFiled,
        Self::BankLevyServed,
        Self::BankLevyReleased,
        Self::GarnishmentOrderSigned,
        Self::GarnishmentServed,
        Self::GarnishmentRemittance,
        Self::SubpoenaIssued,
        Self::SubpoenaComplied,
        Self::MarshalAssigned,
        Self::MarshalAttempted,
        Self::MarshalResult,
        Self::CaseStageChanged,
        Self::PaymentReceived,
        Self::ActionUpdated,
    ];

    /// Its label in the database.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::AssetSearchRequested => "asset_search_requested",
            Self::AssetSearchCompleted => "asset_search_completed",
            Self::BankLevyFiled => "bank_levy_filed",
            Self::BankLevyServed => "bank_levy_served",
            Self::BankLevyReleased => "bank_levy_released",
            Self::GarnishmentOrderSigned => "garnishment_order_signed",
            Self::GarnishmentServed => "garnishment_served",
            Self::GarnishmentRemittance => "garnishment_remittance",
            Self::SubpoenaIssued => "subpoena_issued",
            Self::SubpoenaComplied => "subpoena_complied",
            Self::MarshalAssigned => "marshal_assigned",
            Self::MarshalAttempted => "marshal_attempted",
            Self::MarshalResult => "marshal_result",
            Self::CaseStageChanged => "case_stage_changed",
            Self::PaymentReceived => "payment_received",
            Self::ActionUpdated => "action_updated",
        }
    }

    /// A kind that may be logged by itself.
    pub fn to_log(name: &str) -> Result<Self, EnforcementFault> {
        let kind = Self::ALL.into_iter().find(|kind| kind.name().eq_ignore_ascii_case(name));
        let elsewhere = |rpc: &str| {
            EnforcementFault::refused(
                Reason::WrongFunction,
                format!("event_kind {name} is written by {rpc}"),
                format!("Call {rpc}."),
            )
        };
        match kind {
            Some(Self::PaymentReceived) => Err(elsewhere("record_enforcement_payment")),
            Some(Self::ActionUpdated) => Err(elsewhere("queue_enforcement_action")),
            Some(kind) => Ok(kind),
            None => Err(InputFault::NotOneOf {
                field: "event_kind",
                value: name.chars().take(100).collect(),
                allowed: Self::ALL.map(Self::name)[..14].join(", "),
            }
            .into()),
        }
    }

    /// Filings and servings must name the document that proves them.
    #[must_use]
    pub fn needs_document(self) -> bool {
        matches!(
            self,
            Self::BankLevyFiled
                | Self::BankLevyServed
                | Self::GarnishmentOrderSigned
                | Self::GarnishmentServed
                | Self::MarshalResult
                | Self::SubpoenaIssued
        )
    }

    fn derives(self) -> Option<(Derived, &'static str)> {
        match self {
            Self::BankLevyFiled => Some((Derived::Levy, "filed")),
            Self::BankLevyServed => Some((Derived::Levy, "served")),
            Self::BankLevyReleased => Some((Derived::Levy, "released")),
            Self::GarnishmentOrderSigned => Some((Derived::Garnishment, "order_signed")),
            Self::GarnishmentServed => Some((Derived::Garnishment, "served")),
            Self::GarnishmentRemittance => Some((Derived::Garnishment, "remitting")),
            Self::MarshalAssigned => Some((Derived::Marshal, "assigned")),
            Self::MarshalAttempted => Some((Derived::Marshal, "attempted")),
            Self::MarshalResult => Some((Derived::Marshal, "completed")),
            _ => None,
        }
    }
}

/// The case after an event. The last logged one decides; closed cases take events too.
#[must_use]
pub fn apply_event(case: &Case, kind: EventKind) -> Case {
    let mut after = case.clone();
    if let Some((column, value)) = kind.derives() {
        let status = match column {
            Derived::Levy => &mut after.levy_status,
            Derived::Garnishment => &mut after.garnishment_status,
            Derived::Marshal => &mut after.marshal_status,
        };
        *status = Some(value.to_owned());
    }
    after
}

#[cfg(test)]
#[path = "event_tests.rs"]
mod tests;
