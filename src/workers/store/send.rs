//! Onto a queue, each key once: claims in the ledger and sends in one statement.

use super::queue::on_queue;
use crate::statement;
use crate::workers::statements;
use pgrx::Spi;
use pgrx::datum::TimestampWithTimeZone;

use crate::error::Result;
use crate::jsonb::RawJsonb;

/// Claims the key and sends the message, visible from then on; `None` when the key is taken.
pub fn send(
    queue: &str,
    key: &str,
    message: RawJsonb,
    visible_at: Option<TimestampWithTimeZone>,
) -> Result<Option<i64>> {
    let arguments = [key.into(), message.into(), visible_at.into()];
    Spi::connect(|client| {
        let rows = statements::SEND.run_on(client, on_queue(queue), &arguments)?;
        statement::first_value(rows)
    })
}

/// Sends a message that has no key: every one is another job.
pub fn send_unkeyed(
    queue: &str,
    message: RawJsonb,
    visible_at: Option<TimestampWithTimeZone>,
) -> Result<Option<i64>> {
    Spi::connect(|client| {
        let arguments = [message.into(), visible_at.into()];
        let rows = statements::SEND_UNKEYED.run_on(client, on_queue(queue), &arguments)?;
        statement::first_value(rows)
    })
}
