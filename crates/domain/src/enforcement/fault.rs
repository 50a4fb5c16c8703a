//! What can be wrong with a call on a case, and how it is said.

use thiserror::Error;
use uuid::Uuid;

use crate::input::InputFault;
use crate::reason::Reason;

/// Why a call is refused.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum EnforcementFault {
    /// A field is missing or malformed.
    #[error(transparent)]
    Input(#[from] InputFault),
    /// A named thing does not exist.
    #[error("{what} {id} not found")]
    NotFound {
        /// The word for it.
        reason: Reason,
        /// What kind of thing.
        what: &'static str,
        /// Its id.
        id: String,
    },
    /// Well-formed input that the rules, or the state of the case, do not allow.
    #[error("{message}")]
    Refused {
        /// The word for it, which tells the two apart.
        reason: Reason,
        /// What is not allowed.
        message: String,
        /// The values that clash.
        detail: Option<String>,
        /// What to do instead.
        hint: String,
    },
}

impl EnforcementFault {
    /// Something of that id does not exist, or the caller may not see it.
    pub fn not_found(reason: Reason, what: &'static str, id: &impl ToString) -> Self {
        Self::NotFound { reason, what, id: id.to_string() }
    }

    /// No case of that id.
    pub fn no_case(id: &impl ToString) -> Self {
        Self::not_found(Reason::CaseNotFound, "case", id)
    }

    /// A rule, or what has happened before, says no.
    pub fn refused(reason: Reason, message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::Refused { reason, message: message.into(), detail: None, hint: hint.into() }
    }

    /// Every function but `log_enforcement_event` refuses a closed case.
    #[must_use]
    pub fn closed(case_id: Uuid) -> Self {
        Self::refused(
            Reason::CaseClosed,
            format!("case {case_id} is closed"),
            "Open a new one with open_enforcement_case.",
        )
    }

    /// The same with the values that clash.
    #[must_use]
    pub fn detail(mut self, text: impl Into<String>) -> Self {
        if let Self::Refused { detail, .. } = &mut self {
            *detail = Some(text.into());
        }
        self
    }
}
