//! SQL signatures of the functions of jobs: decode, ask the rules, call the stores, answer. Two are
//! written out, because an argument is called type.

use dragonfly_domain::field::Field;
use dragonfly_domain::jobs::{self as rules, Claim, NewJob, Reach};
use dragonfly_domain::size::Size;
use dragonfly_domain::workers;
use pgrx::datum::{Uuid, clock_timestamp};
use pgrx::prelude::*;
use pgrx::{JsonB, iter::TableIterator};
use serde_json::json;

use super::{claims, runs, store};
use crate::caller::Session;
use crate::error::{Error, Reason, Result};
use crate::jsonb::RawJsonb;
use crate::{boundary, clock, ids, waiting};

/// What workers wait for, and the channel on which they hear of new jobs.
pub const CHANNEL: &str = "jobs";

/// Asks for a job, docs/contract/jobs.md; its id. `service_role`, and `authenticated` under its
/// own `user_id`. Errors: those of the table's trigger, what is too long or too large P0001; another's
/// `user_id`, no subject 42501; an id that is another user's job 23505.
#[pg_extern(sql = "
create function public.create_job(type text, payload jsonb, company_id text default null,
    user_id text default null, id uuid default null) returns uuid
language c volatile parallel unsafe set search_path to pg_catalog, pg_temp
as '@MODULE_PATHNAME@', '@FUNCTION_NAME@';
")]
fn create_job(
    kind: Option<&str>,
    payload: Option<RawJsonb>,
    company_id: Option<&str>,
    user_id: Option<&str>,
    id: Option<Uuid>,
) -> Uuid {
    boundary::run("create_job", || {
        let session = session()?;
        let reach = Reach::of(&session.caller);
        let user_id = reach.user_id(user_id).map_err(|reason| denied(&session, reason))?;
        let job = NewJob { company_id, user_id: user_id.as_deref() };
        job.check(size(payload))?;
        if let Some(id) = store::create(kind, payload, job, id)? {
            return Ok(id);
        }
        let id = id.ok_or_else(store::swallowed)?;
        match store::is_within(id, owner(&reach))? {
            Some(true) => Ok(id),
            Some(false) => Err(Error::new(Reason::IdTaken, "id is taken")
                .detail(format!("id is {id}"))
                .hint("Send another id, or none.")),
            None => Err(store::swallowed()),
        }
    })
}

/// Begins a run of each waiting job, oldest first. `service_role`. Errors: bounds P0001.
#[pg_extern(sql = "
create function public.claim_jobs(types text[] default null, quantity integer default 5,
    worker text default null, lease_seconds integer default 300)
returns table (job_id uuid, run_id uuid, attempt_no integer, type text, payload jsonb,
    company_id text, user_id text)
language c volatile parallel unsafe set search_path to pg_catalog, pg_temp
as '@MODULE_PATHNAME@', '@FUNCTION_NAME@';
")]
#[allow(clippy::type_complexity, reason = "the columns of the answer")]
fn claim_jobs(
    types: Option<Vec<Option<String>>>,
    quantity: Option<i32>,
    worker: Option<&str>,
    lease_seconds: Option<i32>,
) -> TableIterator<
    'static,
    (
        name!(job_id, Uuid),
        name!(run_id, Uuid),
        name!(attempt_no, i32),
        name!(kind, String),
        name!(payload, RawJsonb),
        name!(company_id, Option<String>),
        name!(user_id, Option<String>),
    ),
> {
    let taken = boundary::run("claim_jobs", || {
        let claim = Claim::read(types, quantity, worker, lease_seconds)?;
        session()?;
        claims::recover()?;
        claims::claim(&claim)
    });
    TableIterator::new(taken.into_iter().map(|job| {
        let claims::Taken { job_id, run_id, attempt_no, kind, payload, company_id, user_id } = job;
        (job_id, run_id, attempt_no, kind, payload, company_id, user_id)
    }))
}

