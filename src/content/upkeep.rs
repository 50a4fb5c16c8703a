//! Cancelling, and what is said of jobs and stages that are not there.

use dragonfly_domain::Uuid;
use dragonfly_domain::content::{JobState, Stage};
use dragonfly_domain::json::Json;

use super::store::{self, cancelling, messages, rows};
use crate::error::{Error, Reason, Result};
use crate::jsonb::RawJsonb;

/// Cancels a job, its open stages and their messages; false when it had ended before. A message that
/// somebody holds right now is archived by whoever holds it.
pub fn cancel(job_id: Uuid, reason: Option<&str>) -> Result<bool> {
    store::require_read_committed()?;
    match rows::lock_job(job_id)? {
        JobState::Unknown => return Err(no_job(job_id)),
        JobState::Cancelled => return Ok(false),
        JobState::Alive => {}
    }
    let Some(messages) = cancelling::cancel(job_id, reason)? else { return Ok(false) };
    for (queue, msg_id) in messages {
        if cancelling::is_queue(&queue)? {
            messages::archive_unheld(&queue, vec![Some(msg_id)])?;
        }
    }
    Ok(true)
}

/// Why there are no figures of a queue.
pub fn no_depth(queue: Option<&str>, error: &str) -> Option<RawJsonb> {
    let queue = queue.map(|queue| queue.chars().take(100).collect::<String>());
    let fields = [("queue_name", queue.into()), ("error", error.to_owned().into())];
    RawJsonb::of(&Json::object(fields))
}

/// There is no such job.
pub fn no_job(job_id: Uuid) -> Error {
    Error::new(Reason::JobNotFound, format!("job {job_id} not found"))
        .detail(format!("p_job_id is {job_id}"))
        .hint("Give the id of a row of content_jobs.")
}

/// The job was cancelled.
pub fn cancelled(job_id: Uuid) -> Error {
    Error::new(Reason::JobCancelled, format!("job {job_id} is cancelled"))
        .detail(format!("p_job_id is {job_id}"))
        .hint("Create a new job.")
}

/// There is no such job, or it has no such stage.
pub fn no_stage(job_id: Uuid, stage: Stage<'_>) -> Result<Error> {
    if rows::job_status(job_id)?.is_none() {
        return Ok(no_job(job_id));
    }
    Ok(Error::new(Reason::StageNotFound, format!("job {job_id} has no stage {stage}"))
        .detail(format!("p_stage is {stage}"))
        .hint("Queue it first: enqueue_stage."))
}
