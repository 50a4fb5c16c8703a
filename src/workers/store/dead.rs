//! Into the dead letters: the message moves to its archive, a copy of its body with what went wrong to
//! the queue `dead_letter`, and a row to the log.

use super::queue::on_queue;
use crate::statement::{self, Busy};
use crate::workers::statements;
use pgrx::Spi;
use pgrx::datum::{TimestampWithTimeZone, Uuid};

use crate::error::Result;
use crate::jsonb::RawJsonb;

/// A message on its way.
#[derive(Clone)]
pub struct Letter {
    /// Its id.
    pub msg_id: i64,
    /// The registry's key; `None` when it has no row there.
    pub key: Option<String>,
    /// The key as the letter shows it.
    pub shown_key: Option<String>,
    /// It goes there whatever the registry says; otherwise only when its attempts are used up.
    pub certain: bool,
    /// Why, in one of three phrases.
    pub error: &'static str,
    /// What the worker said; the phrase when it said nothing.
    pub message: Option<String>,
    /// What is wrong with its envelope.
    pub faults: Option<RawJsonb>,
}

/// Who sends the letters, and when.
pub struct Sender<'a> {
    /// The queue as the worker spells it.
    pub given: &'a str,
    /// The worker.
    pub worker: Option<Uuid>,
    /// Claims at the most.
    pub max_attempts: i32,
    /// The time of the call.
    pub now: TimestampWithTimeZone,
    /// Whether a job that another session is at is waited for. A poll has rows of earlier messages locked
    /// already, out of the order of keys: it leaves the message where it is.
    pub busy: Busy,
}

/// Moves messages of a queue to the dead letters; the ids of those that went. Its caller counts them.
pub fn bury(queue: &str, letters: &[Letter], sender: &Sender<'_>) -> Result<Vec<i64>> {
    let column = |of: fn(&Letter) -> Option<String>| letters.iter().map(of).collect::<Vec<_>>();
    let arguments = [
        letters.iter().map(|letter| letter.msg_id).collect::<Vec<_>>().into(),
        column(|letter| letter.key.clone()).into(),
        column(|letter| letter.shown_key.clone()).into(),
        letters.iter().map(|letter| letter.certain).collect::<Vec<_>>().into(),
        column(|letter| Some(letter.error.to_owned())).into(),
        column(|letter| letter.message.clone()).into(),
        letters.iter().map(|letter| letter.faults).collect::<Vec<_>>().into(),
        sender.given.into(),
        sender.worker.into(),
        sender.max_attempts.into(),
        sender.now.into(),
    ];
    let bury = match sender.busy {
        Busy::Wait => &statements::DEAD_LETTER,
        Busy::Skip => &statements::DEAD_LETTER_SKIP,
    };
    Spi::connect(|client| {
        let rows = bury.run_on(client, on_queue(queue), &arguments)?;
        statement::first_column(rows)
    })
}