/// Merges into the progress and extends the lease; false when the run is no longer in progress.
/// `service_role`. Errors: not an object P0001, no such run PT404.
#[pg_extern(schema = "public", volatile, parallel_unsafe)]
#[search_path(pg_catalog, pg_temp)]
fn update_job_progress(run_id: Option<Uuid>, progress: Option<RawJsonb>) -> bool {
    boundary::run("update_job_progress", || {
        let run_id = rules::required("run_id", run_id)?;
        rules::progress(&field(progress.as_ref()), size(progress))?;
        session()?;
        alive(run_id, runs::advance(run_id, object(progress))?)
    })
}

/// Keeps what a run made; its id. `service_role`. Errors: no name P0001, no such run PT404.
#[pg_extern(schema = "public", volatile, parallel_unsafe)]
#[search_path(pg_catalog, pg_temp)]
fn save_job_artifact(
    run_id: Option<Uuid>,
    artifact_type: Option<&str>,
    data: Option<RawJsonb>,
) -> Uuid {
    boundary::run("save_job_artifact", || {
        let run_id = rules::required("run_id", run_id)?;
        let artifact_type = rules::artifact_type(artifact_type, size(data))?;
        store::require_tables()?;
        runs::save(run_id, artifact_type, data)?.ok_or_else(|| unknown("run", run_id))
    })
}

/// Ends a run well, with its artifacts `{type: data}`; false when it is no longer in progress.
/// `service_role`. Errors: artifacts that are no object or have no name P0001, no such run PT404.
#[pg_extern(schema = "public", volatile, parallel_unsafe)]
#[search_path(pg_catalog, pg_temp)]
fn complete_job_run(run_id: Option<Uuid>, artifacts: default!(Option<RawJsonb>, "NULL")) -> bool {
    boundary::run("complete_job_run", || {
        let run_id = rules::required("run_id", run_id)?;
        let entries = artifacts.map(RawJsonb::entries).unwrap_or_default();
        let types = entries.iter().map(|(name, _)| name.as_str());
        rules::artifacts(&field(artifacts.as_ref()), size(artifacts), types)?;
        session()?;
        alive(run_id, runs::complete(run_id, object(artifacts))?)
    })
}

/// Ends a run that failed: `{attempts_left, retry_in_seconds}`, null when it is no longer in progress. With
/// `retry` the job waits again while attempts are left: `retry_in` seconds, or as the policy of queue `jobs` says.
/// `retry_in` alone means `retry`. `service_role`. Errors: seconds out of bounds P0001, no such run PT404.
#[pg_extern(schema = "public", volatile, parallel_unsafe)]
#[search_path(pg_catalog, pg_temp)]
fn fail_job_run(
    run_id: Option<Uuid>,
    error: Option<&str>,
    retry: default!(Option<bool>, "NULL"),
    retry_in: default!(Option<i32>, "NULL"),
) -> JsonB {
    boundary::run("fail_job_run", || {
        let run_id = rules::required("run_id", run_id)?;
        let retry_in = workers::retry_in(retry_in)?;
        session()?;
        let delay = if retry.unwrap_or(retry_in.is_some()) {
            runs::hold(run_id)?.map(|(attempt, policy)| {
                retry_in.unwrap_or_else(|| policy.delay_seconds(attempt, ids::chance()))
            })
        } else {
            None
        };
        let available_at = delay.and_then(|seconds| clock::later(clock_timestamp(), seconds));
        let failed = runs::fail(run_id, &rules::failure(error), available_at)?;
        alive(run_id, failed.is_some())?;
        let again = failed.filter(|failed| failed.attempts_left > 0);
        // Nobody is told of a time to come: workers also look by themselves.
        if let (Some(failed), Some(0)) = (again, delay) {
            wake(failed.job_id)?;
        }
        Ok(JsonB(json!({
            "attempts_left": failed.map(|failed| failed.attempts_left),
            "retry_in_seconds": again.and(delay),
        })))
    })
}

/// Cancels a job that waits or runs; false when it is over. `service_role`. Errors: no such job PT404.
#[pg_extern(schema = "public", volatile, parallel_unsafe)]
#[search_path(pg_catalog, pg_temp)]
fn cancel_job(job_id: Option<Uuid>) -> bool {
    boundary::run("cancel_job", || {
        let job_id = rules::required("job_id", job_id)?;
        session()?;
        if !store::lock(job_id)? {
            return Err(unknown("job", job_id));
        }
        Ok(runs::cancel(job_id)? || store::bury(job_id)?)
    })
}

