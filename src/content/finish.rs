//! What a worker says of its stage. Message, job and stage are locked in this order; whoever no longer
//! holds the stage has lost it, and changes nothing.

use dragonfly_domain::Uuid;
use dragonfly_domain::content::{Failure, JobState, Stage, StageRow, Ticket};
use dragonfly_domain::json::Json;

use super::enqueue::{self, Order};
use super::store;
use super::store::letters::{self, Letter};
use super::store::messages::{self, Message};
use super::store::rows;
use super::store::steps::{self, Send};
use super::upkeep::no_stage;
use crate::clock;
use crate::error::Result;
use crate::jsonb::RawJsonb;

/// Who speaks: the holder of a message.
#[derive(Clone, Copy)]
pub struct Holder<'a> {
    /// The message.
    pub ticket: Ticket<'a>,
    /// The job that it names.
    pub job_id: Uuid,
    /// The stage that it names.
    pub stage: Stage<'a>,
}

/// What was found under the locks.
enum Hold {
    /// The stage is the holder's.
    Held(StageRow, RawJsonb),
    /// It is not, or no longer.
    Lost,
    /// There is no such job or stage.
    Missing(Option<RawJsonb>),
}

impl Holder<'_> {
    fn hold(self) -> Result<Hold> {
        store::require_read_committed()?;
        // A number that belongs to another stage's message is a mistake: that message is left alone.
        let message = messages::lock(self.ticket)?.filter(|message| self.is_named_by(message));
        let message = message.map(|message| message.body);
        let Some((job, row)) = rows::lock(self.job_id, self.stage)? else {
            return Ok(Hold::Missing(message));
        };
        match message {
            Some(message) if row.is_held_by(self.ticket, job) => Ok(Hold::Held(row, message)),
            Some(_) => {
                messages::archive(self.ticket.queue, vec![Some(self.ticket.msg_id)])?;
                Ok(Hold::Lost)
            }
            None => Ok(Hold::Lost),
        }
    }

    fn is_named_by(self, message: &Message) -> bool {
        message.job_id.is_none_or(|job_id| job_id == self.job_id)
            && message.stage.as_deref().is_none_or(|stage| stage.trim() == self.stage.name())
    }

    /// A job or stage that is not there is an error, but for dead letters.
    fn require(self) -> Result<Option<(StageRow, RawJsonb)>> {
        match self.hold()? {
            Hold::Held(row, message) => Ok(Some((row, message))),
            Hold::Lost => Ok(None),
            Hold::Missing(_) => Err(no_stage(self.job_id, self.stage)?),
        }
    }
}

/// Completes a stage and queues the next, or completes the job.
pub fn complete(
    holder: Holder<'_>,
    result: Option<RawJsonb>,
    next: Option<Stage<'_>>,
) -> Result<Json> {
    let Some((row, _)) = holder.require()? else {
        return Ok(Json::object([
            ("job_status", rows::job_status(holder.job_id)?.into()),
            ("next_msg_id", Json::Null),
            ("lost", true.into()),
        ]));
    };
    let result = result.filter(|result| !result.is_null());
    steps::complete(holder.ticket, holder.job_id, holder.stage, result, next.is_none())?;
    let Some(next) = next else {
        let fields = [("job_status", "completed".into()), ("next_msg_id", Json::Null)];
        return Ok(Json::object(fields));
    };
    let next_msg_id = enqueue::locked(&Order {
        queue: holder.ticket.queue,
        job_id: holder.job_id,
        stage: next,
        payload: result,
        priority: row.priority,
        delay: 0,
        visibility: 600,
        max_attempts: None,
        retry_delay: None,
    })?;
    let fields = [("job_status", "queued".into()), ("next_msg_id", next_msg_id.into())];
    Ok(Json::object(fields))
}

/// Tries a stage again later, or gives it up.
pub fn fail(holder: Holder<'_>, error: Option<RawJsonb>, retryable: bool) -> Result<Json> {
    let Some((row, message)) = holder.require()? else {
        return Ok(Json::object([("lost", true.into())]));
    };
    let error = error.filter(|error| !error.is_null());
    let error = error.or_else(|| RawJsonb::of(&"unknown error".into()));
    match row.failure(retryable) {
        Failure::Retry(delay) => {
            let again = Again {
                payload: message.value("payload"),
                priority: row.priority,
                visibility: rows::visibility(holder.job_id, holder.stage)?,
                delay,
                error,
            };
            let msg_id = send_again(holder, &again)?;
            Ok(failed(true, Some(delay), Some(msg_id)))
        }
        Failure::GiveUp(reason) => {
            bury(holder, Some(message), reason, error, row.attempt_count)?;
            Ok(failed(false, None, None))
        }
    }
}

