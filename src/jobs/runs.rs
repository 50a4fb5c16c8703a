//! Statements about runs and what they leave behind; each is kept. They touch runs in progress only: a
//! run that was taken away from its worker stays as it is. The run is locked before the queue's row.

use dragonfly_domain::workers::RetryPolicy;
use pgrx::datum::{IntoDatum, TimestampWithTimeZone, Uuid};
use pgrx::{Spi, oids_of};

use super::rpc::CHANNEL;
use crate::body::check_size;
use crate::columns;
use crate::error::Result;
use crate::jsonb::RawJsonb;
use crate::plan::{self, Text};
use crate::workers::{Policy, policy_columns};

/// A run that failed.
#[derive(Clone, Copy)]
pub struct Failed {
    /// Its job.
    pub job_id: Uuid,
    /// How many runs the job still gets; 0 is final.
    pub attempts_left: i32,
}

/// Whether there is such a run, whatever became of it.
pub fn exists(run_id: Uuid) -> Result<bool> {
    Spi::connect(|client| {
        let rows = plan::write(client, "exists", "", &[run_id.into()], |_| {
            Ok(Text::new("select from public.job_runs where id = $1", oids_of![Uuid]))
        })?;
        Ok(!rows.is_empty())
    })
}

/// Merges progress, and moves the lease as far ahead as the claim asked for.
pub fn advance(run_id: Uuid, progress: Option<RawJsonb>) -> Result<bool> {
    let arguments = [run_id.into(), progress.into(), pgrx::datum::clock_timestamp().into()];
    let merged = Spi::connect(|client| -> Result<Option<Option<RawJsonb>>> {
        let rows = plan::write(client, "advance", "", &arguments, |_| {
            let sql = "with alive as (
                           update public.job_runs as run
                           set progress = case when pg_catalog.jsonb_typeof(run.progress) = 'object'
                                               then run.progress else '{}' end || coalesce($2, '{}')
                           where run.id = $1 and run.status::text = 'in_progress'
                           returning run.id, run.job_id, run.progress),
                       extended as (
                           update dragonfly.job_queue as queued
                           set lease_until = $3 + pg_catalog.make_interval(secs => queued.lease_seconds)
                           from alive
                           where queued.job_id = alive.job_id and queued.run_id = alive.id
                             and queued.lease_until is not null)
                       select progress from alive";
            Ok(Text::new(sql, oids_of![Uuid, RawJsonb, TimestampWithTimeZone]))
        })?;
        let mut rows = rows.map(|row| Ok(row.get::<RawJsonb>(1)?));
        rows.next().transpose()
    })?;
    let Some(merged) = merged else { return Ok(false) };
    // Each part was small enough; what they add up to must be, too.
    check_size("progress", merged)?;
    merged.into_iter().for_each(RawJsonb::free);
    Ok(true)
}

/// Keeps an artifact; `None` when there is no such run.
pub fn save(run_id: Uuid, artifact_type: &str, data: Option<RawJsonb>) -> Result<Option<Uuid>> {
    let arguments = [run_id.into(), artifact_type.into(), data.into()];
    Spi::connect(|client| {
        let rows = plan::write(client, "save", "", &arguments, |client| {
            let sql = columns::typed(
                client,
                "insert into public.job_artifacts (id, run_id, artifact_type, data, created_at)
                 select pg_catalog.gen_random_uuid(), run.id,
                     $2::[public.job_artifacts.artifact_type], $3, pg_catalog.now() at time zone 'utc'
                 from public.job_runs as run
                 where run.id = $1
                 returning id",
            )?;
            Ok(Text::new(sql, oids_of![Uuid, String, RawJsonb]))
        })?;
        if rows.is_empty() { Ok(None) } else { Ok(rows.first().get_one::<Uuid>()?) }
    })
}

