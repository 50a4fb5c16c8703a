//! Queueing: a new job, or another stage of one that is there.

use dragonfly_domain::Uuid;
use dragonfly_domain::content::{JobState, Stage, at_least_one};

use super::store;
use super::store::jobs::{self, NewJob};
use super::store::rows;
use super::store::steps::{self, Send};
use super::upkeep::{cancelled, no_job};
use crate::clock;
use crate::error::Result;
use crate::jsonb::RawJsonb;
use crate::queue;

/// A stage to be queued, as the rules accepted it.
pub struct Order<'a> {
    /// Plain name of the queue.
    pub queue: &'a str,
    /// Its job.
    pub job_id: Uuid,
    /// The stage.
    pub stage: Stage<'a>,
    /// What the worker gets; `None` is `{}`.
    pub payload: Option<RawJsonb>,
    /// Its priority.
    pub priority: i32,
    /// Seconds from now.
    pub delay: i32,
    /// Visibility timeout, in seconds.
    pub visibility: i32,
    /// How often it may be tried; `None` leaves the row's, else the job's.
    pub max_attempts: Option<i32>,
    /// Base of the delay between attempts; `None` as above.
    pub retry_delay: Option<i32>,
}

/// Makes a job and queues its first stage.
pub fn create(new: &NewJob<'_>, queue: &str) -> Result<Uuid> {
    let job_id = jobs::create(new)?;
    stage(&Order {
        queue,
        job_id,
        stage: new.stage,
        payload: new.payload,
        priority: new.priority,
        delay: 0,
        visibility: 600,
        max_attempts: Some(new.max_attempts),
        retry_delay: Some(new.retry_delay_seconds),
    })?;
    Ok(job_id)
}

/// Queues a stage; the message's id.
pub fn stage(order: &Order<'_>) -> Result<i64> {
    store::require_read_committed()?;
    match rows::lock_job(order.job_id)? {
        JobState::Unknown => return Err(no_job(order.job_id)),
        JobState::Cancelled => return Err(cancelled(order.job_id)),
        JobState::Alive => {}
    }
    locked(order)
}

/// The same for a job that is locked already.
pub fn locked(order: &Order<'_>) -> Result<i64> {
    let now = clock::now();
    let send = Send {
        queue: order.queue,
        job_id: order.job_id,
        stage: order.stage,
        payload: order.payload,
        priority: order.priority,
        available_at: clock::after(now, order.delay),
        visibility: order.visibility,
    };
    let limits = [order.max_attempts, order.retry_delay].map(|limit| limit.map(at_least_one));
    let msg_id = steps::enqueue(&send, limits[0], limits[1], now)?;
    if order.delay == 0 {
        queue::wake(order.queue)?;
    }
    Ok(msg_id)
}
