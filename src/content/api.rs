//! SQL signatures of what workers and producers call: decode, ask the rules, act, answer. The names of
//! the arguments are the contract, NULL means the default, and every function is one round trip.

use dragonfly_domain::content::{
    Stage, Ticket, at_least_one, batch_size, delay, initial_queue, max_attempts, queue,
    required_text, retry_delay, short_text, visibility,
};
use dragonfly_domain::input::required;
use pgrx::datum::Uuid;
use pgrx::prelude::*;

use super::finish::{Holder, Verdict};
use super::store;
use super::store::jobs::NewJob;
use super::store::messages::{self, Wanted};
use super::{deliver, enqueue, finish};
use crate::body::bounded;
use crate::boundary;
use crate::error::Result;
use crate::ids;
use crate::jsonb::RawJsonb;

/// Makes a job and queues its first stage; the job's id. Queue: the override, else `schema` for jobs of
/// that type, else `content`. `service_role`. Errors: no job type, what is too long P0001; queue missing
/// 55000.
#[allow(clippy::too_many_arguments, reason = "the signature is the contract")]
#[pg_extern(schema = "public", volatile, parallel_unsafe)]
#[search_path(pg_catalog, pg_temp)]
fn create_content_job(
    p_job_type: Option<&str>,
    p_requester_email: default!(Option<&str>, "NULL"),
    p_payload: default!(Option<RawJsonb>, "'{}'"),
    p_initial_stage: default!(Option<&str>, "'research'"),
    p_priority: default!(Option<i32>, "0"),
    p_max_attempts: default!(Option<i32>, "5"),
    p_retry_delay_seconds: default!(Option<i32>, "60"),
    p_queue_override: default!(Option<&str>, "NULL"),
) -> Uuid {
    boundary::run("create_content_job", || {
        let job_type = short_text("p_job_type", p_job_type)?;
        let email = p_requester_email.filter(|email| !email.trim().is_empty());
        let new = NewJob {
            job_type,
            requester_email: email
                .map(|email| required_text("p_requester_email", Some(email)))
                .transpose()?,
            payload: bounded("p_payload", p_payload)?,
            stage: Stage::optional("p_initial_stage", p_initial_stage)?.unwrap_or_default(),
            priority: p_priority.unwrap_or_default(),
            max_attempts: max_attempts(p_max_attempts, 5)?,
            retry_delay_seconds: at_least_one(retry_delay(
                "p_retry_delay_seconds",
                p_retry_delay_seconds,
            )?),
        };
        Ok(ids::datum(enqueue::create(&new, initial_queue(job_type, p_queue_override)?)?))
    })
}

/// Queues a stage of a job, whatever it was before; the message's id. `service_role`. Errors: unknown job
/// PT404, cancelled job P0001, unknown queue 55000.
#[allow(clippy::too_many_arguments, reason = "the signature is the contract")]
#[pg_extern(schema = "public", volatile, parallel_unsafe)]
#[search_path(pg_catalog, pg_temp)]
fn enqueue_stage(
    p_queue: Option<&str>,
    p_job_id: Option<Uuid>,
    p_stage: Option<&str>,
    p_payload: default!(Option<RawJsonb>, "'{}'"),
    p_priority: default!(Option<i32>, "0"),
    p_delay_seconds: default!(Option<i32>, "0"),
    p_visibility_seconds: default!(Option<i32>, "600"),
    p_max_attempts: default!(Option<i32>, "NULL"),
    p_retry_delay_seconds: default!(Option<i32>, "NULL"),
) -> i64 {
    boundary::run("enqueue_stage", || {
        enqueue::stage(&enqueue::Order {
            queue: queue("p_queue", p_queue)?,
            job_id: job("p_job_id", p_job_id)?,
            stage: Stage::named("p_stage", p_stage)?,
            payload: bounded("p_payload", p_payload)?,
            priority: p_priority.unwrap_or_default(),
            delay: delay(p_delay_seconds)?,
            visibility: visibility("p_visibility_seconds", p_visibility_seconds)?,
            max_attempts: p_max_attempts.map(|most| max_attempts(Some(most), 5)).transpose()?,
            retry_delay: p_retry_delay_seconds
                .map(|seconds| retry_delay("p_retry_delay_seconds", Some(seconds)))
                .transpose()?,
        })
    })
}

