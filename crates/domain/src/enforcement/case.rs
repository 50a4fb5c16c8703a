//! A case, and the difference between two states of it.

use bigdecimal::BigDecimal;
use jiff::Timestamp;
use uuid::Uuid;

use super::EnforcementFault;
use crate::json::Json;

/// The columns of a case that its history records.
#[derive(Clone, Debug, Default, PartialEq)]
#[allow(missing_docs, reason = "the columns' comments in the schema say what they are")]
pub struct Case {
    pub id: Uuid,
    pub judgment_id: i64,
    pub case_number: Option<String>,
    pub plaintiff_id: Option<Uuid>,
    pub opened_at: Option<Timestamp>,
    pub current_stage: Option<String>,
    pub status: String,
    pub tier: Option<String>,
    pub tier_reason: Option<String>,
    pub tier_as_of: Option<Timestamp>,
    pub tier_override: Option<String>,
    pub override_expires_at: Option<Timestamp>,
    pub override_note: Option<String>,
    pub collectability_score: Option<BigDecimal>,
    pub levy_status: Option<String>,
    pub garnishment_status: Option<String>,
    pub marshal_status: Option<String>,
    pub next_action_at: Option<Timestamp>,
    pub closed_at: Option<Timestamp>,
    pub closure_reason: Option<String>,
    pub current_balance: Option<BigDecimal>,
    pub stage_entered_at: Option<Timestamp>,
    pub stage_floor: i32,
}

/// `{column: {from, to}}` of every column that changed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Delta(Vec<(&'static str, Json)>);

impl Case {
    /// Open as every index and view spells it.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.closed_at.is_none() && self.status != "closed"
    }

    /// Refuses a closed case.
    pub fn require_open(&self) -> Result<(), EnforcementFault> {
        if self.is_open() { Ok(()) } else { Err(EnforcementFault::closed(self.id)) }
    }

    /// The recorded columns by name.
    #[must_use]
    pub fn columns(&self) -> Vec<(&'static str, Json)> {
        vec![
            ("judgment_id", self.judgment_id.into()),
            ("case_number", self.case_number.clone().into()),
            ("plaintiff_id", self.plaintiff_id.into()),
            ("opened_at", self.opened_at.into()),
            ("current_stage", self.current_stage.clone().into()),
            ("status", self.status.clone().into()),
            ("tier", self.tier.clone().into()),
            ("tier_reason", self.tier_reason.clone().into()),
            ("tier_as_of", self.tier_as_of.into()),
            ("tier_override", self.tier_override.clone().into()),
            ("override_expires_at", self.override_expires_at.into()),
            ("override_note", self.override_note.clone().into()),
            ("collectability_score", self.collectability_score.clone().into()),
            ("levy_status", self.levy_status.clone().into()),
            ("garnishment_status", self.garnishment_status.clone().into()),
            ("marshal_status", self.marshal_status.clone().into()),
            ("next_action_at", self.next_action_at.into()),
            ("closed_at", self.closed_at.into()),
            ("closure_reason", self.closure_reason.clone().into()),
            ("current_balance", self.current_balance.clone().into()),
            ("stage_entered_at", self.stage_entered_at.into()),
            ("stage_floor", self.stage_floor.into()),
        ]
    }
}

impl Delta {
    /// What changed from one state to the other.
    #[must_use]
    pub fn between(before: &Case, after: &Case) -> Self {
        let pairs = before.columns().into_iter().zip(after.columns());
        Self(
            pairs
                .filter(|((_, from), (_, to))| from != to)
                .map(|((column, from), (_, to))| (column, change(from, to)))
                .collect(),
        )
    }

    /// Everything that a new case begins with, from null.
    #[must_use]
    pub fn of_new(case: &Case) -> Self {
        let set = case.columns().into_iter().filter(|(_, to)| *to != Json::Null);
        Self(set.map(|(column, to)| (column, change(Json::Null, to))).collect())
    }

    /// The same with a change of the judgment's stage, when there is one.
    #[must_use]
    pub fn with_judgment_stage(mut self, from: Option<&str>, to: &str) -> Self {
        if from != Some(to) {
            self.0.push(("judgment.enforcement_stage", change(from.into(), to.into())));
        }
        self
    }

    /// Nothing changed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// As it is written to the history.
    #[must_use]
    pub fn json(&self) -> Json {
        Json::Object(self.0.clone())
    }
}

fn change(from: Json, to: Json) -> Json {
    Json::object([("from", from), ("to", to)])
}

#[cfg(test)]
#[path = "case_tests.rs"]
mod tests;
