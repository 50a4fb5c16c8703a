//! Actions: levies, garnishments, subpoenas and marshals under way, and which status follows which.

use uuid::Uuid;

use super::{EnforcementFault, QueueAction};
use crate::input::InputFault;
use crate::json::Json;
use crate::reason::Reason;

/// What kind of action.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "their names are what they mean")]
pub enum ActionType {
    BankLevy,
    Garnishment,
    Subpoena,
    Marshal,
}

/// Where an action stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "their names are what they mean")]
pub enum ActionStatus {
    Planned,
    Pending,
    Served,
    Completed,
    Failed,
    Cancelled,
}

/// An action as the table has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Action {
    /// Its id.
    pub id: Uuid,
    /// Where it stands.
    pub status: ActionStatus,
}

/// What a request does to the actions of its type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ActionMove {
    /// There is no active one: a new one begins.
    Begin,
    /// The active one stays where it is and takes the metadata.
    Keep(Uuid),
    /// The active one goes on to a later active status.
    Advance(Uuid),
    /// The active one ends.
    Finish(Action),
}

impl ActionType {
    const ALL: [Self; 4] = [Self::BankLevy, Self::Garnishment, Self::Subpoena, Self::Marshal];

    /// Its name in the table.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::BankLevy => "bank_levy",
            Self::Garnishment => "garnishment",
            Self::Subpoena => "subpoena",
            Self::Marshal => "marshal",
        }
    }

    /// The type of that name, in any case.
    pub fn named(name: &str) -> Result<Self, InputFault> {
        let found = Self::ALL.into_iter().find(|kind| kind.name().eq_ignore_ascii_case(name));
        found.ok_or_else(|| InputFault::NotOneOf {
            field: "action_type",
            value: name.chars().take(100).collect(),
            allowed: Self::ALL.map(Self::name).join(", "),
        })
    }
}

impl ActionStatus {
    const ALL: [Self; 6] = [
        Self::Planned,
        Self::Pending,
        Self::Served,
        Self::Completed,
        Self::Failed,
        Self::Cancelled,
    ];

    /// Its name in the table.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Pending => "pending",
            Self::Served => "served",
            Self::Completed => "completed",
            Self::Failed => "failed",
            Self::Cancelled => "cancelled",
        }
    }

    /// The status of that name; `None` for what only an adopted table can have.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.name() == name)
    }

    /// The status of that name, in any case, or the fault that says which there are.
    pub fn named(name: &str) -> Result<Self, InputFault> {
        Self::from_name(&name.to_ascii_lowercase()).ok_or_else(|| InputFault::NotOneOf {
            field: "status",
            value: name.chars().take(100).collect(),
            allowed: Self::ALL.map(Self::name).join(", "),
        })
    }

    /// The action is still under way.
    #[must_use]
    pub fn is_active(self) -> bool {
        matches!(self, Self::Planned | Self::Pending | Self::Served)
    }
}

/// Decides on a request, knowing the active action of its type and the one that finished last.
pub fn queue_action(
    request: &QueueAction,
    active: Option<&Action>,
    finished: Option<&Action>,
) -> Result<ActionMove, EnforcementFault> {
    let wanted = request.status;
    let Some(action) = active else {
        if wanted.is_active() {
            return Ok(ActionMove::Begin);
        }
        return Err(nothing_to_finish(request, finished));
    };
    if !wanted.is_active() {
        return Ok(ActionMove::Finish(action.clone()));
    }
    if wanted == action.status {
        return Ok(ActionMove::Keep(action.id));
    }
    if wanted > action.status {
        return Ok(ActionMove::Advance(action.id));
    }
    Err(EnforcementFault::refused(
        Reason::StatusGoesBack,
        format!("a {} does not go back", request.action_type.name()),
        "Cancel it and queue a new one.",
    )
    .detail(format!("from {} to {}", action.status.name(), wanted.name())))
}

fn nothing_to_finish(request: &QueueAction, finished: Option<&Action>) -> EnforcementFault {
    let kind = request.action_type.name();
    match finished {
        None => EnforcementFault::not_found(
            Reason::ActionNotFound,
            "action",
            &format!("of type {kind}"),
        ),
        Some(last) => EnforcementFault::refused(
            Reason::ActionFinished,
            format!("no {kind} is under way"),
            "A finished action is not reopened: queue a new one.",
        )
        .detail(format!("the last one, {}, is {}", last.id, last.status.name())),
    }
}

impl Action {
    /// Payload of the event that its end writes.
    #[must_use]
    pub fn finished(&self, kind: ActionType, status: ActionStatus, reason: Option<&str>) -> Json {
        Json::object([
            ("action_id", self.id.into()),
            ("action_type", kind.name().into()),
            ("from", self.status.name().into()),
            ("to", status.name().into()),
            ("status_reason", reason.into()),
        ])
    }
}

#[cfg(test)]
#[path = "action_tests.rs"]
mod tests;
