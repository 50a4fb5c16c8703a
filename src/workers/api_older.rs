//! The single steps that workers in the field take, one statement each on their side. Their signatures
//! stay; what they do agrees with the protocol's calls.

use dragonfly_domain::field::Field;
use dragonfly_domain::input::{Input, InputFault};
use dragonfly_domain::workers::{DeadCause, Form, Message, spelling, worker_queue};
use pgrx::datum::{TimestampWithTimeZone, Uuid};
use pgrx::prelude::*;

use super::api::{self, Alive};
use super::message::key_of;
use super::polling::{self, Asking};
use super::store::{self, End, Held};
use crate::body::check_size;
use crate::boundary;
use crate::caller::require_read_committed;
use crate::error::{Error, Result};
use crate::jsonb::RawJsonb;

/// `heartbeat` under its older name.
#[pg_extern(volatile, parallel_unsafe)]
#[search_path(pg_catalog, pg_temp)]
#[allow(clippy::too_many_arguments, reason = "workers in the field call it so")]
fn upsert_heartbeat(
    worker: Option<Uuid>,
    queue: Option<&str>,
    host: Option<&str>,
    version: Option<&str>,
    pid: Option<i32>,
    status: Option<&str>,
    processed: default!(Option<i64>, "0"),
    failed: default!(Option<i64>, "0"),
    metadata: default!(Option<RawJsonb>, "'{}'"),
) {
    boundary::run("upsert_heartbeat", || {
        let of = Alive { worker_id: worker, queue, hostname: host, version, pid, status };
        api::beat(&of, processed, failed, metadata)
    });
}

// Workers send ::workers.worker_status. The argument has a name of its own: two forms with the same
// names could not be told apart over HTTP.
pgrx::extension_sql!(
    r"
create function workers.upsert_heartbeat(
    worker uuid, queue text, host text, version text, pid integer, worker_status anyenum,
    processed bigint default 0, failed bigint default 0, metadata jsonb default '{}'
) returns void language sql volatile parallel unsafe set search_path to pg_catalog, pg_temp
as $$ select workers.upsert_heartbeat($1, $2, $3, $4, $5, $6::text, $7, $8, $9) $$;
",
    name = "upsert_heartbeat_enum",
    requires = [upsert_heartbeat]
);

/// Adds one job to its queue's counters.
#[pg_extern(volatile, parallel_unsafe)]
#[search_path(pg_catalog, pg_temp)]
fn update_metrics(
    queue: Option<&str>,
    job: Option<Uuid>,
    latency_ms: Option<i32>,
    success: default!(Option<bool>, "true"),
) {
    boundary::run("update_metrics", || {
        let plain = worker_queue(queue)?;
        let latency = latency_ms.unwrap_or_default().max(0);
        store::count(&api::named(queue)?, &plain, job, latency, success.unwrap_or(true))
    });
}

/// Whether a job of that key is completed and none is being worked on or failed.
#[pg_extern(volatile, parallel_unsafe)]
#[search_path(pg_catalog, pg_temp)]
fn is_job_processed(key: Option<&str>) -> bool {
    boundary::run("is_job_processed", || store::is_processed(spellings(key)?))
}

/// Claims a job whose message was read through pgmq, for as long as the message is hidden. False when it
/// is completed, in the dead letters, somebody else's, or its message is gone. Asked again for what it
/// has, a worker hears true, and no attempt is counted.
#[pg_extern(volatile, parallel_unsafe)]
#[search_path(pg_catalog, pg_temp)]
fn claim_job(
    key: Option<&str>,
    msg: Option<i64>,
    queue: Option<&str>,
    worker: default!(Option<Uuid>, "NULL"),
) -> bool {
    boundary::run("claim_job", || {
        require_read_committed()?;
        let name = worker_queue(queue)?;
        let (key, msg_id) = (trimmed(key)?, msg.ok_or(InputFault::Missing("msg"))?);
        let Some(held) = store::keys(&name, &[msg_id])?.pop() else { return Ok(false) };
        let Some(until) = held.hidden_until else { return Ok(false) };
        let key = known_key(&held).unwrap_or(key);
        // A message that is hidden until its claim ends was read for that claim, and not again.
        let standing = store::standing(&name, &key)?;
        if let Some(standing) = standing.filter(|standing| standing.is_claim_of(msg_id, until)) {
            return Ok(worker.is_some() && standing.worker == worker);
        }
        let of = Asking { queue: &name, given: spelling(queue.unwrap_or(&name)), worker };
        polling::claim_one(&of, key, msg_id, until, held.policy)
    })
}

/// The key that `poll` claims a message by.
fn known_key(held: &Held) -> Option<String> {
    key_of(held.key, Form::of_policy(held.policy.envelope), held.msg_id)
}

