//! What can be wrong with a request to the queue functions, with the words callers rely on.

use std::borrow::Cow;

use thiserror::Error;

use super::job::FIELDS;
use crate::reason::Reason;
use crate::size::SizeFault;

/// How much of an offending value an error shows, in characters.
pub(super) const EXCERPT: usize = 100;

/// A request that the queue functions refuse; all of them are SQLSTATE P0001.
///
/// The words are the contract of docs/contract/queue.md: clients match on them.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum QueueFault {
    /// The body is no object or has no kind.
    #[error("missing kind in payload")]
    MissingKind,
    /// A consumer named no kind.
    #[error("missing kind")]
    NoKind,
    /// Not one of the four kinds; carries the value, cut to 100 characters.
    #[error("unsupported kind {0}")]
    UnsupportedKind(String),
    /// No idempotency key, or a blank one.
    #[error("missing idempotency_key")]
    MissingKey,
    /// More than 512 characters; carries how many.
    #[error("idempotency_key exceeds 512 characters")]
    KeyTooLong(usize),
    /// A boolean, an array or an object.
    #[error("idempotency_key must be a string")]
    KeyNotText(String),
    /// The job's payload is no object.
    #[error("payload must be a JSON object")]
    PayloadNotObject(String),
    /// Larger than a consumer could be handed.
    #[error(transparent)]
    Size(#[from] SizeFault),
    /// A field that a job does not have; carries its name, cut.
    #[error("unknown field {0}")]
    UnknownField(String),
    /// A key in the name space of messages without a key.
    #[error("idempotency_key begins with a control character")]
    KeyOfMessage,
    /// Not a timestamp, infinite, or too far ahead.
    #[error("run_at must be a timestamp within 365 days")]
    BadRunAt(String),
    /// Not an integer from 0 to 31 536 000.
    #[error("delay_seconds must be an integer from 0 to 31536000")]
    BadDelay(String),
    /// Both `run_at` and `delay_seconds`.
    #[error("give run_at or delay_seconds, not both")]
    RunAtAndDelay,
    /// A batch that is no array.
    #[error("jobs must be an array")]
    JobsNotArray,
    /// A batch of more than 10 000; carries how many.
    #[error("at most 10000 jobs")]
    TooManyJobs(usize),
    /// A consumer asked for none, or for more than 1000.
    #[error("quantity must be an integer from 1 to 1000")]
    BadQuantity(String),
    /// A visibility timeout outside 0 to 43 200 seconds.
    #[error("visibility_timeout must be an integer from 0 to 43200")]
    BadTimeout(String),
    /// No queue was named.
    #[error("missing queue_name")]
    MissingQueue,
    /// No message was named.
    #[error("missing {0}")]
    MissingMessage(&'static str),
    /// A purge of less than one row.
    #[error("max_rows must be an integer of at least 1")]
    BadMaxRows(i32),
}

impl QueueFault {
    /// The word for it.
    #[must_use]
    pub const fn reason(&self) -> Reason {
        match self {
            Self::MissingKind
            | Self::NoKind
            | Self::MissingKey
            | Self::MissingQueue
            | Self::MissingMessage(_) => Reason::MissingField,
            Self::UnsupportedKind(_) => Reason::UnsupportedValue,
            Self::KeyTooLong(_) | Self::Size(_) => Reason::TooLarge,
            Self::UnknownField(_) => Reason::UnknownField,
            Self::RunAtAndDelay => Reason::ContradictoryFields,
            Self::TooManyJobs(_) => Reason::TooMany,
            Self::KeyNotText(_)
            | Self::PayloadNotObject(_)
            | Self::KeyOfMessage
            | Self::BadRunAt(_)
            | Self::BadDelay(_)
            | Self::JobsNotArray
            | Self::BadQuantity(_)
            | Self::BadTimeout(_)
            | Self::BadMaxRows(_) => Reason::MalformedValue,
        }
    }

    /// The offending value, where there is one to show.
    #[must_use]
    pub fn detail(&self) -> Option<String> {
        match self {
            Self::UnsupportedKind(value) => Some(format!("kind is {value}")),
            Self::KeyTooLong(length) => Some(format!("idempotency_key has {length} characters")),
            Self::KeyNotText(value) => Some(format!("idempotency_key is {value}")),
            Self::PayloadNotObject(value) => Some(format!("payload is {value}")),
            Self::Size(fault) => Some(fault.detail()),
            Self::UnknownField(name) => Some(format!("{name} is not a field of a job")),
            Self::KeyOfMessage => Some("idempotency_key begins with U+0001".to_owned()),
            Self::BadRunAt(value) => Some(format!("run_at is {value}")),
            Self::BadDelay(value) => Some(format!("delay_seconds is {value}")),
            Self::TooManyJobs(count) => Some(format!("jobs has {count} elements")),
            Self::BadQuantity(value) => Some(format!("quantity is {value}")),
            Self::BadTimeout(value) => Some(format!("visibility_timeout is {value}")),
            Self::BadMaxRows(value) => Some(format!("max_rows is {value}")),
            _ => None,
        }
    }

    /// What the caller should do.
    #[must_use]
    pub fn hint(&self) -> Cow<'static, str> {
        match self {
            Self::UnknownField(name) => known_fields(name).into(),
            other => other.advice().into(),
        }
    }

    fn advice(&self) -> &'static str {
        match self {
            Self::MissingKind => {
                "Use one of the kinds enrich, outreach, enforce, case_copilot. A flat body with other \
                 fields than those documented must be wrapped in payload."
            }
            Self::NoKind | Self::UnsupportedKind(_) => {
                "Use one of the kinds enrich, outreach, enforce, case_copilot."
            }
            Self::MissingKey | Self::KeyTooLong(_) | Self::KeyNotText(_) | Self::KeyOfMessage => {
                "Send an idempotency_key of 1 to 512 characters that names this job and no other."
            }
            Self::PayloadNotObject(_) => "Wrap the value: {\"value\": …}; leave it out for {}.",
            Self::Size(fault) => fault.hint(),
            Self::BadRunAt(_) => "Send ISO 8601, for example 2026-01-31T09:00:00Z.",
            Self::BadDelay(_) => "Send whole seconds as a number; one year is the most.",
            Self::RunAtAndDelay => "Leave one of the two out.",
            Self::JobsNotArray => "Send [{\"kind\": …, \"idempotency_key\": …}, …].",
            Self::TooManyJobs(_) => "Split the batch.",
            Self::BadQuantity(_) => "Ask for 1 to 1000 messages at a time.",
            Self::BadTimeout(_) => "Give whole seconds; 43200 is twelve hours.",
            Self::MissingQueue => "Name the queue, for example enrich.",
            Self::MissingMessage(_) => "Give the msg_id that dequeue_job returned.",
            Self::BadMaxRows(_) => "Leave it out for 10000.",
            Self::UnknownField(_) => "",
        }
    }
}

/// The nearest field that a job has, where one is near, and all of them.
fn known_fields(name: &str) -> String {
    /// More than this many letters apart, two names have nothing to do with each other.
    const FAR: usize = 4;
    let known = || FIELDS.iter().filter(|field| **field != "enqueued_at");
    let list = known().copied().collect::<Vec<_>>().join(", ");
    let distance = |field: &&&str| strsim::damerau_levenshtein(name, field);
    match known().min_by_key(distance).filter(|field| distance(field) < FAR) {
        Some(nearest) => format!("Did you mean {nearest}? The fields of a job are {list}."),
        None => format!("Send {list}."),
    }
}
