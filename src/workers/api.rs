//! SQL signatures of the workers' protocol: decode, ask the rules, call the store, answer. All of them
//! are for `service_role`. Queues are named in either spelling.
//!
//! They are made in the extension's own schema and moved to `workers` at the end of the script: pgrx would
//! make that schema IF NOT EXISTS, which is refused where it exists.

use dragonfly_domain::Timestamp;
use dragonfly_domain::input::InputFault;
use dragonfly_domain::workers::{
    Form, WorkerStatus, WorkersFault, droppable_queue, message_count, new_queue, quantity,
    retry_in, spelling, stale_minutes, visibility_timeout, worker_queue,
};
use pgrx::AnyNumeric;
use pgrx::datum::{TimestampWithTimeZone, Uuid};
use pgrx::prelude::*;

use super::finishing::{self, Report};
use super::message::Sent;
use super::polling::{self, Asking, Job};
use super::sending;
use super::store::{self, Beat, Stale};
use crate::body::check_size;
use crate::caller::require_read_committed;
use crate::error::Result;
use crate::jsonb::RawJsonb;
use crate::{boundary, clock, install};

/// The envelope in its normal form. Errors: everything that is wrong with it, as DETAIL, P0001.
#[pg_extern(volatile, parallel_unsafe)]
#[search_path(pg_catalog, pg_temp)]
fn validate_envelope(envelope: Option<RawJsonb>) -> RawJsonb {
    boundary::run("validate_envelope", || {
        let now: Timestamp = clock::now();
        check_size("envelope", envelope)?;
        let ready = Sent::of(envelope).check(Form::Envelope, now).map_err(WorkersFault::from)?;
        Ok(ready.value)
    })
}

/// Sends an envelope; a repeated idempotency key answers with the first message's id. Errors: no such
/// queue PT404, not a worker queue, an invalid envelope, a delay outside of 0 to 31 536 000 seconds.
#[pg_extern(volatile, parallel_unsafe)]
#[search_path(pg_catalog, pg_temp)]
fn enqueue(
    queue: Option<&str>,
    envelope: Option<RawJsonb>,
    delay_seconds: default!(Option<i32>, "0"),
) -> i64 {
    boundary::run("enqueue", || sending::enqueue(queue, envelope, delay_seconds))
}

/// Hands out up to `quantity` jobs (1 to 1000, default 10) for `visibility_timeout` seconds (0 to
/// 43 200, default the queue's policy), each claimed in the registry. Errors: no such queue PT404, not a
/// worker queue, no worker.
#[pg_extern(volatile, parallel_unsafe)]
#[search_path(pg_catalog, pg_temp)]
fn poll(
    queue: Option<&str>,
    worker_id: Option<Uuid>,
    quantity: default!(Option<i32>, "10"),
    visibility_timeout: default!(Option<i32>, "NULL"),
) -> TableIterator<
    'static,
    (name!(msg_id, i64), name!(read_ct, i32), name!(attempt, i32), name!(envelope, RawJsonb)),
> {
    let jobs = boundary::run("poll", || {
        require_read_committed()?;
        let most = self::quantity(quantity)?;
        let name = worker_queue(queue)?;
        let of = asking(&name, queue, worker_id)?;
        // The default is the policy's, which the statement looks up.
        self::visibility_timeout(visibility_timeout, 0)?;
        polling::poll(&of, most, visibility_timeout)
    });
    TableIterator::new(
        jobs.into_iter()
            .map(|Job { msg_id, read_ct, attempt, envelope }| (msg_id, read_ct, attempt, envelope)),
    )
}

/// The job is done: registry, archive, counters. False, and nothing changed, when it is no longer this
/// worker's.
#[pg_extern(volatile, parallel_unsafe)]
#[search_path(pg_catalog, pg_temp)]
fn succeed(
    queue: Option<&str>,
    msg_id: Option<i64>,
    worker_id: Option<Uuid>,
    result: default!(Option<RawJsonb>, "NULL"),
    attempt: default!(Option<i32>, "NULL"),
) -> bool {
    boundary::run("succeed", || {
        require_read_committed()?;
        check_size("result", result)?;
        let name = worker_queue(queue)?;
        finishing::succeed(&report(&name, queue, msg_id, worker_id, attempt)?, result)
    })
}

