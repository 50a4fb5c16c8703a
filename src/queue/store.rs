//! Statements of the queue functions; each is kept, one per queue.

use crate::queue::statements;
use crate::statement::{self, On};
use std::collections::HashMap;

use dragonfly_domain::Timestamp;
use dragonfly_domain::queue::{Job, Kind, ReadRequest};
use pgrx::Spi;
use pgrx::datum::TimestampWithTimeZone;

use super::batch::Shipment;
use super::sifting::{Sifted, sift};
use super::tables::table_of;
use crate::error::{Error, Reason, Result};
use crate::jsonb::RawJsonb;
use crate::{clock, waiting};

/// How often a key may be taken and gone again, by purges, before something else must be wrong.
pub const ROUNDS: usize = 100;

/// Neither claimed nor known, again and again: a trigger or rule keeps rows out of the ledger.
pub fn swallowed() -> Error {
    Error::new(Reason::RowNotKept, "idempotency keys do not reach dragonfly.idempotency_keys")
        .hint("Look for triggers, rules and policies on that table.")
}

/// Claims the key and sends the message in one statement; `None` when the key is taken.
pub fn send(job: &Job<'_>, payload: Option<RawJsonb>, now: Timestamp) -> Result<Option<i64>> {
    let arguments = [
        job.key.as_ref().into(),
        payload.into(),
        clock::timestamptz(job.visible_at).into(),
        now.to_string().into(),
    ];
    Spi::connect(|client| {
        let rows = statements::SEND.run_on(client, On::queue(job.kind.name()), &arguments)?;
        statement::first_value(rows)
    })
}

/// The message that stands for a key of a queue, named plainly. Sees what was committed while `send`
/// waited.
pub fn known(queue: &str, key: &str) -> Result<Option<i64>> {
    Spi::connect(|client| {
        let rows = statements::KNOWN_KEY.run_on(client, On::name(queue), &[key.into()])?;
        if rows.is_empty() {
            return Ok(None);
        }
        rows.first().get_one::<i64>()?.ok_or_else(|| no_message(key)).map(Some)
    })
}

/// Only an adopted ledger can have such a row; nothing can be answered for it.
fn no_message(key: &str) -> Error {
    Error::new(Reason::SetUpIncomplete, "an idempotency key stands for no message")
        .detail(format!("key {key} in dragonfly.idempotency_keys has no msg_id"))
        .hint("Delete the rows of dragonfly.idempotency_keys whose msg_id is null.")
}

/// Claims keys in key order, so that two batches never wait for each other in a circle, and sends
/// the messages of those that were free, ids in input order. A key that is taken is locked, not
/// changed: a purge in between would have it claimed late, out of order.
pub fn send_many(
    kind: Kind,
    shipment: &Shipment<'_>,
    now: Timestamp,
) -> Result<HashMap<String, i64>> {
    let arguments = shipment.arguments(now);
    Spi::connect(|client| {
        let rows = statements::SEND_MANY.run_on(client, On::queue(kind.name()), &arguments)?;
        ids_by_key(rows)
    })
}

/// The messages that stand for keys, as far as they are there. One look at the key's index for each:
/// a plan made while the table was small must still be good when it has grown.
pub fn known_many(kind: Kind, keys: &[&str]) -> Result<HashMap<String, i64>> {
    Spi::connect(|client| {
        let arguments = [keys.to_vec().into()];
        let rows = statements::KNOWN_KEYS.run_on(client, On::name(kind.name()), &arguments)?;
        ids_by_key(rows)
    })
}

/// Notifies the sessions that wait for this queue, named plainly; costs nothing while there are none.
pub fn wake(queue: &str) -> Result<()> {
    if !waiting::anybody(queue) {
        return Ok(());
    }
    Spi::connect(|client| {
        let arguments = [waiting::CHANNEL.into(), queue.into()];
        statements::NOTIFY.run(client, &arguments)?;
        Ok(())
    })
}

/// A message that was taken.
pub struct Taken {
    /// Its id.
    pub msg_id: i64,
    /// Its body; pgmq allows none.
    pub message: Option<RawJsonb>,
    /// How often it was read.
    pub read_ct: i32,
    /// Until when it is hidden, in UTC.
    pub visible_at: Option<String>,
    /// When it was sent, in UTC; none when that is no time of a calendar.
    pub enqueued_at: Option<String>,
}

/// Takes visible messages, those due longest first, and hides them; passes by what others are
/// taking. By due time and not by id: so the index on vt ends the search, however many messages
/// are delayed or in flight, and one that fails again and again does not hold up the rest.
pub fn take(request: &ReadRequest, now: TimestampWithTimeZone) -> Result<Sifted<Taken>> {
    let arguments =
        [request.visibility_timeout.into(), now.into(), i64::from(request.quantity).into()];
    Spi::connect(|client| {
        let rows = statements::CLAIM.run_on(client, On::queue(request.kind.name()), &arguments)?;
        sift(rows, 2, |row, msg_id, message| {
            Ok(Taken {
                msg_id,
                message,
                read_ct: row.get(3)?.unwrap_or_default(),
                visible_at: row.get(4)?,
                enqueued_at: row.get(5)?,
            })
        })
    })
}

/// Removes one message of any queue; true when it was there.
pub fn delete(queue: &str, msg_id: i64) -> Result<bool> {
    Spi::connect(|client| {
        let table = table_of(client, queue)?;
        let rows = statements::DELETE.run_on(client, On::table(&table), &[msg_id.into()])?;
        Ok(!rows.is_empty())
    })
}

/// Removes messages of any queue; the ids that were there.
pub fn delete_many(queue: &str, msg_ids: Vec<Option<i64>>) -> Result<Vec<i64>> {
    Spi::connect(|client| {
        let table = table_of(client, queue)?;
        let rows = statements::DELETE_MANY.run_on(client, On::table(&table), &[msg_ids.into()])?;
        statement::first_column(rows)
    })
}

/// Messages that were read in vain are visible again from then on, as if they had not been read.
pub fn put_back(queue: &str, msg_ids: Vec<i64>, at: TimestampWithTimeZone) -> Result<()> {
    Spi::connect(|client| {
        statements::PUT_BACK.run_on(client, On::queue(queue), &[msg_ids.into(), at.into()])?;
        Ok(())
    })
}

/// Messages that were read and are more than the reader hands out are there for others at once.
pub fn give_back(queue: &str, surplus: Vec<i64>, at: TimestampWithTimeZone) -> Result<()> {
    if surplus.is_empty() {
        return Ok(());
    }
    put_back(queue, surplus, at)?;
    wake(queue)
}

fn ids_by_key(rows: pgrx::spi::SpiTupleTable<'_>) -> Result<HashMap<String, i64>> {
    let mut ids = HashMap::with_capacity(rows.len());
    for row in rows {
        let key = row.get::<String>(1)?.unwrap_or_default();
        let id = row.get::<i64>(2)?.ok_or_else(|| no_message(&key))?;
        ids.insert(key, id);
    }
    Ok(ids)
}
