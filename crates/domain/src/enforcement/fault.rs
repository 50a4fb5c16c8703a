//! What can be wrong with a call on a case, and how it is said.

use thiserror::Error;
use uuid::Uuid;

use crate::input::InputFault;

/// Why a call is refused.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum EnforcementFault {
    /// A field is missing or malformed.
    #[error(transparent)]
    Input(#[from] InputFault),
    /// Well-formed input that the rules do not allow.
    #[error("{message}")]
    NotAllowed {
        /// What is not allowed.
        message: String,
        /// The values that clash.
        detail: Option<String>,
        /// What to do instead.
        hint: String,
    },
    /// A named thing does not exist.
    #[error("{what} {id} not found")]
    NotFound {
        /// What kind of thing.
        what: &'static str,
        /// Its id.
        id: String,
    },
    /// What is there stands in the way.
    #[error("{message}")]
    Conflict {
        /// What is there.
        message: String,
        /// Its id.
        detail: Option<String>,
        /// What to do instead.
        hint: String,
    },
}

impl EnforcementFault {
    /// Something of that id does not exist, or the caller may not see it.
    pub fn not_found(what: &'static str, id: &impl ToString) -> Self {
        Self::NotFound { what, id: id.to_string() }
    }

    /// A rule says no.
    pub fn not_allowed(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::NotAllowed { message: message.into(), detail: None, hint: hint.into() }
    }

    /// Something else is there.
    pub fn conflict(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::Conflict { message: message.into(), detail: None, hint: hint.into() }
    }

    /// Every function but `log_enforcement_event` refuses a closed case.
    #[must_use]
    pub fn closed(case_id: Uuid) -> Self {
        Self::conflict(
            format!("case {case_id} is closed"),
            "Open a new one with open_enforcement_case.",
        )
    }

    /// The same with the values that clash.
    #[must_use]
    pub fn detail(mut self, text: impl Into<String>) -> Self {
        if let Self::NotAllowed { detail, .. } | Self::Conflict { detail, .. } = &mut self {
            *detail = Some(text.into());
        }
        self
    }
}