/// One message for a worker, with `p_stage` one of that stage; no row when there is none. `service_role`.
#[pg_extern(schema = "public", volatile, parallel_unsafe)]
#[search_path(pg_catalog, pg_temp)]
fn dequeue_stage(
    p_queue: Option<&str>,
    p_visibility_seconds: default!(Option<i32>, "600"),
    p_stage: default!(Option<&str>, "NULL"),
) -> TableIterator<'static, (name!(msg_id, i64), name!(message, RawJsonb))> {
    TableIterator::new(boundary::run("dequeue_stage", || {
        take(p_queue, p_visibility_seconds, 1, p_stage)
    }))
}

/// The same for up to `p_batch_size` messages (1 to 1000), by id. `service_role`.
#[pg_extern(schema = "public", volatile, parallel_unsafe)]
#[search_path(pg_catalog, pg_temp)]
fn dequeue_stage_batch(
    p_queue: Option<&str>,
    p_visibility_seconds: default!(Option<i32>, "600"),
    p_batch_size: default!(Option<i32>, "10"),
    p_stage: default!(Option<&str>, "NULL"),
) -> TableIterator<'static, (name!(msg_id, i64), name!(message, RawJsonb))> {
    TableIterator::new(boundary::run("dequeue_stage_batch", || {
        take(p_queue, p_visibility_seconds, batch_size(p_batch_size)?, p_stage)
    }))
}

/// Keeps a message hidden for so many seconds from now, never for less than it would be; true while it
/// lives. `service_role`.
#[pg_extern(schema = "public", volatile, parallel_unsafe)]
#[search_path(pg_catalog, pg_temp)]
fn extend_message_visibility(
    p_queue: Option<&str>,
    p_msg_id: Option<i64>,
    p_job_id: Option<Uuid>,
    p_stage: Option<&str>,
    p_additional_seconds: default!(Option<i32>, "300"),
) -> bool {
    boundary::run("extend_message_visibility", || {
        let holder = holder(p_queue, p_msg_id, p_job_id, p_stage)?;
        store::require_read_committed()?;
        let seconds = p_additional_seconds.unwrap_or(300);
        messages::extend(holder.ticket, visibility("p_additional_seconds", Some(seconds))?)
    })
}

/// Counts an attempt and marks stage and job as processing; the stage's row, unchanged when nothing is left
/// to do. `service_role`. Errors: unknown job or stage PT404.
#[pg_extern(schema = "public", volatile, parallel_unsafe)]
#[search_path(pg_catalog, pg_temp)]
fn start_stage(p_job_id: Option<Uuid>, p_stage: Option<&str>) -> Option<RawJsonb> {
    boundary::run("start_stage", || {
        finish::start(job("p_job_id", p_job_id)?, Stage::named("p_stage", p_stage)?)
    })
}

/// Completes a stage and queues the next, or completes the job: `{job_status, next_msg_id}`, with
/// `lost: true` when the stage is no longer the caller's. `service_role`.
#[pg_extern(schema = "public", volatile, parallel_unsafe)]
#[search_path(pg_catalog, pg_temp)]
fn complete_stage(
    p_queue: Option<&str>,
    p_msg_id: Option<i64>,
    p_job_id: Option<Uuid>,
    p_stage: Option<&str>,
    p_result: default!(Option<RawJsonb>, "NULL"),
    p_next_stage: default!(Option<&str>, "NULL"),
) -> Option<RawJsonb> {
    boundary::run("complete_stage", || {
        let holder = holder(p_queue, p_msg_id, p_job_id, p_stage)?;
        let next = Stage::following(holder.stage, "p_next_stage", p_next_stage)?;
        let answer = finish::complete(holder, bounded("p_result", p_result)?, next)?;
        Ok(RawJsonb::of(&answer))
    })
}