/// The job of that key that was claimed last is completed; a WARNING when several are being worked on.
#[pg_extern(volatile, parallel_unsafe)]
#[search_path(pg_catalog, pg_temp)]
fn complete_job(key: Option<&str>, result: default!(Option<RawJsonb>, "NULL")) {
    boundary::run("complete_job", || {
        check_size("result", result)?;
        close("complete_job", key, &End::Completed(result))
    });
}

/// The job of that key that was claimed last failed; a WARNING when several are being worked on.
#[pg_extern(volatile, parallel_unsafe)]
#[search_path(pg_catalog, pg_temp)]
fn fail_job(key: Option<&str>, error: Option<&str>) {
    boundary::run("fail_job", || {
        close("fail_job", key, &End::Failed(error.unwrap_or("unknown error")))
    });
}

fn close(function: &str, key: Option<&str>, end: &End<'_>) -> Result<()> {
    require_read_committed()?;
    let keys = spellings(key)?;
    let key = keys.first().cloned().unwrap_or_default();
    let open = store::close_latest(keys, end)?;
    if open > 1 {
        pgrx::warning!(
            "{function}: {open} jobs of key {key} are being worked on; the one claimed last was taken"
        );
    }
    Ok(())
}

/// Logs a job as dead and sends its letter; the log's id. Its worker archives the message then. A job that
/// is done, or another worker's by now, is logged only.
#[pg_extern(volatile, parallel_unsafe)]
#[search_path(pg_catalog, pg_temp)]
#[allow(clippy::too_many_arguments, reason = "workers in the field call it so")]
fn move_to_dlq(
    queue: Option<&str>,
    msg: Option<i64>,
    key: Option<&str>,
    payload: Option<RawJsonb>,
    err: Option<&str>,
    stack: default!(Option<&str>, "NULL"),
    attempt: default!(Option<i32>, "1"),
    first_attempt: default!(Option<TimestampWithTimeZone>, "now()"),
    worker: default!(Option<Uuid>, "NULL"),
) -> Uuid {
    boundary::run("move_to_dlq", || {
        require_read_committed()?;
        check_size("payload", payload)?;
        let name = worker_queue(queue)?;
        let msg_id = msg.ok_or(InputFault::Missing("msg"))?;
        let held = store::keys(&name, &[msg_id])?.pop();
        let known = held.as_ref().and_then(known_key);
        let key = known.or_else(|| key.map(|key| key.trim().to_owned()));
        let policy = held.map_or_else(|| store::policy(&name), |held| Ok(held.policy))?;
        let (err, attempt) = (err.unwrap_or("unknown error"), attempt.unwrap_or(1));
        let refuses = refuses_letter(&name, key.as_deref(), worker)?;
        let arguments = [
            spelling(queue.unwrap_or(&name)).into(),
            msg_id.into(),
            key.into(),
            payload.into(),
            err.into(),
            stack.into(),
            attempt.into(),
            first_attempt.into(),
            worker.into(),
            cause(err, attempt >= policy.max_attempts).name().into(),
            refuses.into(),
        ];
        let id = store::log_letter(&name, &arguments)?;
        id.ok_or_else(|| Error::set_up("dead letters do not reach workers.dead_letter_log"))
    })
}

/// Whether the registry, whose row is locked then, says that the job is not that worker's to give up: it
/// is done, or in another worker's hands. A worker that does not say who it is is believed.
fn refuses_letter(queue: &str, key: Option<&str>, worker: Option<Uuid>) -> Result<bool> {
    let Some(key) = key else { return Ok(false) };
    let standing = store::standing(queue, key)?;
    Ok(standing.is_some_and(|standing| {
        standing.is_completed() || worker.is_some() && standing.is_of_another(worker)
    }))
}

/// Workers say what is wrong with an envelope in their own words behind these two.
fn cause(err: &str, was_last: bool) -> DeadCause {
    if err.starts_with(DeadCause::InvalidEnvelope.name()) {
        DeadCause::InvalidEnvelope
    } else if was_last {
        DeadCause::MaxAttempts
    } else {
        DeadCause::NotRetryable
    }
}

/// The key as the registry has it, which trims that of an envelope, and as it was given.
fn spellings(key: Option<&str>) -> Result<Vec<String>> {
    let trimmed = trimmed(key)?;
    let given = key.filter(|key| *key != trimmed).map(ToOwned::to_owned);
    Ok(std::iter::once(trimmed).chain(given).collect())
}

/// The key of an envelope.
fn trimmed(key: Option<&str>) -> Result<String> {
    let fields = Input(vec![("idempotency_key", Field::from_text(key))]);
    let message = Message { value: Field::Object(&""), fields };
    let key = message.own_key(Form::Envelope).map(Into::into);
    Ok(key.ok_or(InputFault::Missing("key"))?)
}
