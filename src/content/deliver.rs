//! Handing messages to workers. What is done is archived on the way, what nobody can work on becomes a
//! dead letter: neither ever blocks a queue.

use crate::statement::Busy;
use std::collections::HashMap;

use dragonfly_domain::Uuid;
use dragonfly_domain::content::{Delivery, JobState, StageRow, Ticket};
use pgrx::datum::clock_timestamp;

use super::store;
use super::store::letters::{self, Letter};
use super::store::messages::{self, Message, Wanted};
use super::store::rows::{self, Key};
use crate::error::Result;
use crate::jsonb::RawJsonb;
use crate::queue::{self, Oversized, Sifted};

/// How often a reader that found nothing but what had to go looks again.
const ROUNDS: usize = 1000;

/// Takes messages for a worker: their ids and bodies, by id.
///
/// A read that brought nothing but what had to go is followed by another. Whoever holds jobs by then
/// waits for no others, and in the end gives back the messages of those that are in other hands.
pub fn take(wanted: &Wanted<'_>) -> Result<Vec<(i64, RawJsonb)>> {
    store::require_read_committed()?;
    let (mut busy, mut open, mut in_vain) = (Busy::Wait, Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let Sifted { fitting, surplus, oversized } = messages::take(wanted)?;
        if fitting.is_empty() && oversized.is_empty() {
            break;
        }
        // There again at once: the next read may be this call's own.
        queue::give_back(wanted.queue, surplus, clock_timestamp())?;
        let mut sorted = sort_out(wanted, fitting, busy)?;
        sorted.set_aside(wanted.queue, oversized)?;
        if sorted.holds_jobs {
            busy = Busy::Skip;
        }
        sorted.settle(wanted)?;
        in_vain.append(&mut sorted.in_vain);
        open = sorted.open;
        if !open.is_empty() {
            break;
        }
    }
    if !in_vain.is_empty() {
        queue::put_back(wanted.queue, in_vain, clock_timestamp())?;
    }
    open.sort_by_key(|message| message.0);
    Ok(open)
}

/// What is to be done with the messages of one read.
#[derive(Default)]
struct Sorted {
    open: Vec<(i64, RawJsonb)>,
    keys: Vec<Key>,
    done: Vec<Option<i64>>,
    dead: Vec<Letter>,
    in_vain: Vec<i64>,
    holds_jobs: bool,
}

fn sort_out(wanted: &Wanted<'_>, taken: Vec<Message>, busy: Busy) -> Result<Sorted> {
    let mut sorted = Sorted::default();
    let mut named = Vec::with_capacity(taken.len());
    for message in taken {
        match (message.job_id, message.stage.clone()) {
            (Some(job_id), Some(stage)) => named.push(((job_id, stage), message)),
            _ => sorted.dead.push(invalid(&message)),
        }
    }
    if named.is_empty() {
        return Ok(sorted);
    }
    let mut job_ids: Vec<_> = named.iter().map(|((job_id, _), _)| *job_id).collect();
    job_ids.sort_unstable();
    job_ids.dedup();
    let jobs = rows::lock_jobs(&job_ids, busy, true)?;
    let keys = named.iter().map(|(key, _)| key.clone()).filter(|key| jobs.contains_key(&key.0));
    let stages = rows::lock_stages(&keys.collect::<Vec<_>>())?;
    sorted.holds_jobs = !jobs.is_empty();
    let skipped = match busy {
        Busy::Skip if jobs.len() < job_ids.len() => rows::existing(&job_ids)?,
        _ => Vec::new(),
    };
    for (key, message) in named {
        match jobs.get(&key.0).copied() {
            None if skipped.contains(&key.0) => sorted.in_vain.push(message.msg_id),
            job => {
                let job = job.unwrap_or(JobState::Unknown);
                sorted.put(wanted.queue, key, &message, job, &stages)?;
            }
        }
    }
    Ok(sorted)
}

