//! Out of the dead letters: back to the queue, or away.

use super::queue::on_queue;
use crate::workers::statements;
use pgrx::Spi;
use pgrx::datum::{Interval, TimestampWithTimeZone};

use crate::error::Result;

/// A dead letter.
pub struct Waiting {
    /// Its id in the queue `dead_letter`.
    pub msg_id: i64,
    /// Where the message came from, as its worker spelt it.
    pub original_queue: Option<String>,
    /// How long it lies there.
    pub age_seconds: Option<i64>,
    /// How often the job was claimed.
    pub attempts: Option<i32>,
    /// Why it lies there.
    pub error: Option<String>,
    /// It has something to send back.
    pub has_payload: bool,
}

/// Which dead letters.
pub struct Choice<'a> {
    /// Those of one queue, named plainly.
    pub queue: Option<&'a str>,
    /// Those with these ids.
    pub ids: Option<Vec<Option<i64>>>,
    /// How many at the most.
    pub most: i32,
}

/// Dead letters in the order in which they came; where there are more than `most`, those that could be
/// replayed go before those that could not. `locked`: those that another session replays are left out, the
/// others are locked.
pub fn letters(choice: Choice<'_>, locked: bool) -> Result<Vec<Waiting>> {
    let arguments = [choice.queue.into(), choice.most.into(), choice.ids.into()];
    let letters = if locked { &statements::LOCK_DEAD_LETTERS } else { &statements::DEAD_LETTERS };
    Spi::connect(|client| {
        let rows = letters.run(client, &arguments)?;
        let letters = rows.map(|row| {
            Ok(Waiting {
                msg_id: row.get(1)?.unwrap_or_default(),
                original_queue: row.get(2)?,
                age_seconds: row.get(3)?,
                attempts: row.get(4)?,
                error: row.get(5)?,
                has_payload: row.get(6)?.unwrap_or_default(),
            })
        });
        let mut letters: Vec<Waiting> = letters.collect::<Result<_>>()?;
        letters.sort_unstable_by_key(|letter| letter.msg_id);
        Ok(letters)
    })
}

/// Sends the messages of dead letters back to their queue as they were; each letter's id with the
/// message's new one. The registry forgets the job, the ledger's key stands for the new message.
pub fn replay(
    queue: &str,
    letters: Vec<i64>,
    now: TimestampWithTimeZone,
) -> Result<Vec<(i64, i64)>> {
    Spi::connect(|client| {
        let arguments = [letters.into(), now.into()];
        let rows = statements::REPLAY_DEAD_LETTERS.run_on(client, on_queue(queue), &arguments)?;
        let sent = rows.map(|row| {
            Ok((row.get::<i64>(1)?.unwrap_or_default(), row.get::<i64>(2)?.unwrap_or_default()))
        });
        sent.collect()
    })
}

/// Removes dead letters that are older than that, or have one of these ids, and resolves them in the log; how
/// many. With both, both must hold.
pub fn purge(older_than: Option<Interval>, ids: Option<Vec<Option<i64>>>) -> Result<i64> {
    Spi::connect(|client| {
        let arguments = [older_than.into(), ids.into()];
        let rows = statements::PURGE_DEAD_LETTERS.run(client, &arguments)?;
        Ok(rows.first().get_one::<i64>()?.unwrap_or_default())
    })
}
