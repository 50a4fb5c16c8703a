//! What makes a job acceptable (docs/contract/queue.md; the checks keep this order).

use std::borrow::Cow;

use jiff::{SignedDuration, Timestamp};

use super::fault::EXCERPT;
use super::{Kind, QueueFault};
use crate::field::Field;
use crate::input::parse_instant;
use crate::size::{MAX_PAYLOAD_BYTES, Size};

/// The most jobs one call of `queue_jobs` takes.
pub const MAX_BATCH: usize = 10_000;
const MAX_KEY_CHARACTERS: usize = 512;
/// Begins the key of a message without a key; no producer can send it.
const OF_MESSAGE: char = '\u{1}';
/// Begin the keys of jobs that the system itself queues: a caller could guess the next id and take its key.
const RESERVED: [&str; 3] = ["case_copilot:", "msg:", "simplicity:"];
const MAX_DELAY_SECONDS: i64 = 31_536_000;

/// When a job should become visible, as the caller said it.
#[derive(Clone)]
pub enum RunAt<'a> {
    /// A field of a JSON body: ISO 8601 text; without an offset it means UTC.
    Field(Field<'a>),
    /// A timestamptz argument; `None` when it is infinite or outside any calendar.
    Instant(Option<Timestamp>),
}

/// The fields of a wrapped job. `enqueued_at` is in every message, which clients send again as it is.
pub const FIELDS: [&str; 6] =
    ["kind", "idempotency_key", "payload", "run_at", "delay_seconds", "enqueued_at"];

/// A job as it was sent: one struct for every door.
#[derive(Clone)]
pub struct JobFields<'a> {
    /// A field that a job does not have.
    pub unknown: Option<String>,
    /// `kind`
    pub kind: Field<'a>,
    /// `idempotency_key`
    pub key: Field<'a>,
    /// `payload`
    pub payload: Field<'a>,
    /// How large the payload is.
    pub payload_size: Size,
    /// `run_at`
    pub run_at: RunAt<'a>,
    /// `delay_seconds`
    pub delay: Field<'a>,
}

/// A job that may be put on its queue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Job<'a> {
    /// Which queue it goes to.
    pub kind: Kind,
    /// The idempotency key, untrimmed.
    pub key: Cow<'a, str>,
    /// When a consumer may first see it; never before the time of the check.
    pub visible_at: Timestamp,
}

impl<'a> JobFields<'a> {
    /// Checks the fields in the specified order and reports the first fault.
    pub fn check(self, now: Timestamp) -> Result<Job<'a>, QueueFault> {
        let kind = check_kind(&self.kind)?;
        let key = check_key(self.key)?;
        if let Some(name) = self.unknown {
            return Err(QueueFault::UnknownField(name));
        }
        check_payload(&self.payload, self.payload_size)?;
        let run_at = check_run_at(&self.run_at, now)?;
        let delay = check_delay(&self.delay)?;
        let visible_at = match (run_at, delay) {
            (Some(_), Some(_)) => return Err(QueueFault::RunAtAndDelay),
            (Some(run_at), None) => run_at.max(now),
            (None, Some(delay)) => now.checked_add(delay).map_err(|_| bad_delay(&self.delay))?,
            (None, None) => now,
        };
        Ok(Job { kind, key, visible_at })
    }
}

fn check_kind(kind: &Field<'_>) -> Result<Kind, QueueFault> {
    match kind {
        Field::Absent | Field::Null => Err(QueueFault::MissingKind),
        Field::Text(name) => {
            Kind::from_name(name).ok_or_else(|| QueueFault::UnsupportedKind(kind.excerpt(EXCERPT)))
        }
        _ => Err(QueueFault::UnsupportedKind(kind.excerpt(EXCERPT))),
    }
}

/// The key of a job that is queued already; `None` when it has none that `queue_job` would take.
pub(crate) fn accepted_key<'a>(key: &'a Field<'_>) -> Option<Cow<'a, str>> {
    match key {
        Field::Text(text) | Field::Number(text) => check_key_text(Cow::Borrowed(text)).ok(),
        _ => None,
    }
}