/// Where a job stands. `service_role`; `authenticated` of its own jobs. Errors: no such job, or
/// another user's, PT404.
#[pg_extern(schema = "public", stable, parallel_restricted)]
#[search_path(pg_catalog, pg_temp)]
fn get_job_status(job_id: Option<Uuid>) -> RawJsonb {
    boundary::run("get_job_status", || {
        let job_id = rules::required("job_id", job_id)?;
        let reach = reach()?;
        store::status(job_id, owner(&reach))?.ok_or_else(|| unknown("job", job_id))
    })
}

/// The artifact of that type of the last completed run; NULL when there is none. Who and errors as
/// above.
#[pg_extern(schema = "public", stable, parallel_restricted)]
#[search_path(pg_catalog, pg_temp)]
fn get_job_result(
    job_id: Option<Uuid>,
    artifact_type: default!(Option<&str>, "'result'"),
) -> Option<RawJsonb> {
    boundary::run("get_job_result", || {
        let job_id = rules::required("job_id", job_id)?;
        let artifact_type =
            rules::artifact_type(Some(artifact_type.unwrap_or("result")), Size::default())?;
        let reach = reach()?;
        if store::is_within(job_id, owner(&reach))? != Some(true) {
            return Err(unknown("job", job_id));
        }
        store::result(job_id, artifact_type)
    })
}

/// Notifies the workers that wait of a job; costs nothing while there are none.
#[pg_extern(volatile, parallel_unsafe)]
fn wake_job_workers(job_id: Option<Uuid>) {
    boundary::as_caller("wake_job_workers", || job_id.map_or(Ok(()), wake));
}

fn wake(job_id: Uuid) -> Result<()> {
    if waiting::anybody(CHANNEL) { store::notify(job_id) } else { Ok(()) }
}

/// Who calls, where the area is there and a wait would not end in 40001.
fn session() -> Result<Session> {
    store::require_tables()?;
    let session = Session::current()?;
    session.require_read_committed()?;
    Ok(session)
}

/// Whose jobs the caller reaches; refuses callers that nobody vouches for.
fn reach() -> Result<Reach> {
    store::require_tables()?;
    let session = Session::current()?;
    match Reach::of(&session.caller) {
        Reach::Nobody => Err(denied(&session, "the JWT has no sub")),
        reach => Ok(reach),
    }
}

/// The one `user_id` that is reached; `None` is everybody's.
fn owner(reach: &Reach) -> Option<&str> {
    match reach {
        Reach::Of(user) => Some(user),
        Reach::All | Reach::Nobody => None,
    }
}

/// What is done with a run that somebody took away is not done; a run that never was is a mistake.
fn alive(run_id: Uuid, done: bool) -> Result<bool> {
    if done || runs::exists(run_id)? { Ok(done) } else { Err(unknown("run", run_id)) }
}

fn unknown(what: &str, id: Uuid) -> Error {
    let (reason, hint) = match what {
        "run" => (Reason::RunNotFound, "Give the run_id that claim_jobs returned."),
        _ => (Reason::JobNotFound, "Give the id of the job that create_job returned."),
    };
    Error::new(reason, format!("{what} {id} not found"))
        .detail(format!("{what}_id is {id}"))
        .hint(hint)
}

fn denied(session: &Session, reason: &str) -> Error {
    Error::new(Reason::PermissionDenied, "permission denied")
        .detail(format!("role is {}, {reason}", session.caller.name))
        .hint("Call as service_role, or with a JWT whose sub is the user_id of the job.")
}

fn size(value: Option<RawJsonb>) -> Size {
    value.map(RawJsonb::size).unwrap_or_default()
}

fn field(value: Option<&RawJsonb>) -> Field<'_> {
    match value {
        Some(value) if !value.is_null() => value.field(),
        _ => Field::Null,
    }
}

/// JSON null is what clients send for an argument that they do not set.
fn object(value: Option<RawJsonb>) -> Option<RawJsonb> {
    value.filter(|value| value.is_object())
}
