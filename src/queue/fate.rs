//! What became of the jobs of a kind. A job is over when its message left the queue; whether it was done, failed or
//! was cancelled, the ledger, the registry and the log of dead letters say.

use crate::queue::statements;
use crate::statement::{self, On};
use dragonfly_domain::queue::Kind;
use pgrx::Spi;
use pgrx::datum::clock_timestamp;

use super::store;
use crate::error::{Error, Reason, Result};
use crate::jsonb::RawJsonb;

/// Where a job stands.
pub struct Fate {
    /// Its message.
    pub msg_id: i64,
    /// One of the states that [`STANDING`] tells.
    pub state: String,
}

impl Fate {
    /// Nobody will work on it again by itself.
    pub fn has_failed(&self) -> bool {
        matches!(self.state.as_str(), "failed" | "cancelled")
    }
}

/// Where the job of a key stands; `None` when there is no such job.
pub fn look(kind: Kind, key: &str) -> Result<Option<Fate>> {
    Spi::connect(|client| {
        let rows = statements::JOB_STATE.run_on(client, On::queue(kind.name()), &[key.into()])?;
        let Some(row) = rows.into_iter().next() else { return Ok(None) };
        let found = row.get::<i64>(1)?.zip(row.get::<String>(2)?);
        Ok(found.map(|(msg_id, state)| Fate { msg_id, state }))
    })
}

/// The same as `queue_job_status` answers it.
pub fn status(kind: Kind, key: &str) -> Result<Option<RawJsonb>> {
    Spi::connect(|client| {
        let rows = statements::JOB_STATUS.run_on(client, On::queue(kind.name()), &[key.into()])?;
        statement::first_value(rows)
    })
}

/// Sends the job of a key again as it was; the new message's id.
pub fn retry(kind: Kind, key: &str, fate: &Fate, by: &str) -> Result<i64> {
    let now = clock_timestamp();
    let arguments = [key.into(), fate.msg_id.into(), now.into(), by.into()];
    let sent = Spi::connect(|client| -> Result<Option<i64>> {
        let rows = statements::RETRY.run_on(client, On::queue(kind.name()), &arguments)?;
        statement::first_value(rows)
    })?;
    let sent = sent.ok_or_else(|| {
        Error::new(Reason::MessageGone, "the job's message is gone, or another call tries it again")
            .detail(format!("msg_id is {}", fate.msg_id))
            .hint("Queue the job anew under another key.")
    })?;
    store::wake(kind.name())?;
    Ok(sent)
}

/// Takes the message of a key off its queue; whether it was there.
pub fn cancel(kind: Kind, key: &str) -> Result<bool> {
    let arguments = [key.into(), clock_timestamp().into()];
    Spi::connect(|client| {
        let rows = statements::CANCEL.run_on(client, On::queue(kind.name()), &arguments)?;
        Ok(!rows.is_empty())
    })
}
