//! SQL signatures of what operators ask and order: what became of a job, another try, no more of it, and the
//! forgetting of old keys.

use dragonfly_domain::queue::{Kind, QueueFault, purge_bound};
use pgrx::prelude::*;

use super::fate::{self, Fate};
use super::purge;
use crate::caller::{self, Session};
use crate::error::{Error, Reason, Result};
use crate::jsonb::RawJsonb;
use crate::{boundary, settings};

/// What became of a job: `{msg_id, state, read_ct, enqueued_at, visible_at, attempts, error, letter_id}`, or NULL
/// when unknown. States: `queued`, `delayed`, `in_flight`, `retrying` (`visible_at` is the next attempt), `done`,
/// `failed` (`letter_id` in `workers.dead_letter_log`), `cancelled`. Operators, by role or by claim; others get
/// 42501.
#[pg_extern(schema = "public", volatile, parallel_unsafe)]
#[search_path(pg_catalog, pg_temp)]
fn queue_job_status(kind: Option<&str>, idempotency_key: Option<&str>) -> Option<RawJsonb> {
    boundary::run("queue_job_status", || {
        caller::require_operator()?;
        let kind = Kind::named(kind)?;
        fate::status(kind, idempotency_key.ok_or(QueueFault::MissingKey)?)
    })
}

/// Tries a job again that failed or was cancelled, under its own key and with all of its attempts; the new
/// message's id. Who ordered it stands in `workers.dead_letter_log`. Operators. Errors: no such job PT404, a job
/// in another state 23505.
#[pg_extern(schema = "public", volatile, parallel_unsafe)]
#[search_path(pg_catalog, pg_temp)]
fn retry_job(kind: Option<&str>, idempotency_key: Option<&str>) -> i64 {
    boundary::run("retry_job", || {
        let (session, kind, key) = order(kind, idempotency_key)?;
        match fate::look(kind, key)? {
            None => Err(unknown(kind, key)),
            Some(fate) if fate.has_failed() => fate::retry(kind, key, &fate, &session.caller.name),
            Some(fate) => {
                Err(in_the_way("only a job that failed or was cancelled is tried again", &fate))
            }
        }
    })
}

/// Takes a job off its queue, to its archive; false when it is over already. A worker that is at it hears that it
/// lost the job. Operators. Errors: no such job PT404.
#[pg_extern(schema = "public", name = "cancel_job", volatile, parallel_unsafe)]
#[search_path(pg_catalog, pg_temp)]
fn cancel_job_of_kind(kind: Option<&str>, idempotency_key: Option<&str>) -> bool {
    boundary::run("cancel_job", || {
        let (_, kind, key) = order(kind, idempotency_key)?;
        if fate::look(kind, key)?.is_none() {
            return Err(unknown(kind, key));
        }
        fate::cancel(kind, key)
    })
}

/// Removes at most `max_rows` keys (default 10 000) older than the retention whose message left the
/// queue; how many. Never waits for an enqueue. `service_role`.
#[pg_extern(volatile, parallel_unsafe)]
#[search_path(pg_catalog, pg_temp)]
fn purge_idempotency_keys(max_rows: default!(Option<i32>, "10000")) -> i64 {
    boundary::run("purge_idempotency_keys", || {
        let max_rows = purge_bound(max_rows)?;
        let retention = settings::retention().ok_or_else(|| {
            Error::new(
                Reason::SetUpIncomplete,
                "dragonfly_queue.idempotency_retention is not an interval",
            )
        })?;
        purge::purge(max_rows, retention.seconds())
    })
}

fn order<'a>(kind: Option<&str>, key: Option<&'a str>) -> Result<(Session, Kind, &'a str)> {
    let session = Session::current()?;
    session.require_operator()?;
    session.require_read_committed()?;
    Ok((session, Kind::named(kind)?, key.ok_or(QueueFault::MissingKey)?))
}

fn unknown(kind: Kind, key: &str) -> Error {
    let key = dragonfly_domain::field::excerpt(&key, 100);
    Error::new(Reason::JobNotFound, format!("{kind} job {key} not found"))
        .detail(format!("idempotency_key is {key}"))
        .hint("Keys are forgotten some time after their job is over, see dragonfly_queue.idempotency_retention.")
}

fn in_the_way(message: &str, fate: &Fate) -> Error {
    Error::new(Reason::JobState, message)
        .detail(format!("the job is {}", fate.state))
        .hint("SELECT queue_job_status(kind, idempotency_key) says where it is.")
}