/// Ends a run well, with its artifacts. The trigger on runs takes the job out of the queue.
pub fn complete(run_id: Uuid, artifacts: Option<RawJsonb>) -> Result<bool> {
    Spi::connect(|client| {
        let rows = plan::write(
            client,
            "complete",
            "",
            &[run_id.into(), artifacts.into()],
            |client| {
                let sql = columns::typed(
                    client,
                    "with done as (
                         update public.job_runs as run
                         set status = 'completed', error = null,
                             completed_at = pg_catalog.now() at time zone 'utc'
                         where run.id = $1 and run.status::text = 'in_progress'
                         returning run.id),
                     stored as (
                         insert into public.job_artifacts (id, run_id, artifact_type, data, created_at)
                         select pg_catalog.gen_random_uuid(), done.id,
                             made.key::[public.job_artifacts.artifact_type], made.value,
                             pg_catalog.now() at time zone 'utc'
                         from done, pg_catalog.jsonb_each(coalesce($2, '{}')) as made)
                     select from done",
                )?;
                Ok(Text::new(sql, oids_of![Uuid, RawJsonb]))
            },
        )?;
        Ok(!rows.is_empty())
    })
}

/// Locks a run in progress that `claim_jobs` began and tells which run of the job it is, and how the queue
/// `jobs` tries again.
pub fn hold(run_id: Uuid) -> Result<Option<(i32, RetryPolicy)>> {
    Spi::connect(|client| {
        let rows = plan::write(client, "hold", "", &[run_id.into()], |_| {
            let sql = format!(
                "with policy as materialized ({}),
                      held as materialized (
                          select run.id, run.job_id from public.job_runs as run
                          where run.id = $1 and run.status::text = 'in_progress' for update)
                 select queued.attempts, policy.*
                 from held, policy, lateral (
                     select queued.attempts from dragonfly.job_queue as queued
                     where queued.job_id = held.job_id and queued.run_id = held.id
                     limit 1 for update) as queued",
                policy_columns(CHANNEL)
            );
            Ok(Text::new(sql, oids_of![Uuid]))
        })?;
        let held = rows.map(|row| {
            Ok((row.get::<i32>(1)?.unwrap_or_default(), Policy::read(&row, 2)?.of_retries()))
        });
        held.take(1).next().transpose()
    })
}

/// Ends a run that failed. Set free, the job waits again from `available_at` on; without that time the
/// trigger on runs takes it out of the queue.
pub fn fail(
    run_id: Uuid,
    error: &str,
    available_at: Option<TimestampWithTimeZone>,
) -> Result<Option<Failed>> {
    let arguments = [run_id.into(), error.into(), available_at.into()];
    Spi::connect(|client| {
        let rows = plan::write(client, "fail", "", &arguments, |_| {
            let sql = "with failed as (
                           update public.job_runs as run
                           set status = 'failed', error = $2,
                               completed_at = pg_catalog.now() at time zone 'utc'
                           where run.id = $1 and run.status::text = 'in_progress'
                           returning run.id, run.job_id),
                       freed as (
                           update dragonfly.job_queue as queued
                           set run_id = null, lease_until = null, lease_seconds = null, worker = null,
                               available_at = $3
                           from failed
                           where queued.job_id = failed.job_id and queued.run_id = failed.id
                             and $3 is not null and queued.attempts < queued.max_attempts
                           returning queued.max_attempts - queued.attempts as attempts_left)
                       select failed.job_id, coalesce((select attempts_left from freed), 0)
                       from failed";
            Ok(Text::new(sql, oids_of![Uuid, String, TimestampWithTimeZone]))
        })?;
        if rows.is_empty() {
            return Ok(None);
        }
        let row = rows.first();
        let attempts_left = row.get::<i32>(2)?.unwrap_or_default();
        Ok(row.get::<Uuid>(1)?.map(|job_id| Failed { job_id, attempts_left }))
    })
}

/// Ends the runs of a job that are not over; false when there is none.
pub fn cancel(job_id: Uuid) -> Result<bool> {
    Spi::connect(|client| {
        let rows = plan::write(client, "cancel", "", &[job_id.into()], |_| {
            let sql = "update public.job_runs
                       set status = 'failed', error = 'cancelled',
                           completed_at = pg_catalog.now() at time zone 'utc'
                       where job_id = $1 and status::text in ('pending', 'in_progress')
                       returning id";
            Ok(Text::new(sql, oids_of![Uuid]))
        })?;
        Ok(!rows.is_empty())
    })
}
