//! Requests that record work on a case: events, actions, payments, subpoenas.

use bigdecimal::BigDecimal;
use jiff::Timestamp;
use jiff::civil::Date;
use uuid::Uuid;

use super::super::{ActionStatus, ActionType, EventKind, subpoena};
use super::{Checked, amount, case_id, key, word};
use crate::field::Field;
use crate::input::{Input, InputFault, Shape, malformed, required};

/// `log_enforcement_event`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogEvent {
    /// Which case.
    pub case_id: Uuid,
    /// What happened.
    pub kind: EventKind,
    /// Storage key of the document that proves it.
    pub document_path: Option<String>,
    /// The task that it closes.
    pub related_task_id: Option<Uuid>,
    /// Who says so.
    pub actor: Option<String>,
    /// Note of the event.
    pub note: Option<String>,
}

impl LogEvent {
    /// Its fields.
    pub const SHAPE: Shape = Shape {
        required: &["case_id", "event_kind"],
        optional: &["payload", "document_path", "related_task_id", "actor", "note"],
    };

    /// Checks the fields.
    pub fn check(input: &Input<'_>) -> Checked<Self> {
        let request = Self {
            case_id: case_id(input)?,
            kind: EventKind::to_log(&word(input, "event_kind")?)?,
            document_path: input.trimmed("document_path")?,
            related_task_id: input.uuid("related_task_id")?,
            actor: input.trimmed("actor")?,
            note: input.text("note")?,
        };
        input.object("payload")?;
        if request.kind.needs_document() && request.document_path.is_none() {
            return Err(InputFault::Missing("document_path").into());
        }
        Ok(request)
    }
}

/// `queue_enforcement_action`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueueAction {
    /// Which case.
    pub case_id: Uuid,
    /// What kind of action.
    pub action_type: ActionType,
    /// Where it stands now; planned when not given.
    pub status: ActionStatus,
    /// Who says so.
    pub actor: Option<String>,
    /// Why it stands there.
    pub status_reason: Option<String>,
}

impl QueueAction {
    /// Its fields.
    pub const SHAPE: Shape = Shape {
        required: &["case_id", "action_type"],
        optional: &["status", "metadata", "actor", "status_reason"],
    };

    /// Checks the fields.
    pub fn check(input: &Input<'_>) -> Checked<Self> {
        let status = input.trimmed("status")?;
        let status = status.map_or(Ok(ActionStatus::Planned), |name| ActionStatus::named(&name));
        let request = Self {
            case_id: case_id(input)?,
            action_type: ActionType::named(&word(input, "action_type")?)?,
            status: status?,
            actor: input.trimmed("actor")?,
            status_reason: input.text("status_reason")?,
        };
        input.object("metadata")?;
        Ok(request)
    }
}

/// `record_enforcement_payment`
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RecordPayment {
    /// Which case.
    pub case_id: Uuid,
    /// What was paid: above zero, at most two decimals.
    pub amount: BigDecimal,
    /// The case's judgment, for callers that want it checked.
    pub judgment_id: Option<i64>,
    /// When; now when not given.
    pub received_at: Option<Timestamp>,
    /// Where it came from.
    pub source: Option<String>,
    /// Storage key of the receipt.
    pub document_path: Option<String>,
    /// Who says so.
    pub actor: Option<String>,
    /// More than is owed is meant.
    pub allow_overpayment: bool,
    /// The same key again is the same payment.
    pub idempotency_key: Option<String>,
}

impl RecordPayment {
    /// Its fields.
    pub const SHAPE: Shape = Shape {
        required: &["case_id", "amount"],
        optional: &[
            "judgment_id",
            "received_at",
            "source",
            "document_path",
            "actor",
            "allow_overpayment",
            "idempotency_key",
        ],
    };

    /// Checks the fields.
    pub fn check(input: &Input<'_>) -> Checked<Self> {
        Ok(Self {
            case_id: case_id(input)?,
            amount: amount(input)?,
            judgment_id: input.integer("judgment_id")?,
            received_at: input.instant("received_at")?,
            source: input.text("source")?,
            document_path: input.trimmed("document_path")?,
            actor: input.trimmed("actor")?,
            allow_overpayment: input.boolean("allow_overpayment")?.unwrap_or_default(),
            idempotency_key: key(input)?,
        })
    }
}

/// `issue_subpoena`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IssueSubpoena {
    /// Which case.
    pub case_id: Uuid,
    /// Who is to answer.
    pub target: String,
    /// Until when.
    pub due_date: Date,
    /// Storage key of the subpoena.
    pub document_path: String,
    /// Who issues it.
    pub actor: Option<String>,
}

impl IssueSubpoena {
    /// Its fields.
    pub const SHAPE: Shape = Shape {
        required: &["case_id", "target", "document_path"],
        optional: &["due_date", "documents_requested", "actor"],
    };

    /// Checks the fields; `now` gives the default due date.
    pub fn check(input: &Input<'_>, now: Timestamp) -> Checked<Self> {
        let due_date = input.date("due_date")?;
        Ok(Self {
            case_id: case_id(input)?,
            target: required("target", input.trimmed("target")?)?,
            due_date: due_date.unwrap_or_else(|| subpoena::default_due(now)),
            document_path: required("document_path", input.trimmed("document_path")?)?,
            actor: input.trimmed("actor")?,
        })
    }

    /// The names of the documents that are asked for.
    pub fn documents(requested: &[Field<'_>]) -> Checked<Vec<String>> {
        let name = |field: &Field<'_>| match field {
            Field::Text(text) => Ok(text.to_string()),
            other => Err(malformed("documents_requested", "a list of texts", other).into()),
        };
        requested.iter().map(name).collect()
    }
}

/// `record_subpoena_response`
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RecordResponse {
    /// Which case.
    pub case_id: Uuid,
    /// The target did as asked.
    pub complied: bool,
    /// Which subpoena; the active one when not given.
    pub action_id: Option<Uuid>,
    /// Why the action stands as it does.
    pub note: Option<String>,
    /// Storage key of what was produced.
    pub document_path: Option<String>,
    /// Who says so.
    pub actor: Option<String>,
}

impl RecordResponse {
    /// Its fields.
    pub const SHAPE: Shape = Shape {
        required: &["case_id", "complied"],
        optional: &["action_id", "note", "document_path", "actor"],
    };

    /// Checks the fields.
    pub fn check(input: &Input<'_>) -> Checked<Self> {
        Ok(Self {
            case_id: case_id(input)?,
            complied: required("complied", input.boolean("complied")?)?,
            action_id: input.uuid("action_id")?,
            note: input.text("note")?,
            document_path: input.trimmed("document_path")?,
            actor: input.trimmed("actor")?,
        })
    }
}

#[cfg(test)]
#[path = "work_tests.rs"]
mod tests;
