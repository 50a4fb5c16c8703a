//! A job as `queue_job` takes it, built so that its payload arrives as it was written.

use serde::Serialize;
use serde_json::value::RawValue;

/// The body of one `queue_job` call. The payload stays text: going through numbers would turn
/// `1.10` into `1.1`.
#[derive(Debug, Serialize)]
pub struct Job<'a> {
    /// Which queue.
    pub kind: &'a str,
    /// The idempotency key.
    pub idempotency_key: &'a str,
    /// The job's own data.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payload: Option<Box<RawValue>>,
    /// When it becomes visible.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub run_at: Option<&'a str>,
    /// In how many seconds it becomes visible.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delay_seconds: Option<Delay<'a>>,
}

/// A number, or what stands where a number should be: the database has the words for that.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub enum Delay<'a> {
    /// Seconds.
    Seconds(i64),
    /// Something else.
    Other(&'a str),
}

impl<'a> From<&'a str> for Delay<'a> {
    fn from(text: &'a str) -> Self {
        text.parse().map_or(Self::Other(text), Self::Seconds)
    }
}

/// One job of a file, ready to be sent.
#[derive(Debug, PartialEq, Eq)]
pub struct Line {
    /// File and line, for messages.
    pub place: String,
    /// Its kind, when it has one.
    pub kind: Option<String>,
    /// The body as JSON text.
    pub body: String,
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_payload_keeps_its_digits_and_absent_options_stay_away() {
        let payload =
            Some(serde_json::from_str(r#"{"amount": 1.10, "id": 12345678901234567890}"#).unwrap());
        let job = Job {
            kind: "enrich",
            idempotency_key: "k\"1",
            payload,
            run_at: None,
            delay_seconds: None,
        };
        assert_eq!(
            serde_json::to_string(&job).unwrap(),
            r#"{"kind":"enrich","idempotency_key":"k\"1","payload":{"amount": 1.10, "id": 12345678901234567890}}"#
        );
    }

    #[test]
    fn a_delay_that_is_no_number_is_left_to_the_database() {
        assert_eq!(serde_json::to_string(&Delay::from("60")).unwrap(), "60");
        assert_eq!(serde_json::to_string(&Delay::from("soon")).unwrap(), r#""soon""#);
    }
}