/// The key that the registry has a message under that came without one.
pub(crate) fn key_of_message(msg_id: i64) -> String {
    format!("{OF_MESSAGE}msg:{msg_id}")
}

/// Whether a key is in the name space of messages that came without one.
pub(crate) fn is_key_of_message(key: &str) -> bool {
    key.starts_with(OF_MESSAGE)
}

/// The prefix of a key that only operators may send.
#[must_use]
pub fn reserved_prefix(key: &str) -> Option<&'static str> {
    RESERVED.into_iter().find(|prefix| key.starts_with(prefix))
}

fn check_key(key: Field<'_>) -> Result<Cow<'_, str>, QueueFault> {
    match key {
        Field::Absent | Field::Null => Err(QueueFault::MissingKey),
        Field::Text(text) | Field::Number(text) => check_key_text(text),
        Field::LongNumber(_) | Field::Boolean(_) | Field::Array(_) | Field::Object(_) => {
            Err(QueueFault::KeyNotText(key.excerpt(EXCERPT)))
        }
    }
}

fn check_key_text(text: Cow<'_, str>) -> Result<Cow<'_, str>, QueueFault> {
    if text.trim().is_empty() {
        return Err(QueueFault::MissingKey);
    }
    if is_key_of_message(&text) {
        return Err(QueueFault::KeyOfMessage);
    }
    // Bytes bound characters from above, so the usual key is not counted.
    if text.len() > MAX_KEY_CHARACTERS {
        let characters = text.chars().count();
        if characters > MAX_KEY_CHARACTERS {
            return Err(QueueFault::KeyTooLong(characters));
        }
    }
    Ok(text)
}

fn check_payload(payload: &Field<'_>, size: Size) -> Result<(), QueueFault> {
    match payload {
        Field::Absent | Field::Null => Ok(()),
        Field::Object(_) => Ok(size.check("payload", MAX_PAYLOAD_BYTES)?),
        _ => Err(QueueFault::PayloadNotObject(payload.excerpt(EXCERPT))),
    }
}

fn check_run_at(run_at: &RunAt<'_>, now: Timestamp) -> Result<Option<Timestamp>, QueueFault> {
    let (instant, shown) = match run_at {
        RunAt::Field(field) if field.is_unset() => return Ok(None),
        RunAt::Field(Field::Text(text)) => (parse_instant(text), text.to_string()),
        RunAt::Field(field) => (None, field.excerpt(EXCERPT)),
        RunAt::Instant(Some(instant)) => (Some(*instant), instant.to_string()),
        RunAt::Instant(None) => (None, "infinite".to_owned()),
    };
    let latest = now.checked_add(SignedDuration::from_secs(MAX_DELAY_SECONDS)).ok();
    instant
        .filter(|instant| latest.is_none_or(|latest| *instant <= latest))
        .map(Some)
        .ok_or_else(|| QueueFault::BadRunAt(shown.chars().take(EXCERPT).collect()))
}

fn check_delay(delay: &Field<'_>) -> Result<Option<SignedDuration>, QueueFault> {
    match delay {
        Field::Absent | Field::Null => Ok(None),
        Field::Number(text) => whole_number(text)
            .filter(|seconds| (0..=MAX_DELAY_SECONDS).contains(seconds))
            .map(|seconds| Some(SignedDuration::from_secs(seconds)))
            .ok_or_else(|| bad_delay(delay)),
        _ => Err(bad_delay(delay)),
    }
}

/// 60 and 60.0 are the same number in JSON; 60.5 is not whole.
fn whole_number(text: &str) -> Option<i64> {
    let whole = match text.split_once('.') {
        Some((whole, fraction)) if fraction.bytes().all(|digit| digit == b'0') => whole,
        Some(_) => return None,
        None => text,
    };
    whole.parse().ok()
}

fn bad_delay(delay: &Field<'_>) -> QueueFault {
    QueueFault::BadDelay(delay.excerpt(EXCERPT))
}

#[cfg(test)]
#[path = "job_tests.rs"]
mod tests;
