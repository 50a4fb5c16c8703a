//! What moves a stage from one state to the next: one statement per step, run while message, job and
//! stage are locked.

use crate::content::statements;
use crate::statement::{self, On, Statement};
use dragonfly_domain::content::{Stage, Ticket};
use dragonfly_domain::{Timestamp, Uuid};
use pgrx::Spi;
use pgrx::datum::DatumWithOid;

use crate::error::{Error, Result};
use crate::jsonb::RawJsonb;
use crate::{clock, ids};

/// A message to be sent for a stage.
pub struct Send<'a> {
    /// Plain name of the queue.
    pub queue: &'a str,
    /// Its job.
    pub job_id: Uuid,
    /// Its stage.
    pub stage: Stage<'a>,
    /// What the worker gets; `None` is `{}`.
    pub payload: Option<RawJsonb>,
    /// Its priority.
    pub priority: i32,
    /// Not before this time.
    pub available_at: Timestamp,
    /// Visibility timeout, in seconds.
    pub visibility: i32,
}

impl Send<'_> {
    /// `$1` to `$9` of the statements that send.
    fn arguments(&self, now: Timestamp) -> Vec<DatumWithOid<'_>> {
        vec![
            ids::datum(self.job_id).into(),
            self.stage.name().into(),
            self.payload.into(),
            self.priority.into(),
            clock::timestamptz(self.available_at).into(),
            self.visibility.into(),
            self.queue.into(),
            self.available_at.to_string().into(),
            now.to_string().into(),
        ]
    }
}

/// Queues a stage, whatever it was before; the message's id. Its dead letters are resolved. Attempts of a stage that was finished begin
/// anew; NULL limits are the row's, else the job's.
pub fn enqueue(
    send: &Send<'_>,
    max_attempts: Option<i32>,
    retry_delay: Option<i32>,
    now: Timestamp,
) -> Result<i64> {
    let mut arguments = send.arguments(now);
    arguments.extend([max_attempts.into(), retry_delay.into()]);
    Spi::connect(|client| {
        sent(statements::ENQUEUE_STAGE.run_on(client, On::queue(send.queue), &arguments)?)
    })
}

/// Sends a stage's message again later, in place of the one that failed; the new message's id. With
/// `error`, that is noted too.
pub fn requeue(
    send: &Send<'_>,
    failed: i64,
    error: Option<RawJsonb>,
    now: Timestamp,
) -> Result<i64> {
    let mut arguments = send.arguments(now);
    arguments.extend([failed.into(), error.into()]);
    Spi::connect(|client| {
        sent(statements::RETRY_STAGE.run_on(client, On::queue(send.queue), &arguments)?)
    })
}

fn sent(rows: pgrx::spi::SpiTupleTable<'_>) -> Result<i64> {
    if rows.is_empty() {
        return Err(Error::set_up("messages do not reach the queue's table"));
    }
    let msg_id = rows.first().get_one::<i64>()?;
    msg_id.ok_or_else(|| Error::internal("a message without an id"))
}

/// Counts an attempt; the stage's row.
pub fn start(job_id: Uuid, stage: Stage<'_>) -> Result<Option<RawJsonb>> {
    one_row(&statements::START_STAGE, job_id, stage)
}

/// A stage's row as it is.
pub fn show(job_id: Uuid, stage: Stage<'_>) -> Result<Option<RawJsonb>> {
    one_row(&statements::SHOW_STAGE, job_id, stage)
}

fn one_row(statement: &Statement, job_id: Uuid, stage: Stage<'_>) -> Result<Option<RawJsonb>> {
    let arguments = [ids::datum(job_id).into(), stage.name().into()];
    let found = Spi::connect(|client| -> Result<_> {
        let rows = statement.run(client, &arguments)?;
        statement::first_value(rows)
    })?;
    Ok(found.map(RawJsonb::move_here))
}

/// Ends a stage well and archives its message; with `is_last` the job too.
pub fn complete(
    ticket: Ticket<'_>,
    job_id: Uuid,
    stage: Stage<'_>,
    result: Option<RawJsonb>,
    is_last: bool,
) -> Result<()> {
    let arguments = [
        ticket.msg_id.into(),
        ids::datum(job_id).into(),
        stage.name().into(),
        result.into(),
        is_last.into(),
        ticket.queue.into(),
    ];
    Spi::connect(|client| {
        statements::COMPLETE_STAGE.run_on(client, On::queue(ticket.queue), &arguments)?;
        Ok(())
    })
}
