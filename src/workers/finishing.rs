//! What a worker says of jobs that it was handed. The message is locked first, then the registry's row.

use crate::statement::Busy;
use std::collections::{HashMap, HashSet};

use dragonfly_domain::field::excerpt;
use dragonfly_domain::input::InputFault;
use dragonfly_domain::json::Json;
use dragonfly_domain::workers::{DeadCause, Failure, Form, extension};
use pgrx::Uuid;
use pgrx::datum::clock_timestamp;

use super::message::key_of;
use super::polling::Asking;
use super::store::{self, Held, Jobs, Letter, Policy, Results, Sender};
use crate::error::{Error, Result};
use crate::jsonb::RawJsonb;
use crate::{clock, ids, queue};

/// Whose job, which message, which attempt.
pub struct Report<'a> {
    /// Queue and worker.
    pub of: Asking<'a>,
    /// The message.
    pub msg_id: i64,
    /// The attempt, when the worker knows it.
    pub attempt: Option<i32>,
}

impl Report<'_> {
    /// Its message locked; the queue's policy when the message is there.
    fn lock(&self) -> Result<(Jobs, Option<Policy>)> {
        lock(self.of.queue, vec![self.msg_id], self.of.worker, self.attempt)
    }
}

fn lock(
    queue: &str,
    msg_ids: Vec<i64>,
    worker: Option<Uuid>,
    attempt: Option<i32>,
) -> Result<(Jobs, Option<Policy>)> {
    let held = store::keys(queue, &msg_ids)?;
    let policy = held.first().map(|held| held.policy);
    let mut keys: HashMap<i64, String> = HashMap::with_capacity(held.len());
    for Held { msg_id, key, policy, .. } in held {
        if let Some(key) = key_of(key, Form::of_policy(policy.envelope), msg_id) {
            keys.insert(msg_id, key);
        }
    }
    // A message that is named twice is meant once.
    let keys = msg_ids.iter().map(|msg_id| keys.remove(msg_id)).collect();
    Ok((Jobs { keys, msg_ids, worker, attempt, now: clock_timestamp() }, policy))
}

/// Completes the job; whether it was this worker's.
pub fn succeed(report: &Report<'_>, result: Option<RawJsonb>) -> Result<bool> {
    let (jobs, _) = report.lock()?;
    Ok(!store::complete(report.of.queue, &jobs, Results::One(result))?.is_empty())
}

/// Completes jobs; the ids of those that were this worker's, in the order of `msg_ids`.
pub fn succeed_many(
    of: &Asking<'_>,
    msg_ids: Vec<i64>,
    results: Option<RawJsonb>,
) -> Result<Vec<i64>> {
    let results = results.filter(|results| !results.is_null());
    let wanted = msg_ids.len();
    if let Some(results) = results.filter(|results| !results.is_array() || results.len() != wanted)
    {
        let expected = "an array with one element for each message";
        let shown = excerpt(&results, 100);
        return Err(InputFault::Malformed { field: "results", expected, value: shown }.into());
    }
    let (jobs, _) = lock(of.queue, msg_ids, of.worker, None)?;
    store::complete(of.queue, &jobs, Results::Each(results))
}

/// What became of a failed job.
pub fn fail(
    report: &Report<'_>,
    error: &str,
    retryable: bool,
    retry_in: Option<i32>,
) -> Result<RawJsonb> {
    let (jobs, policy) = report.lock()?;
    let attempt = store::hold(report.of.queue, &jobs)?;
    let (Some(attempt), Some(policy)) = (attempt, policy) else {
        return answer(&Json::object([("lost", Json::Boolean(true))]));
    };
    let after = match policy.of_retries().after_failure(attempt, retryable, ids::chance()) {
        Failure::Retry(seconds) => {
            let seconds = retry_in.unwrap_or(seconds);
            store::retry(report.of.queue, &jobs, clock::later(jobs.now, seconds), error)?;
            Some(seconds)
        }
        Failure::Dead(cause) => {
            give_up(report, jobs, error, cause)?;
            None
        }
    };
    answer(&Json::object([
        ("dead", Json::Boolean(after.is_none())),
        ("attempt", attempt.into()),
        ("retry_in_seconds", after.map_or(Json::Null, Into::into)),
    ]))
}

fn give_up(report: &Report<'_>, jobs: Jobs, error: &str, cause: DeadCause) -> Result<()> {
    let key = jobs.keys.into_iter().next().flatten();
    let letter = Letter {
        msg_id: report.msg_id,
        shown_key: key.clone(),
        key,
        certain: true,
        error: cause.name(),
        message: Some(error.to_owned()),
        faults: None,
    };
    let sender = Sender {
        given: &report.of.given,
        worker: report.of.worker,
        max_attempts: 0,
        now: jobs.now,
        busy: Busy::Wait,
    };
    let buried = store::bury(report.of.queue, &[letter], &sender)?;
    store::count_failed(report.of.queue, buried.len(), jobs.now)
}

/// Keeps a job hidden and leased from now on; whether it was this worker's.
pub fn extend(report: &Report<'_>, seconds: Option<i32>) -> Result<bool> {
    let seconds = extension(seconds)?;
    let (jobs, _) = report.lock()?;
    store::extend(report.of.queue, &jobs, clock::later(jobs.now, seconds))
}

/// Gives back jobs that were not begun; how many were this worker's.
pub fn release(of: &Asking<'_>, msg_ids: Vec<i64>) -> Result<i32> {
    let mut seen = HashSet::with_capacity(msg_ids.len());
    let msg_ids: Vec<_> = msg_ids.into_iter().filter(|msg_id| seen.insert(*msg_id)).collect();
    let (jobs, _) = lock(of.queue, msg_ids, of.worker, None)?;
    let released = store::release(of.queue, &jobs)?;
    if released > 0 {
        queue::wake(of.queue)?;
    }
    Ok(released)
}

fn answer(value: &Json) -> Result<RawJsonb> {
    RawJsonb::of(value).ok_or_else(|| Error::internal("an answer is no JSON"))
}