impl Sorted {
    fn put(
        &mut self,
        queue: &str,
        key: Key,
        message: &Message,
        job: JobState,
        stages: &HashMap<Key, StageRow>,
    ) -> Result<()> {
        let ticket = Ticket { queue, msg_id: message.msg_id };
        let row = stages.get(&key);
        // Two messages of one stage in one read: the first is it, unless the row names the other.
        let superseded = self.keys.contains(&key) || is_superseded(row, ticket)?;
        let fresh = unwritten();
        let row = row.unwrap_or(&fresh);
        match row.delivery(job, superseded) {
            Delivery::HandOut => {
                self.keys.push(key);
                self.open.push((message.msg_id, message.body));
            }
            Delivery::Archive => self.done.push(Some(message.msg_id)),
            Delivery::DeadLetter(reason) => self.dead.push(Letter {
                msg_id: Some(message.msg_id),
                job_id: Some(key.0),
                stage: Some(key.1),
                body: Some(message.body),
                reason: reason.to_owned(),
                details: None,
                attempts: row.attempt_count,
            }),
        }
        Ok(())
    }

    /// Messages that nobody can be handed; the stage that one names fails with it. One whose job is in other
    /// hands is left to the next read.
    fn set_aside(&mut self, queue: &str, mut oversized: Vec<Oversized>) -> Result<()> {
        if oversized.is_empty() {
            return Ok(());
        }
        let mut job_ids: Vec<_> = oversized.iter().filter_map(named_job).collect();
        job_ids.sort_unstable();
        job_ids.dedup();
        let locked = rows::lock_jobs(&job_ids, Busy::Skip, false)?;
        let existing = rows::existing(&job_ids)?;
        let is_busy = |id: &Uuid| existing.contains(id) && !locked.contains_key(id);
        let busy =
            oversized.extract_if(.., |message| named_job(message).as_ref().is_some_and(is_busy));
        self.in_vain.extend(busy.map(|message| message.msg_id));
        queue::shrink(queue, &oversized)?;
        self.dead.extend(oversized.iter().map(too_large));
        self.holds_jobs |= !locked.is_empty();
        Ok(())
    }

    fn settle(&mut self, wanted: &Wanted<'_>) -> Result<()> {
        if !self.done.is_empty() {
            messages::archive(wanted.queue, std::mem::take(&mut self.done))?;
        }
        if !self.dead.is_empty() {
            letters::bury(wanted.queue, &self.dead)?;
        }
        if !self.keys.is_empty() {
            let msg_ids = self.open.iter().map(|(msg_id, _)| *msg_id).collect();
            rows::stamp(&self.keys, msg_ids, wanted.queue, wanted.visibility)?;
        }
        Ok(())
    }
}

/// The row names another message, which is still on its queue.
fn is_superseded(row: Option<&StageRow>, ticket: Ticket<'_>) -> Result<bool> {
    let Some(row) = row.filter(|row| row.has_another(ticket)) else { return Ok(false) };
    match row.msg_id {
        Some(msg_id) => {
            let queue = row.queue.as_deref().unwrap_or(ticket.queue);
            messages::is_there(Ticket { queue, msg_id })
        }
        None => Ok(false),
    }
}

/// A stage that has no row yet: a message that somebody sent by hand.
fn unwritten() -> StageRow {
    StageRow {
        status: "queued".to_owned(),
        queue: None,
        msg_id: None,
        attempt_count: 0,
        max_attempts: 1,
        dead_lettered: false,
        retry_delay_seconds: 0,
        priority: 0,
    }
}

fn too_large(message: &Oversized) -> Letter {
    Letter {
        msg_id: Some(message.msg_id),
        job_id: named_job(message),
        stage: message.field("stage"),
        body: message.kept(),
        reason: "message_too_large".to_owned(),
        ..Letter::default()
    }
}

fn named_job(message: &Oversized) -> Option<Uuid> {
    Uuid::try_parse(&message.field("job_id")?).ok()
}

fn invalid(message: &Message) -> Letter {
    Letter {
        msg_id: Some(message.msg_id),
        body: Some(message.body),
        stage: message.stage.clone(),
        reason: "invalid_message".to_owned(),
        ..Letter::default()
    }
}
