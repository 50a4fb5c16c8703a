//! From a queue to a worker's hands: read, claim, put aside what is done.

use super::queue::on_queue;
use crate::statement::{self, On};
use crate::workers::statements;
use std::collections::HashMap;

use pgrx::Spi;
use pgrx::datum::{TimestampWithTimeZone, Uuid};

use super::queue::Policy;
use crate::error::{Error, Result};
use crate::jsonb::RawJsonb;
use crate::queue::{Sifted, sift};

/// A message that was read and is hidden now.
pub struct Taken {
    /// Its id.
    pub msg_id: i64,
    /// How often it was read.
    pub read_ct: i32,
    /// Its body; pgmq allows none.
    pub message: Option<RawJsonb>,
}

/// What one read brought.
pub struct Batch {
    /// Messages by id.
    pub messages: Sifted<Taken>,
    /// The queue's policy.
    pub policy: Policy,
    /// Until when they are hidden.
    pub hidden_until: Option<TimestampWithTimeZone>,
}

/// Whose claims they are, and until when.
pub struct Claim {
    /// The worker.
    pub worker: Option<Uuid>,
    /// The end of the lease, which is the messages' visibility.
    pub until: Option<TimestampWithTimeZone>,
    /// Claims at the most.
    pub max_attempts: i32,
    /// The time of the call.
    pub now: TimestampWithTimeZone,
}

/// Takes visible messages, those due longest first, and hides them; passes by what others are taking.
/// `None` when there are none.
pub fn read(
    queue: &str,
    quantity: i64,
    visibility_timeout: Option<i32>,
    now: TimestampWithTimeZone,
) -> Result<Option<Batch>> {
    let arguments = [visibility_timeout.into(), now.into(), quantity.into()];
    Spi::connect(|client| {
        let rows = statements::READ.run_on(client, on_queue(queue), &arguments)?;
        if rows.is_empty() {
            return Ok(None);
        }
        let rows = rows.first();
        let hidden_until = rows.get::<TimestampWithTimeZone>(4)?;
        let first = rows.get_heap_tuple()?.ok_or_else(|| Error::internal("no first row"))?;
        let policy = Policy::read(&first, 5)?;
        let messages = sift(rows.rewind(), 3, |row, msg_id, message| {
            Ok(Taken { msg_id, read_ct: row.get(2)?.unwrap_or_default(), message })
        })?;
        Ok(Some(Batch { messages, policy, hidden_until }))
    })
}

/// Claims jobs by their keys; the attempt of each message whose job is this worker's now. Of two
/// messages with one key the first is claimed.
///
/// ON CONFLICT locks a row also when its WHERE refuses it. What can be seen to be somebody else's is
/// left out before: held until the next batch is read in the same transaction, such rows would be locked
/// out of key order, and two readers would wait for each other.
pub fn claim(
    queue: &str,
    keys: Vec<String>,
    msg_ids: Vec<i64>,
    claim: &Claim,
) -> Result<HashMap<i64, i32>> {
    let arguments = [
        keys.into(),
        msg_ids.into(),
        claim.worker.into(),
        claim.until.into(),
        claim.max_attempts.into(),
        claim.now.into(),
    ];
    Spi::connect(|client| {
        let rows = statements::CLAIM.run_on(client, On::name(queue), &arguments)?;
        let mut attempts = HashMap::with_capacity(rows.len());
        for row in rows {
            if let (Some(msg_id), Some(attempt)) = (row.get(1)?, row.get(2)?) {
                attempts.insert(msg_id, attempt);
            }
        }
        Ok(attempts)
    })
}

/// Archives messages that nobody has to work on: their job is completed, or a worker put this very
/// message into the dead letters and did not come to archive it. The ids.
pub fn archive_settled(queue: &str, keys: Vec<String>, msg_ids: Vec<i64>) -> Result<Vec<i64>> {
    Spi::connect(|client| {
        let arguments = [keys.into(), msg_ids.into()];
        let rows = statements::ARCHIVE_SETTLED.run_on(client, on_queue(queue), &arguments)?;
        statement::first_column(rows)
    })
}