/// The same for many jobs; the ids of those that counted. `results`: one for each, in the same order.
#[pg_extern(volatile, parallel_unsafe)]
#[search_path(pg_catalog, pg_temp)]
fn succeed_many(
    queue: Option<&str>,
    msg_ids: Option<Vec<Option<i64>>>,
    worker_id: Option<Uuid>,
    results: default!(Option<RawJsonb>, "NULL"),
) -> SetOfIterator<'static, i64> {
    SetOfIterator::new(boundary::run("succeed_many", || {
        require_read_committed()?;
        check_size("results", results)?;
        let name = worker_queue(queue)?;
        let of = asking(&name, queue, worker_id)?;
        finishing::succeed_many(&of, every(msg_ids)?, results)
    }))
}

/// The job failed: it comes again after a delay that doubles, or goes to the dead letters after its last
/// attempt or when it is not retryable; `retry_in` seconds replace the policy's delay. `{dead, attempt, retry_in_seconds}`; `{"lost": true}`, and
/// nothing changed, when it is no longer this worker's.
#[pg_extern(volatile, parallel_unsafe)]
#[search_path(pg_catalog, pg_temp)]
fn fail(
    queue: Option<&str>,
    msg_id: Option<i64>,
    worker_id: Option<Uuid>,
    error: Option<&str>,
    retryable: default!(Option<bool>, "true"),
    attempt: default!(Option<i32>, "NULL"),
    retry_in: default!(Option<i32>, "NULL"),
) -> RawJsonb {
    boundary::run("fail", || {
        require_read_committed()?;
        let name = worker_queue(queue)?;
        let report = report(&name, queue, msg_id, worker_id, attempt)?;
        let retry_in = self::retry_in(retry_in)?;
        let error = error.unwrap_or("unknown error");
        finishing::fail(&report, error, retryable.unwrap_or(true), retry_in)
    })
}

/// Keeps a long job hidden and leased for so many seconds from now (1 to 43 200); false when it is no
/// longer this worker's.
#[pg_extern(volatile, parallel_unsafe)]
#[search_path(pg_catalog, pg_temp)]
fn extend(
    queue: Option<&str>,
    msg_id: Option<i64>,
    worker_id: Option<Uuid>,
    seconds: Option<i32>,
    attempt: default!(Option<i32>, "NULL"),
) -> bool {
    boundary::run("extend", || {
        require_read_committed()?;
        let name = worker_queue(queue)?;
        finishing::extend(&report(&name, queue, msg_id, worker_id, attempt)?, seconds)
    })
}

/// Gives back jobs that were not begun: visible at once, the attempt not counted; how many.
#[pg_extern(volatile, parallel_unsafe)]
#[search_path(pg_catalog, pg_temp)]
fn release(queue: Option<&str>, msg_ids: Option<Vec<Option<i64>>>, worker_id: Option<Uuid>) -> i32 {
    boundary::run("release", || {
        require_read_committed()?;
        let name = worker_queue(queue)?;
        let of = asking(&name, queue, worker_id)?;
        finishing::release(&of, every(msg_ids)?)
    })
}

/// A worker's sign of life with its own totals. Errors: no worker, no queue, a status that is none.
#[pg_extern(volatile, parallel_unsafe)]
#[search_path(pg_catalog, pg_temp)]
#[allow(clippy::too_many_arguments, reason = "the protocol's")]
fn heartbeat(
    worker_id: Option<Uuid>,
    queue: Option<&str>,
    hostname: Option<&str>,
    version: Option<&str>,
    pid: Option<i32>,
    status: Option<&str>,
    processed: default!(Option<i64>, "0"),
    failed: default!(Option<i64>, "0"),
    metadata: default!(Option<RawJsonb>, "'{}'"),
) {
    boundary::run("heartbeat", || {
        let of = Alive { worker_id, queue, hostname, version, pid, status };
        beat(&of, processed, failed, metadata)
    });
}

/// Who reports, and how it is.
pub(super) struct Alive<'a> {
    pub worker_id: Option<Uuid>,
    pub queue: Option<&'a str>,
    pub hostname: Option<&'a str>,
    pub version: Option<&'a str>,
    pub pid: Option<i32>,
    pub status: Option<&'a str>,
}