fn failed(retry: bool, delay_seconds: Option<i32>, msg_id: Option<i64>) -> Json {
    Json::object([
        ("retry", retry.into()),
        ("delay_seconds", delay_seconds.into()),
        ("msg_id", msg_id.into()),
    ])
}

/// Another attempt.
pub struct Again {
    /// What the worker gets.
    pub payload: Option<RawJsonb>,
    /// Its priority.
    pub priority: i32,
    /// Visibility timeout, in seconds.
    pub visibility: i32,
    /// Seconds from now.
    pub delay: i32,
    /// What went wrong.
    pub error: Option<RawJsonb>,
}

/// Sends a stage again later; `None` when it is no longer the holder's.
pub fn requeue(
    holder: Holder<'_>,
    payload: Option<RawJsonb>,
    base: i32,
    priority: Option<i32>,
    visibility: i32,
) -> Result<Option<i64>> {
    let Some((row, _)) = holder.require()? else { return Ok(None) };
    let priority = priority.unwrap_or(row.priority);
    let again = Again { payload, priority, visibility, delay: row.retry_delay(base), error: None };
    send_again(holder, &again).map(Some)
}

fn send_again(holder: Holder<'_>, again: &Again) -> Result<i64> {
    let now = clock::now();
    let send = Send {
        queue: holder.ticket.queue,
        job_id: holder.job_id,
        stage: holder.stage,
        payload: again.payload,
        priority: again.priority,
        available_at: clock::after(now, again.delay),
        visibility: again.visibility,
    };
    steps::requeue(&send, holder.ticket.msg_id, again.error, now)
}

/// What a worker writes on a dead letter.
pub struct Verdict<'a> {
    /// The message, as the worker has it.
    pub message: Option<RawJsonb>,
    /// Why.
    pub reason: &'a str,
    /// What else there is to say.
    pub details: Option<RawJsonb>,
    /// Attempts that were made.
    pub attempts: i32,
}

/// Gives a stage up; the dead letter's id, `None` when it is no longer the holder's. A message of a job
/// that is not there can be given up too.
pub fn give_up(holder: Holder<'_>, verdict: &Verdict<'_>) -> Result<Option<i64>> {
    let own = match holder.hold()? {
        Hold::Held(_, message) => message,
        Hold::Missing(Some(message)) => match rows::lock_job(holder.job_id)? {
            JobState::Cancelled => {
                messages::archive(holder.ticket.queue, vec![Some(holder.ticket.msg_id)])?;
                return Ok(None);
            }
            JobState::Unknown | JobState::Alive => message,
        },
        Hold::Missing(None) => return Err(no_stage(holder.job_id, holder.stage)?),
        Hold::Lost => return Ok(None),
    };
    let body = verdict.message.filter(|message| !message.is_null()).unwrap_or(own);
    bury(holder, Some(body), verdict.reason, verdict.details, verdict.attempts)
}

fn bury(
    holder: Holder<'_>,
    body: Option<RawJsonb>,
    reason: &str,
    details: Option<RawJsonb>,
    attempts: i32,
) -> Result<Option<i64>> {
    let letter = Letter {
        msg_id: Some(holder.ticket.msg_id),
        job_id: Some(holder.job_id),
        stage: Some(holder.stage.name().to_owned()),
        body,
        reason: reason.to_owned(),
        details: details.filter(|details| !details.is_null()),
        attempts,
    };
    Ok(letters::bury(holder.ticket.queue, &[letter])?.pop())
}

/// Counts an attempt; the stage's row, unchanged when nothing is left to do.
pub fn start(job_id: Uuid, stage: Stage<'_>) -> Result<Option<RawJsonb>> {
    store::require_read_committed()?;
    let Some((job, row)) = rows::lock(job_id, stage)? else { return Err(no_stage(job_id, stage)?) };
    if row.is_finished() || job == JobState::Cancelled {
        return steps::show(job_id, stage);
    }
    steps::start(job_id, stage)
}
