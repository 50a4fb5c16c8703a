//! What a worker says of a job that it claimed. Nothing changes unless the registry has the job as that
//! worker's, in that attempt, and the message is still there.

use super::queue::on_queue;
use crate::statement::{self, On};
use crate::workers::statements;
use pgrx::Spi;
use pgrx::datum::{DatumWithOid, TimestampWithTimeZone, Uuid};

use super::queue::Policy;
use crate::error::Result;
use crate::jsonb::RawJsonb;

/// A message that is there and locked now.
pub struct Held {
    /// Its id.
    pub msg_id: i64,
    /// Its field `idempotency_key`.
    pub key: Option<RawJsonb>,
    /// Until when it is hidden.
    pub hidden_until: Option<TimestampWithTimeZone>,
    /// Its queue's policy.
    pub policy: Policy,
}

/// Which jobs are meant: messages with their keys, the worker, the attempt when it matters.
pub struct Jobs {
    /// The registry's key of each; `None` where the message is gone.
    pub keys: Vec<Option<String>>,
    /// The messages.
    pub msg_ids: Vec<i64>,
    /// The worker.
    pub worker: Option<Uuid>,
    /// The attempt.
    pub attempt: Option<i32>,
    /// The time of the call.
    pub now: TimestampWithTimeZone,
}

impl Jobs {
    fn arguments(&self) -> Vec<DatumWithOid<'_>> {
        vec![
            self.keys.clone().into(),
            self.msg_ids.clone().into(),
            self.worker.into(),
            self.attempt.into(),
            self.now.into(),
        ]
    }
}

/// The messages that are still there, locked in the order of their ids.
pub fn keys(queue: &str, msg_ids: &[i64]) -> Result<Vec<Held>> {
    Spi::connect(|client| {
        let rows = statements::LOCK_MESSAGES.run_on(
            client,
            on_queue(queue),
            &[msg_ids.to_vec().into()],
        )?;
        let held = rows.map(|row| {
            Ok(Held {
                msg_id: row.get(1)?.unwrap_or_default(),
                key: row.get(2)?,
                hidden_until: row.get(3)?,
                policy: Policy::read(&row, 4)?,
            })
        });
        held.collect()
    })
}

/// What jobs came to.
#[derive(Clone, Copy)]
pub enum Results {
    /// That of the one job.
    One(Option<RawJsonb>),
    /// An array with one element for each job.
    Each(Option<RawJsonb>),
}

/// Completes jobs: registry, archive, counters. The ids of those that counted, in the order of `jobs`.
pub fn complete(queue: &str, jobs: &Jobs, results: Results) -> Result<Vec<i64>> {
    let (complete, value) = match results {
        Results::One(result) => (&statements::COMPLETE_ONE, result),
        Results::Each(results) => (&statements::COMPLETE, results),
    };
    let mut arguments = jobs.arguments();
    arguments.push(value.into());
    Spi::connect(|client| {
        let rows = complete.run_on(client, on_queue(queue), &arguments)?;
        statement::first_column(rows)
    })
}

/// The attempt that the one job of `jobs` is in, its row locked; `None` when it is not this worker's.
pub fn hold(queue: &str, jobs: &Jobs) -> Result<Option<i32>> {
    Spi::connect(|client| {
        let rows = statements::LOCK_HELD.run_on(client, On::name(queue), &jobs.arguments())?;
        statement::first_value(rows)
    })
}

/// The one job of `jobs` failed and comes again at `at`.
pub fn retry(
    queue: &str,
    jobs: &Jobs,
    at: Option<TimestampWithTimeZone>,
    error: &str,
) -> Result<()> {
    let mut arguments = jobs.arguments();
    arguments.extend([at.into(), error.into()]);
    Spi::connect(|client| {
        statements::RETRY.run_on(client, on_queue(queue), &arguments)?;
        Ok(())
    })
}

/// The one job of `jobs` stays hidden and leased until then; whether it was this worker's.
pub fn extend(queue: &str, jobs: &Jobs, until: Option<TimestampWithTimeZone>) -> Result<bool> {
    let mut arguments = jobs.arguments();
    arguments.push(until.into());
    Spi::connect(|client| {
        let rows = statements::EXTEND.run_on(client, on_queue(queue), &arguments)?;
        Ok(!rows.is_empty())
    })
}

/// Jobs go back as if they had not been claimed; how many.
pub fn release(queue: &str, jobs: &Jobs) -> Result<i32> {
    Spi::connect(|client| {
        let rows = statements::RELEASE.run_on(client, on_queue(queue), &jobs.arguments())?;
        Ok(i32::try_from(rows.len()).unwrap_or(i32::MAX))
    })
}
