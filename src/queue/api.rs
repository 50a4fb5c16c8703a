//! SQL signatures of the queue functions: decode, ask the rules, call the store, answer.
//!
//! `queue_job` has one form per documented set of keys, none with defaults: PostgREST picks a form
//! by the names of the arguments, and a default would make `{"payload": …}` ambiguous.

use dragonfly_domain::Timestamp;
use dragonfly_domain::field::{Field, excerpt};
use dragonfly_domain::queue::{
    Job, JobFields, Kind, QueueFault, ReadRequest, RunAt, reserved_prefix,
};
use pgrx::datum::TimestampWithTimeZone;
use pgrx::prelude::*;

use super::batch::{self, Body};
use super::{handing, store};
use crate::element::Element;
use crate::error::{Error, Reason, Result};
use crate::jsonb::RawJsonb;
use crate::{boundary, caller, clock, patience};

const QUEUE_JOB: &str = "queue_job";

/// `queue_job(payload jsonb)`, the contract of docs/contract/queue.md: `{kind, idempotency_key, payload?, run_at? |
/// delay_seconds?}` → message id. Anybody may call it. Errors: every row of [`QueueFault`], P0001.
#[pg_extern(schema = "public", name = "queue_job", volatile, parallel_unsafe)]
#[search_path(pg_catalog, pg_temp)]
fn queue_job(payload: Option<RawJsonb>) -> i64 {
    boundary::run(QUEUE_JOB, || {
        let body = Body::read(payload);
        enqueue(body.fields(), body.payload.nested())
    })
}

/// An empty body: answers what is missing, where `PostgREST` would otherwise say that there is no such function.
#[pg_extern(schema = "public", name = "queue_job", volatile, parallel_unsafe)]
#[search_path(pg_catalog, pg_temp)]
fn queue_job_empty() -> i64 {
    boundary::run(QUEUE_JOB, || enqueue(flat(None, None, None), None))
}

/// Flat body without payload, visible at `run_at`. The key comes as jsonb, and behind: three untyped literals must
/// go on meaning key, kind and payload.
#[pg_extern(schema = "public", name = "queue_job", volatile, parallel_unsafe)]
#[search_path(pg_catalog, pg_temp)]
fn queue_job_bare_run_at(
    run_at: Option<TimestampWithTimeZone>,
    kind: Option<&str>,
    idempotency_key: Option<RawJsonb>,
) -> i64 {
    boundary::run(QUEUE_JOB, || {
        let key = idempotency_key.map_or(Element::Null, RawJsonb::element);
        let fields = flat(kind, None, None);
        enqueue(JobFields { run_at: instant(run_at), key: key.field(), ..fields }, None)
    })
}

/// Flat body without payload, visible after `delay_seconds`; the key as above.
#[pg_extern(schema = "public", name = "queue_job", volatile, parallel_unsafe)]
#[search_path(pg_catalog, pg_temp)]
fn queue_job_bare_delay(
    delay_seconds: Option<i32>,
    kind: Option<&str>,
    idempotency_key: Option<RawJsonb>,
) -> i64 {
    boundary::run(QUEUE_JOB, || {
        let key = idempotency_key.map_or(Element::Null, RawJsonb::element);
        let delay = Field::from_integer(delay_seconds);
        enqueue(JobFields { delay, key: key.field(), ..flat(kind, None, None) }, None)
    })
}

/// Flat body without payload, which is then `{}`.
#[pg_extern(schema = "public", name = "queue_job", volatile, parallel_unsafe)]
#[search_path(pg_catalog, pg_temp)]
fn queue_job_key_kind(idempotency_key: Option<&str>, kind: Option<&str>) -> i64 {
    boundary::run(QUEUE_JOB, || enqueue(flat(kind, idempotency_key, None), None))
}

/// Has no key: answers what is missing, where PostgREST would otherwise take the inner payload for
/// a job.
#[pg_extern(schema = "public", name = "queue_job", volatile, parallel_unsafe)]
#[search_path(pg_catalog, pg_temp)]
fn queue_job_kind_payload(kind: Option<&str>, payload: Option<RawJsonb>) -> i64 {
    boundary::run(QUEUE_JOB, || enqueue(flat(kind, None, payload.as_ref()), payload))
}

