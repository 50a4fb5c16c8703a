//! Handing messages to workers. What is done is archived on the way, what nobody can work on becomes a
//! dead letter: neither ever blocks a queue.

use std::collections::HashMap;

use dragonfly_domain::content::{Delivery, JobState, StageRow, Ticket};

use super::store::letters::{self, Letter};
use super::store::messages::{self, Message, Wanted};
use super::store::rows::{self, Key};
use crate::error::Result;
use crate::jsonb::RawJsonb;

/// How often a reader that found nothing but what had to go looks again.
const ROUNDS: usize = 1000;

/// Takes messages for a worker: their ids and bodies, by id.
pub fn take(wanted: &Wanted<'_>) -> Result<Vec<(i64, RawJsonb)>> {
    for _ in 0..ROUNDS {
        let taken = messages::take(wanted)?;
        if taken.is_empty() {
            break;
        }
        let mut open = sort_out(wanted, taken)?;
        if !open.is_empty() {
            open.sort_by_key(|message| message.0);
            return Ok(open);
        }
    }
    Ok(Vec::new())
}

/// What is to be done with the messages of one read.
#[derive(Default)]
struct Sorted {
    open: Vec<(i64, RawJsonb)>,
    keys: Vec<Key>,
    done: Vec<Option<i64>>,
    dead: Vec<Letter>,
}

fn sort_out(wanted: &Wanted<'_>, taken: Vec<Message>) -> Result<Vec<(i64, RawJsonb)>> {
    let mut sorted = Sorted::default();
    let mut named = Vec::with_capacity(taken.len());
    for message in taken {
        match (message.job_id, message.stage.clone()) {
            (Some(job_id), Some(stage)) => named.push(((job_id, stage), message)),
            _ => sorted.dead.push(invalid(&message)),
        }
    }
    let mut job_ids: Vec<_> = named.iter().map(|((job_id, _), _)| *job_id).collect();
    job_ids.sort_unstable();
    job_ids.dedup();
    let keys: Vec<_> = named.iter().map(|(key, _)| key.clone()).collect();
    let (jobs, stages) = if keys.is_empty() {
        Default::default()
    } else {
        (rows::lock_jobs(&job_ids, true)?, rows::lock_stages(&keys)?)
    };
    for (key, message) in named {
        let job = jobs.get(&key.0).copied().unwrap_or(JobState::Unknown);
        sorted.put(wanted.queue, key, &message, job, &stages)?;
    }
    sorted.settle(wanted)
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

    fn settle(self, wanted: &Wanted<'_>) -> Result<Vec<(i64, RawJsonb)>> {
        if !self.done.is_empty() {
            messages::archive(wanted.queue, self.done)?;
        }
        if !self.dead.is_empty() {
            letters::bury(wanted.queue, &self.dead)?;
        }
        if !self.keys.is_empty() {
            let msg_ids = self.open.iter().map(|(msg_id, _)| *msg_id).collect();
            rows::stamp(&self.keys, msg_ids, wanted.queue, wanted.visibility)?;
        }
        Ok(self.open)
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

fn invalid(message: &Message) -> Letter {
    Letter {
        msg_id: Some(message.msg_id),
        body: Some(message.body),
        stage: message.stage.clone(),
        reason: "invalid_message".to_owned(),
        ..Letter::default()
    }
}
