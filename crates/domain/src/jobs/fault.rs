//! What can be wrong with a request to the functions of jobs.

use thiserror::Error;

use crate::reason::Reason;
use crate::size::SizeFault;

/// A request that is refused; all of them are SQLSTATE P0001.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum JobFault {
    /// An argument that has no default was not set.
    #[error("missing {0}")]
    Missing(&'static str),
    /// A text that is too long.
    #[error("{field} exceeds {limit} characters")]
    TooLong {
        /// Argument.
        field: &'static str,
        /// The most.
        limit: usize,
        /// What it has.
        length: usize,
    },
    /// A document that is too large.
    #[error(transparent)]
    Size(#[from] SizeFault),
    /// Something else than a JSON object.
    #[error("{0} must be a JSON object")]
    NotObject(&'static str, String),
    /// A worker asked for none, or for more than 1000.
    #[error("quantity must be an integer from 1 to 1000")]
    BadQuantity(i32),
    /// A lease outside of 1 to 86 400 seconds.
    #[error("lease_seconds must be an integer from 1 to 86400")]
    BadLease(i32),
}

impl JobFault {
    /// The word for it.
    #[must_use]
    pub const fn reason(&self) -> Reason {
        match self {
            Self::Missing(_) => Reason::MissingField,
            Self::TooLong { .. } | Self::Size(_) => Reason::TooLarge,
            Self::NotObject(..) | Self::BadQuantity(_) | Self::BadLease(_) => {
                Reason::MalformedValue
            }
        }
    }

    /// The offending value, where there is one to show.
    #[must_use]
    pub fn detail(&self) -> Option<String> {
        match self {
            Self::Missing(_) => None,
            Self::TooLong { field, length, .. } => Some(format!("{field} has {length} characters")),
            Self::Size(fault) => Some(fault.detail()),
            Self::NotObject(field, value) => Some(format!("{field} is {value}")),
            Self::BadQuantity(value) => Some(format!("quantity is {value}")),
            Self::BadLease(value) => Some(format!("lease_seconds is {value}")),
        }
    }

    /// What the caller should do.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Missing("run_id") => "Give the run_id that claim_jobs returned.",
            Self::Missing("job_id") => "Give the id of the job that create_job returned.",
            Self::Missing(_) => "Name what the data are, for example result or report.",
            Self::TooLong { .. } => "Send a shorter text.",
            Self::Size(fault) => fault.hint(),
            Self::NotObject("artifacts", _) => "Send {\"result\": …, \"report\": …}.",
            Self::NotObject(..) => "Send {\"overallPercentageCompletion\": 0.25}, for example.",
            Self::BadQuantity(_) => "Ask for 1 to 1000 jobs at a time.",
            Self::BadLease(_) => "Give whole seconds; 86400 is a day.",
        }
    }
}
