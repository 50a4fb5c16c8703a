//! Taking back stages whose worker did not come back: killed, overtaken, or gone with its message.

use crate::statement::Busy;
use std::collections::HashMap;

use dragonfly_domain::Timestamp;
use dragonfly_domain::content::{JobState, QUEUES, Stage, StageRow, Stall, Ticket};

use super::enqueue::{self, Order};
use super::store;
use super::store::letters::{self, Letter};
use super::store::messages;
use super::store::rows::{self, Key};
use super::store::stalled::{self, Stalled};
use crate::clock;
use crate::error::{Error, Result};

/// Stages under their locks, as they are now. Jobs in other hands are left to the next time: they move, and
/// one batch after the other could wait in a circle.
struct Now {
    jobs: HashMap<dragonfly_domain::Uuid, JobState>,
    stages: HashMap<Key, StageRow>,
}

/// Takes back what has been overdue for that long, in bounded batches; how many stages.
pub fn run(grace_seconds: i32) -> Result<i32> {
    store::require_read_committed()?;
    let before = clock::timestamptz(earlier(grace_seconds)?)
        .ok_or_else(|| Error::internal("no time before the grace period"))?;
    let queues = stalled::queues(&QUEUES)?;
    let mut taken = stalled::end_again(before)?;
    for (queue, _) in queues.iter().filter(|(_, is_busy)| *is_busy) {
        taken += give_back(queue, &stalled::visible_again(queue, before)?)?;
        taken += send_again(queue, &stalled::gone(queue, before)?)?;
    }
    let names: Vec<_> = queues.iter().map(|(queue, _)| queue.as_str()).collect();
    Ok(taken + unnamed(&names, before)?)
}

/// The clock's time, not the transaction's: messages become visible by it.
fn earlier(grace_seconds: i32) -> Result<Timestamp> {
    let now = clock::instant(pgrx::datum::clock_timestamp())
        .ok_or_else(|| Error::internal("no time now"))?;
    Ok(clock::after(now, -grace_seconds))
}

impl Now {
    fn lock(of: &[Stalled]) -> Result<Self> {
        let mut job_ids: Vec<_> = of.iter().map(|stalled| stalled.key.0).collect();
        job_ids.sort_unstable();
        job_ids.dedup();
        let jobs = rows::lock_jobs(&job_ids, Busy::Skip, false)?;
        let keys = of.iter().map(|stalled| stalled.key.clone());
        let keys: Vec<_> = keys.filter(|key| jobs.contains_key(&key.0)).collect();
        Ok(Self { stages: rows::lock_stages(&keys)?, jobs })
    }

    fn stall(&self, key: &Key, ticket: Option<Ticket<'_>>) -> Stall {
        let job = self.jobs.get(&key.0).copied().unwrap_or(JobState::Unknown);
        self.stages.get(key).map_or(Stall::Leave, |row| row.stall(ticket, job))
    }

    fn attempts(&self, key: &Key) -> i32 {
        self.stages.get(key).map_or(0, |row| row.attempt_count)
    }

    fn letter(&self, stalled: &Stalled, reason: &str) -> Letter {
        Letter {
            msg_id: stalled.msg_id,
            job_id: Some(stalled.key.0),
            stage: Some(stalled.key.1.clone()),
            body: stalled.body,
            reason: reason.to_owned(),
            details: None,
            attempts: self.attempts(&stalled.key),
        }
    }
}

/// Messages that are visible again: their stages are queued, no message is sent.
fn give_back(queue: &str, found: &[Stalled]) -> Result<i32> {
    settle(queue, found, |msg_id| msg_id.map(|msg_id| Ticket { queue, msg_id }))
}

