//! Dead letters that a tool sent back whole, instead of the message in them.

use super::queue::on_queue;
use crate::workers::statements;
use pgrx::Spi;
use pgrx::datum::TimestampWithTimeZone;

use crate::error::Result;
use crate::jsonb::RawJsonb;

/// Such a message.
pub struct Copied {
    /// Its id.
    pub msg_id: i64,
    /// The key of the message in it.
    pub key: String,
    /// The message in it.
    pub message: Option<RawJsonb>,
    /// The letter's row in the log, where it names one.
    pub log_id: Option<String>,
    /// The message that the letter was made of, where it names one.
    pub original_id: Option<String>,
}

/// Replaces the letters by the messages in them. As after a replay the registry forgets the job, and the row of
/// the log is resolved.
pub fn unwrap(queue: &str, mut copies: Vec<Copied>, now: TimestampWithTimeZone) -> Result<()> {
    copies.sort_by(|one, other| one.key.cmp(&other.key));
    for Copied { msg_id, key, message, log_id, original_id } in copies {
        let arguments = [
            msg_id.into(),
            message.into(),
            key.into(),
            log_id.into(),
            now.into(),
            original_id.into(),
        ];
        Spi::connect(|client| {
            statements::UNWRAP_COPIES.run_on(client, on_queue(queue), &arguments).map(drop)
        })?;
    }
    Ok(())
}
