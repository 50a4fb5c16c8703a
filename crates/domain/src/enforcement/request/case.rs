//! Requests that move a case itself.

use bigdecimal::BigDecimal;
use jiff::Timestamp;
use uuid::Uuid;

use super::{Checked, case_id, not_one_of, score, tier, word};
use crate::input::{Input, InputFault, Shape, required};

/// `open_enforcement_case`
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OpenCase {
    /// Which judgment is to be enforced.
    pub judgment_id: i64,
    /// Whose it is; the judgment's when not given.
    pub plaintiff_id: Option<Uuid>,
    /// Kept as an override when given.
    pub tier: Option<String>,
    /// 0 to 100.
    pub collectability_score: Option<BigDecimal>,
    /// Who opens it.
    pub created_by: Option<String>,
    /// Note of the event and the history.
    pub notes: Option<String>,
}

impl OpenCase {
    /// Its fields.
    pub const SHAPE: Shape = Shape {
        required: &["judgment_id"],
        optional: &["created_by", "plaintiff_id", "tier", "collectability_score", "notes"],
    };

    /// Checks the fields.
    pub fn check(input: &Input<'_>) -> Checked<Self> {
        Ok(Self {
            judgment_id: required("judgment_id", input.integer("judgment_id")?)?,
            plaintiff_id: input.uuid("plaintiff_id")?,
            tier: tier(input)?,
            collectability_score: score(input)?,
            created_by: input.trimmed("created_by")?,
            notes: input.text("notes")?,
        })
    }
}

/// Why a case is closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "their names are what they mean")]
pub enum ClosureReason {
    Satisfied,
    Uncollectible,
    Withdrawn,
}

impl ClosureReason {
    const ALL: [Self; 3] = [Self::Satisfied, Self::Uncollectible, Self::Withdrawn];

    /// Its name in the table.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Satisfied => "satisfied",
            Self::Uncollectible => "uncollectible",
            Self::Withdrawn => "withdrawn",
        }
    }

    fn named(name: &str) -> Result<Self, InputFault> {
        let reason = Self::ALL.into_iter().find(|reason| reason.name().eq_ignore_ascii_case(name));
        reason.ok_or_else(|| not_one_of("status", name, &Self::ALL.map(Self::name)))
    }
}

/// `close_enforcement_case`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CloseCase {
    /// Which case.
    pub case_id: Uuid,
    /// Why.
    pub status: ClosureReason,
    /// Note of the event and the history.
    pub note: Option<String>,
    /// Who closes it.
    pub closed_by: Option<String>,
}

impl CloseCase {
    /// Its fields.
    pub const SHAPE: Shape =
        Shape { required: &["case_id", "status"], optional: &["note", "closed_by"] };

    /// Checks the fields.
    pub fn check(input: &Input<'_>) -> Checked<Self> {
        Ok(Self {
            case_id: case_id(input)?,
            status: ClosureReason::named(&word(input, "status")?)?,
            note: input.text("note")?,
            closed_by: input.trimmed("closed_by")?,
        })
    }
}

/// `set_enforcement_stage`
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SetStage {
    /// Which case.
    pub case_id: Uuid,
    /// Where to, trimmed; the lookup has it in lower case.
    pub stage: String,
    /// Who moves it.
    pub actor: Option<String>,
    /// Note of the event and the history.
    pub note: Option<String>,
    /// Going back is meant.
    pub overrides: bool,
}

impl SetStage {
    /// Its fields.
    pub const SHAPE: Shape = Shape {
        required: &["case_id", "stage"],
        optional: &["actor", "note", "metadata", "override"],
    };

    /// Checks the fields.
    pub fn check(input: &Input<'_>) -> Checked<Self> {
        let request = Self {
            case_id: case_id(input)?,
            stage: word(input, "stage")?,
            actor: input.trimmed("actor")?,
            note: input.text("note")?,
            overrides: input.boolean("override")?.unwrap_or_default(),
        };
        input.object("metadata")?;
        Ok(request)
    }
}

/// `set_tier_override`
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SetTierOverride {
    /// Which case.
    pub case_id: Uuid,
    /// The tier; none clears the override.
    pub tier: Option<String>,
    /// When the override ends; none is never.
    pub expires_at: Option<Timestamp>,
    /// Why.
    pub note: Option<String>,
    /// Who says so.
    pub actor: Option<String>,
}

impl SetTierOverride {
    /// Checks the fields.
    pub fn check(input: &Input<'_>) -> Checked<Self> {
        Ok(Self {
            case_id: case_id(input)?,
            tier: tier(input)?,
            expires_at: input.instant("expires_at")?,
            note: input.text("note")?,
            actor: input.trimmed("actor")?,
        })
    }
}

#[cfg(test)]
#[path = "case_tests.rs"]
mod tests;