/// Has no kind: answers what is missing, for the same reason.
#[pg_extern(schema = "public", name = "queue_job", volatile, parallel_unsafe)]
#[search_path(pg_catalog, pg_temp)]
fn queue_job_payload_key(payload: Option<RawJsonb>, idempotency_key: Option<&str>) -> i64 {
    boundary::run(QUEUE_JOB, || enqueue(flat(None, idempotency_key, payload.as_ref()), payload))
}

/// The flat body of the documented curl call.
#[pg_extern(schema = "public", name = "queue_job", volatile, parallel_unsafe)]
#[search_path(pg_catalog, pg_temp)]
fn queue_job_flat(
    idempotency_key: Option<&str>,
    kind: Option<&str>,
    payload: Option<RawJsonb>,
) -> i64 {
    boundary::run(QUEUE_JOB, || enqueue(flat(kind, idempotency_key, payload.as_ref()), payload))
}

/// Flat body of a job that becomes visible at `run_at`, at most 365 days ahead.
#[pg_extern(schema = "public", name = "queue_job", volatile, parallel_unsafe)]
#[search_path(pg_catalog, pg_temp)]
fn queue_job_run_at(
    idempotency_key: Option<&str>,
    kind: Option<&str>,
    payload: Option<RawJsonb>,
    run_at: Option<TimestampWithTimeZone>,
) -> i64 {
    boundary::run(QUEUE_JOB, || {
        let run_at = instant(run_at);
        enqueue(JobFields { run_at, ..flat(kind, idempotency_key, payload.as_ref()) }, payload)
    })
}

/// Flat body of a job that becomes visible after `delay_seconds`, 0 to 31 536 000.
#[pg_extern(schema = "public", name = "queue_job", volatile, parallel_unsafe)]
#[search_path(pg_catalog, pg_temp)]
fn queue_job_delay(
    idempotency_key: Option<&str>,
    kind: Option<&str>,
    payload: Option<RawJsonb>,
    delay_seconds: Option<i32>,
) -> i64 {
    boundary::run(QUEUE_JOB, || {
        let delay = Field::from_integer(delay_seconds);
        enqueue(JobFields { delay, ..flat(kind, idempotency_key, payload.as_ref()) }, payload)
    })
}

/// Clients send null for the option that they do not set; both are refused as everywhere.
#[pg_extern(schema = "public", name = "queue_job", volatile, parallel_unsafe)]
#[search_path(pg_catalog, pg_temp)]
fn queue_job_run_at_delay(
    idempotency_key: Option<&str>,
    kind: Option<&str>,
    payload: Option<RawJsonb>,
    run_at: Option<TimestampWithTimeZone>,
    delay_seconds: Option<i32>,
) -> i64 {
    boundary::run(QUEUE_JOB, || {
        let (run_at, delay) = (instant(run_at), Field::from_integer(delay_seconds));
        let fields = flat(kind, idempotency_key, payload.as_ref());
        enqueue(JobFields { run_at, delay, ..fields }, payload)
    })
}

/// Up to 10 000 jobs, all or none; message ids in input order. `service_role`. Errors: those of
/// `queue_job`, with the element's index (from 0) as DETAIL; not an array; too many.
#[pg_extern(schema = "public", volatile, parallel_unsafe)]
#[search_path(pg_catalog, pg_temp)]
fn queue_jobs(jobs: Option<RawJsonb>) -> SetOfIterator<'static, i64> {
    SetOfIterator::new(boundary::run("queue_jobs", || batch::enqueue(jobs)))
}

/// One message for 30 seconds: `{msg_id, vt, read_ct, enqueued_at, payload, body}`, or NULL.
/// `service_role`. An application may replace it in place, so the signature stays as it is.
#[pg_extern(schema = "public", volatile, parallel_unsafe)]
#[search_path(pg_catalog, pg_temp)]
fn dequeue_job(kind: Option<&str>) -> Option<RawJsonb> {
    boundary::run("dequeue_job", || Ok(handing::take(&ReadRequest::one(kind)?)?.pop()))
}

/// 1 to 1000 messages (default 1) for 0 to 43 200 seconds (default 30). `service_role`.
#[pg_extern(schema = "public", volatile, parallel_unsafe)]
#[search_path(pg_catalog, pg_temp)]
fn dequeue_jobs(
    kind: Option<&str>,
    quantity: Option<i32>,
    visibility_timeout: Option<i32>,
) -> SetOfIterator<'static, RawJsonb> {
    SetOfIterator::new(boundary::run("dequeue_jobs", || {
        handing::take(&ReadRequest::many(kind, quantity, visibility_timeout)?)
    }))
}