/// Without a ticket the row is expected to name no message.
fn settle<'a>(
    queue: &'a str,
    found: &[Stalled],
    ticket: impl Fn(Option<i64>) -> Option<Ticket<'a>>,
) -> Result<i32> {
    if found.is_empty() {
        return Ok(0);
    }
    let now = Now::lock(found)?;
    let (mut back, mut dead) = (Vec::new(), Vec::new());
    for stalled in found {
        match (now.stall(&stalled.key, ticket(stalled.msg_id)), stalled.msg_id) {
            (Stall::Leave, _) => {}
            (Stall::Requeue, Some(msg_id)) => {
                back.push((stalled.key.0, stalled.key.1.clone(), msg_id));
            }
            (Stall::Requeue, None) => dead.push(now.letter(stalled, "message_lost")),
            (Stall::GiveUp(reason), _) => dead.push(now.letter(stalled, reason)),
        }
    }
    let count = back.len() + dead.len();
    if !back.is_empty() {
        stalled::give_back(queue, &back)?;
    }
    if !dead.is_empty() {
        letters::bury(queue, &dead)?;
    }
    Ok(i32::try_from(count).unwrap_or(i32::MAX))
}

/// Messages that are gone: sent again from the archive, and given up where that has none either.
fn send_again(queue: &str, found: &[Stalled]) -> Result<i32> {
    if found.is_empty() {
        return Ok(0);
    }
    let now = Now::lock(found)?;
    let mut count = 0;
    let mut dead = Vec::new();
    for stalled in found {
        let ticket = stalled.msg_id.map(|msg_id| Ticket { queue, msg_id });
        match (now.stall(&stalled.key, ticket), stalled.body) {
            (Stall::Leave, _) => {}
            (Stall::Requeue, Some(_)) => {
                resend(queue, stalled, &now)?;
                count += 1;
            }
            (Stall::Requeue, None) => dead.push(now.letter(stalled, "message_lost")),
            (Stall::GiveUp(reason), _) => dead.push(now.letter(stalled, reason)),
        }
    }
    if !dead.is_empty() {
        letters::bury(queue, &dead)?;
    }
    Ok(count + i32::try_from(dead.len()).unwrap_or(i32::MAX))
}

fn resend(queue: &str, stalled: &Stalled, now: &Now) -> Result<()> {
    let (job_id, stage) = &stalled.key;
    let stage = Stage::of_row(stage);
    enqueue::locked(&Order {
        queue,
        job_id: *job_id,
        stage,
        payload: stalled.body.and_then(|body| body.value("payload")),
        priority: now.stages.get(&stalled.key).map_or(0, |row| row.priority),
        delay: 0,
        visibility: rows::visibility(*job_id, stage)?,
        max_attempts: None,
        retry_delay: None,
    })?;
    Ok(())
}

/// Locks the messages, which come before jobs; those that nobody is taking or removing.
fn only_free(queue: &str, found: Vec<Stalled>) -> Result<Vec<Stalled>> {
    if found.is_empty() {
        return Ok(found);
    }
    let free = messages::lock_free(queue, found.iter().map(|stalled| stalled.msg_id).collect())?;
    let is_free = |stalled: &Stalled| stalled.msg_id.is_some_and(|msg_id| free.contains(&msg_id));
    Ok(found.into_iter().filter(is_free).collect())
}

/// Stages of workers that write rows themselves: their message is looked for on every queue.
fn unnamed(queues: &[&str], before: pgrx::datum::TimestampWithTimeZone) -> Result<i32> {
    let mut taken = 0;
    let mut nowhere: HashMap<Key, usize> = HashMap::new();
    for queue in queues {
        let (found, missing): (Vec<_>, Vec<_>) = stalled::unnamed(queue, before)?
            .into_iter()
            .partition(|stalled| stalled.msg_id.is_some());
        taken += settle(queue, &only_free(queue, found)?, |_| None)?;
        for stalled in missing {
            *nowhere.entry(stalled.key).or_default() += 1;
        }
    }
    let lost: Vec<_> = nowhere
        .into_iter()
        .filter(|(_, times)| *times == queues.len())
        .map(|(key, _)| Stalled { key, msg_id: None, body: None })
        .collect();
    Ok(taken + queues.first().map_or(Ok(0), |queue| settle(queue, &lost, |_| None))?)
}