pub(super) fn beat(
    of: &Alive<'_>,
    processed: Option<i64>,
    failed: Option<i64>,
    metadata: Option<RawJsonb>,
) -> Result<()> {
    check_size("metadata", metadata)?;
    store::beat(&Beat {
        worker: of.worker_id.ok_or(InputFault::Missing("worker_id"))?,
        queue: &named(of.queue)?,
        hostname: of.hostname.unwrap_or("unknown"),
        version: of.version.unwrap_or("0.0.0"),
        pid: of.pid.unwrap_or_default(),
        status: WorkerStatus::reported(of.status)?.name(),
        processed: processed.unwrap_or_default(),
        failed: failed.unwrap_or_default(),
        metadata: metadata.filter(|metadata| !metadata.is_null()),
    })
}

/// Workers without a sign of life for so many minutes (default 5) that did not say that they stop,
/// oldest first.
#[pg_extern(stable, parallel_restricted)]
#[search_path(pg_catalog, pg_temp)]
#[allow(clippy::type_complexity, reason = "the columns of the answer")]
fn find_stale_workers(
    minutes: default!(Option<i32>, "5"),
) -> TableIterator<
    'static,
    (
        name!(worker_id, Option<Uuid>),
        name!(queue_name, Option<String>),
        name!(hostname, Option<String>),
        name!(status, Option<String>),
        name!(last_heartbeat_at, Option<TimestampWithTimeZone>),
        name!(minutes_stale, Option<AnyNumeric>),
    ),
> {
    let stale = boundary::run("find_stale_workers", || store::stale(stale_minutes(minutes)?));
    TableIterator::new(stale.into_iter().map(
        |Stale { worker, queue, hostname, status, at, minutes }| {
            (worker, queue, hostname, status, at, minutes)
        },
    ))
}

/// Makes a queue for workers, with both spellings. Runs with the rights of its caller, who must be a
/// superuser or the database's owner, as for `install()`.
#[pg_extern(volatile, parallel_unsafe)]
#[search_path(pg_catalog, pg_temp)]
fn create_queue(queue: Option<&str>) {
    boundary::as_caller("create_queue", || install::make_queue(&new_queue(queue)?));
}

/// Drops such a queue with its archive and views, and with `force` its messages and dead letters too; true
/// when it was there.
#[pg_extern(volatile, parallel_unsafe)]
#[search_path(pg_catalog, pg_temp)]
fn drop_queue(queue: Option<&str>, force: default!(Option<bool>, false)) -> bool {
    boundary::as_caller("drop_queue", || {
        install::drop_queue(&droppable_queue(queue)?, force.unwrap_or(false))
    })
}

/// The queue as the worker spelt it, in pgmq's case.
pub(super) fn named(queue: Option<&str>) -> Result<String> {
    let named = queue.map(spelling).filter(|queue| !queue.is_empty());
    Ok(named.ok_or(InputFault::Missing("queue"))?)
}

fn asking<'a>(name: &'a str, given: Option<&str>, worker: Option<Uuid>) -> Result<Asking<'a>> {
    let worker = worker.ok_or(InputFault::Missing("worker_id"))?;
    Ok(Asking { queue: name, given: spelling(given.unwrap_or(name)), worker: Some(worker) })
}

fn report<'a>(
    name: &'a str,
    given: Option<&str>,
    msg_id: Option<i64>,
    worker: Option<Uuid>,
    attempt: Option<i32>,
) -> Result<Report<'a>> {
    let of = asking(name, given, worker)?;
    Ok(Report { of, msg_id: msg_id.ok_or(InputFault::Missing("msg_id"))?, attempt })
}

fn every(msg_ids: Option<Vec<Option<i64>>>) -> Result<Vec<i64>> {
    let msg_ids = msg_ids.ok_or(InputFault::Missing("msg_ids"))?;
    message_count(msg_ids.len())?;
    let known: Option<Vec<i64>> = msg_ids.into_iter().collect();
    Ok(known.ok_or(InputFault::Missing("every element of msg_ids"))?)
}