/// Acknowledges one message of any queue, in either spelling; true when it was there.
/// `service_role`. Errors: unknown queue PT404; a queue not granted to our owner 42501.
#[pg_extern(schema = "public", volatile, parallel_unsafe)]
#[search_path(pg_catalog, pg_temp)]
fn pgmq_delete(queue_name: Option<&str>, msg_id: Option<i64>) -> bool {
    boundary::run("pgmq_delete", || {
        let queue = named_queue(queue_name)?;
        store::delete(queue, msg_id.ok_or(QueueFault::MissingMessage("msg_id"))?)
    })
}

/// The same for many; the ids that were there. Its own name: beside `bigint`, `bigint[]` would be
/// "not unique" for drivers that send untyped parameters.
#[pg_extern(schema = "public", volatile, parallel_unsafe)]
#[search_path(pg_catalog, pg_temp)]
fn pgmq_delete_many(
    queue_name: Option<&str>,
    msg_ids: Option<Vec<Option<i64>>>,
) -> SetOfIterator<'static, i64> {
    SetOfIterator::new(boundary::run("pgmq_delete_many", || {
        let queue = named_queue(queue_name)?;
        store::delete_many(queue, msg_ids.ok_or(QueueFault::MissingMessage("msg_ids"))?)
    }))
}

fn flat<'a>(
    kind: Option<&'a str>,
    key: Option<&'a str>,
    payload: Option<&'a RawJsonb>,
) -> JobFields<'a> {
    JobFields {
        unknown: None,
        kind: Field::from_text(kind),
        key: Field::from_text(key),
        payload: payload.map_or(Field::Absent, RawJsonb::field),
        payload_size: payload.map(|payload| payload.size()).unwrap_or_default(),
        run_at: RunAt::Field(Field::Absent),
        delay: Field::Absent,
    }
}

fn instant(at: Option<TimestampWithTimeZone>) -> RunAt<'static> {
    at.map_or(RunAt::Field(Field::Null), |at| RunAt::Instant(clock::instant(at)))
}

/// Queues a job from inside, with the checks and the ledger of `queue_job`. Its key is the system's own.
pub fn put(kind: Kind, key: &str, payload: RawJsonb) -> Result<i64> {
    let now = clock::now();
    let fields = flat(Some(kind.name()), Some(key), Some(&payload));
    let job = fields.check(now)?;
    patience::bounded(|| send(&job, Some(payload), now))
}

fn enqueue(fields: JobFields<'_>, payload: Option<RawJsonb>) -> Result<i64> {
    let now: Timestamp = clock::now();
    let job = fields.check(now)?;
    refuse_reserved(&job.key)?;
    let payload = payload.filter(|payload| payload.is_object());
    patience::bounded(|| send(&job, payload, now))
}

/// The keys of jobs that the system queues can be guessed. A caller who took one before would have the system's
/// own job taken for a repetition.
fn refuse_reserved(key: &str) -> Result<()> {
    let Some(prefix) = reserved_prefix(key) else { return Ok(()) };
    if caller::Session::current()?.caller.is_operator() {
        return Ok(());
    }
    Err(Error::new(Reason::ReservedKey, format!("idempotency_key must not begin with {prefix}"))
        .detail(format!("idempotency_key is {}", excerpt(&key, 100)))
        .hint("Send another key: the system itself queues jobs under keys that begin so."))
}

/// Sends the job, or finds the message that already stands for its key. A key that is purged
/// between the two looks is free again. Another session's key is waited for, but not for long.
fn send(job: &Job<'_>, payload: Option<RawJsonb>, now: Timestamp) -> Result<i64> {
    for _ in 0..store::ROUNDS {
        if let Some(msg_id) = store::send(job, payload, now)? {
            if job.visible_at <= now {
                store::wake(job.kind.name())?;
            }
            return Ok(msg_id);
        }
        if let Some(msg_id) = store::known(job.kind.name(), &job.key)? {
            return Ok(msg_id);
        }
    }
    Err(store::swallowed())
}

fn named_queue(name: Option<&str>) -> Result<&str> {
    Ok(name.filter(|name| !name.trim().is_empty()).ok_or(QueueFault::MissingQueue)?)
}
