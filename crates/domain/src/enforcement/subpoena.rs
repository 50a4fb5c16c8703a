//! Subpoenas: their answer, and the task that follows from it.

use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

use super::{ActionStatus, ActionType, EnforcementFault, EventKind, RecordResponse};
use crate::json::Json;
use crate::reason::Reason;

/// Business days until the answer, or its absence, should have been looked at.
const REVIEW_DAYS: usize = 3;
const DUE_DAYS: i64 = 30;

/// What follows from an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewTask {
    /// Kind and code of the task.
    pub kind: &'static str,
    /// The event's kind.
    pub event: EventKind,
}

/// When a subpoena without a date is due: 30 days after today's date in UTC.
#[must_use]
pub fn default_due(now: Timestamp) -> Date {
    let today = now.to_zoned(TimeZone::UTC).date();
    today.checked_add(DUE_DAYS.days()).unwrap_or(today)
}

/// Three business days later, Monday to Friday in UTC, at the same time of day.
#[must_use]
pub fn review_due(now: Timestamp) -> Timestamp {
    let mut at = now.to_zoned(TimeZone::UTC);
    let mut left = REVIEW_DAYS;
    while left > 0 {
        let Ok(next) = at.checked_add(1.day()) else { break };
        at = next;
        if !matches!(at.weekday(), Weekday::Saturday | Weekday::Sunday) {
            left -= 1;
        }
    }
    at.timestamp()
}

/// Where the action that is answered stands: it must be this case's, a subpoena, and still active.
pub fn require_answerable(
    request: &RecordResponse,
    action_type: &str,
    of_this_case: bool,
    status: Option<ActionStatus>,
) -> Result<ActionStatus, EnforcementFault> {
    let id = request.action_id.map(|id| id.to_string()).unwrap_or_default();
    if !of_this_case || action_type != ActionType::Subpoena.name() {
        return Err(EnforcementFault::refused(
            Reason::NotASubpoena,
            format!("action {id} is no subpoena of this case"),
            "Leave action_id out to answer the active subpoena.",
        )
        .detail(format!("action_type is {action_type}")));
    }
    status.filter(|status| status.is_active()).ok_or_else(|| {
        EnforcementFault::refused(
            Reason::SubpoenaClosed,
            format!("subpoena {id} is closed"),
            "Issue a new one with issue_subpoena.",
        )
    })
}

/// What follows from the answer.
#[must_use]
pub fn respond(request: &RecordResponse) -> ReviewTask {
    if request.complied {
        ReviewTask { kind: "review_production", event: EventKind::SubpoenaComplied }
    } else {
        ReviewTask { kind: "prep_contempt_motion", event: EventKind::ActionUpdated }
    }
}

impl RecordResponse {
    /// Why the action stands as it does.
    #[must_use]
    pub fn status_reason(&self) -> String {
        let plain = if self.complied { "complied" } else { "not complied" };
        self.note.clone().unwrap_or_else(|| plain.to_owned())
    }

    /// Payload of the event.
    #[must_use]
    pub fn payload(&self, action_id: uuid::Uuid) -> Json {
        Json::object([
            ("action_id", action_id.into()),
            ("action_type", ActionType::Subpoena.name().into()),
            ("complied", self.complied.into()),
            ("status_reason", self.status_reason().into()),
        ])
    }
}

#[cfg(test)]
#[path = "subpoena_tests.rs"]
mod tests;
