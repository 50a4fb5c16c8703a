//! What a consumer may ask for.

use super::fault::EXCERPT;
use super::{Kind, QueueFault};

/// The most messages or jobs that one call may ask for, of any queue.
pub const MAX_QUANTITY: i32 = 1000;
const MAX_TIMEOUT_SECONDS: i32 = 43_200;
/// Visibility timeout of `dequeue_job`, in seconds.
const DEFAULT_TIMEOUT_SECONDS: i32 = 30;

/// A request to take messages off a queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReadRequest {
    /// Whose queue.
    pub kind: Kind,
    /// How many messages at the most, 1 to 1000.
    pub quantity: i32,
    /// For how long they stay hidden from other readers, 0 to 43 200 seconds.
    pub visibility_timeout: i32,
}

impl ReadRequest {
    /// One message for 30 seconds, as `dequeue_job` reads.
    pub fn one(kind: Option<&str>) -> Result<Self, QueueFault> {
        Self::many(kind, Some(1), None)
    }

    /// Checks kind, quantity (NULL: 1) and timeout (NULL: 30) in this order.
    pub fn many(
        kind: Option<&str>,
        quantity: Option<i32>,
        visibility_timeout: Option<i32>,
    ) -> Result<Self, QueueFault> {
        let kind = named_kind(kind)?;
        let quantity = quantity.unwrap_or(1);
        if !(1..=MAX_QUANTITY).contains(&quantity) {
            return Err(QueueFault::BadQuantity(quantity.to_string()));
        }
        let visibility_timeout = visibility_timeout.unwrap_or(DEFAULT_TIMEOUT_SECONDS);
        if !(0..=MAX_TIMEOUT_SECONDS).contains(&visibility_timeout) {
            return Err(QueueFault::BadTimeout(visibility_timeout.to_string()));
        }
        Ok(Self { kind, quantity, visibility_timeout })
    }
}

impl Kind {
    /// The kind a consumer named, in either spelling: `enrich`, or `q_enrich` as docs/contract/queue.md has it.
    pub fn named(name: Option<&str>) -> Result<Kind, QueueFault> {
        named_kind(name)
    }
}

fn named_kind(name: Option<&str>) -> Result<Kind, QueueFault> {
    let name = name.filter(|name| !name.trim().is_empty()).ok_or(QueueFault::NoKind)?;
    Kind::from_name(plain_queue_name(name))
        .ok_or_else(|| QueueFault::UnsupportedKind(name.chars().take(EXCERPT).collect()))
}

/// The pgmq name behind either spelling: the contract's `q_enrich` is the table of queue `enrich`.
#[must_use]
pub fn plain_queue_name(name: &str) -> &str {
    name.strip_prefix("q_").unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_single_read_hides_one_message_for_thirty_seconds() {
        let request = ReadRequest::one(Some("enrich")).unwrap();
        assert_eq!((request.quantity, request.visibility_timeout), (1, 30));
    }

    #[test]
    fn both_spellings_name_the_queue() {
        assert_eq!(ReadRequest::one(Some("q_outreach")).unwrap().kind, Kind::Outreach);
    }

    #[test]
    fn a_kind_must_be_named_and_known() {
        for blank in [None, Some(""), Some("  ")] {
            assert_eq!(ReadRequest::one(blank).unwrap_err().to_string(), "missing kind");
        }
        assert_eq!(
            ReadRequest::one(Some("ENRICH")).unwrap_err().to_string(),
            "unsupported kind ENRICH"
        );
    }

    #[test]
    fn bounds_are_inclusive() {
        let read = |quantity, timeout| ReadRequest::many(Some("enrich"), quantity, timeout);
        assert!(read(Some(1000), Some(0)).is_ok());
        assert!(read(Some(1), Some(43_200)).is_ok());
        assert!(matches!(read(Some(0), None), Err(QueueFault::BadQuantity(_))));
        assert!(matches!(read(Some(1001), None), Err(QueueFault::BadQuantity(_))));
        assert!(matches!(read(None, Some(-1)), Err(QueueFault::BadTimeout(_))));
        assert!(matches!(read(None, Some(43_201)), Err(QueueFault::BadTimeout(_))));
    }
}