/// Tries a stage again later, or gives it up: `{retry, delay_seconds, msg_id}`, or `{lost: true}`.
/// `service_role`.
#[pg_extern(schema = "public", volatile, parallel_unsafe)]
#[search_path(pg_catalog, pg_temp)]
fn fail_stage(
    p_queue: Option<&str>,
    p_msg_id: Option<i64>,
    p_job_id: Option<Uuid>,
    p_stage: Option<&str>,
    p_error: Option<RawJsonb>,
    p_retryable: default!(Option<bool>, "true"),
) -> Option<RawJsonb> {
    boundary::run("fail_stage", || {
        let holder = holder(p_queue, p_msg_id, p_job_id, p_stage)?;
        let error = bounded("p_error", p_error)?;
        Ok(RawJsonb::of(&finish::fail(holder, error, p_retryable.unwrap_or(true))?))
    })
}

/// Sends a stage again after max(base, the stage's own, 1) × 2^(attempt − 1) seconds, one hour at the most;
/// the new message's id, NULL when the stage is no longer the caller's. `service_role`.
#[allow(clippy::too_many_arguments, reason = "the signature is the contract")]
#[pg_extern(schema = "public", volatile, parallel_unsafe)]
#[search_path(pg_catalog, pg_temp)]
fn delayed_requeue_stage(
    p_queue: Option<&str>,
    p_msg_id: Option<i64>,
    p_job_id: Option<Uuid>,
    p_stage: Option<&str>,
    p_payload: default!(Option<RawJsonb>, "'{}'"),
    p_base_delay_seconds: default!(Option<i32>, "60"),
    p_priority: default!(Option<i32>, "NULL"),
    p_visibility_seconds: default!(Option<i32>, "600"),
) -> Option<i64> {
    boundary::run("delayed_requeue_stage", || {
        finish::requeue(
            holder(p_queue, p_msg_id, p_job_id, p_stage)?,
            bounded("p_payload", p_payload)?,
            retry_delay("p_base_delay_seconds", p_base_delay_seconds)?,
            p_priority,
            visibility("p_visibility_seconds", p_visibility_seconds)?,
        )
    })
}

/// Gives a stage up: its message is archived and kept as a dead letter, stage and job fail; the dead letter's
/// id, NULL when the stage is no longer the caller's. `service_role`.
#[allow(clippy::too_many_arguments, reason = "the signature is the contract")]
#[pg_extern(schema = "public", volatile, parallel_unsafe)]
#[search_path(pg_catalog, pg_temp)]
fn move_to_dead_letter(
    p_queue: Option<&str>,
    p_msg_id: Option<i64>,
    p_job_id: Option<Uuid>,
    p_stage: Option<&str>,
    p_message: Option<RawJsonb>,
    p_failure_reason: Option<&str>,
    p_error_details: default!(Option<RawJsonb>, "NULL"),
    p_attempt_count: default!(Option<i32>, "0"),
) -> Option<i64> {
    boundary::run("move_to_dead_letter", || {
        finish::give_up(
            holder(p_queue, p_msg_id, p_job_id, p_stage)?,
            &Verdict {
                message: bounded("p_message", p_message)?,
                reason: required_text("p_failure_reason", p_failure_reason)?,
                details: bounded("p_error_details", p_error_details)?,
                attempts: p_attempt_count.unwrap_or_default(),
            },
        )
    })
}

fn take(
    of: Option<&str>,
    seconds: Option<i32>,
    quantity: i32,
    stage: Option<&str>,
) -> Result<Vec<(i64, RawJsonb)>> {
    deliver::take(&Wanted {
        queue: queue("p_queue", of)?,
        visibility: visibility("p_visibility_seconds", seconds)?,
        quantity,
        stage: Stage::optional("p_stage", stage)?,
    })
}

fn holder<'a>(
    of: Option<&'a str>,
    msg_id: Option<i64>,
    job_id: Option<Uuid>,
    stage: Option<&'a str>,
) -> Result<Holder<'a>> {
    let queue = queue("p_queue", of)?;
    let ticket = Ticket { queue, msg_id: required("p_msg_id", msg_id)? };
    Ok(Holder { ticket, job_id: job("p_job_id", job_id)?, stage: Stage::named("p_stage", stage)? })
}

fn job(field: &'static str, id: Option<Uuid>) -> Result<dragonfly_domain::Uuid> {
    Ok(required(field, id).map(ids::of)?)
}
