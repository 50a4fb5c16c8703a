//! Statements about runs and what they leave behind; each is kept. They touch runs in progress only: a
//! run that was taken away from its worker stays as it is. The run is locked before the queue's row.

use crate::jobs::statements;
use crate::statement::{self, On};
use dragonfly_domain::workers::RetryPolicy;
use pgrx::Spi;
use pgrx::datum::{TimestampWithTimeZone, Uuid};

use super::api::CHANNEL;
use crate::body::check_size;
use crate::error::Result;
use crate::jsonb::RawJsonb;
use crate::workers::Policy;

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
        let rows = statements::RUN_EXISTS.run(client, &[run_id.into()])?;
        Ok(!rows.is_empty())
    })
}

/// Merges progress, and moves the lease as far ahead as the claim asked for.
pub fn advance(run_id: Uuid, progress: Option<RawJsonb>) -> Result<bool> {
    let arguments = [run_id.into(), progress.into(), pgrx::datum::clock_timestamp().into()];
    let merged = Spi::connect(|client| -> Result<Option<Option<RawJsonb>>> {
        let rows = statements::PROGRESS.run(client, &arguments)?;
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
        let rows = statements::SAVE_ARTIFACTS.run(client, &arguments)?;
        statement::first_value(rows)
    })
}

/// Ends a run well, with its artifacts. The trigger on runs takes the job out of the queue.
pub fn complete(run_id: Uuid, artifacts: Option<RawJsonb>) -> Result<bool> {
    Spi::connect(|client| {
        let rows = statements::COMPLETE_RUN.run(client, &[run_id.into(), artifacts.into()])?;
        Ok(!rows.is_empty())
    })
}

/// Locks a run in progress that `claim_jobs` began and tells which run of the job it is, and how the queue
/// `jobs` tries again.
pub fn hold(run_id: Uuid) -> Result<Option<(i32, RetryPolicy)>> {
    Spi::connect(|client| {
        let rows = statements::LOCK_RUN.run_on(client, On::name(CHANNEL), &[run_id.into()])?;
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
        let rows = statements::FAIL_RUN.run(client, &arguments)?;
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
        let rows = statements::CANCEL_RUNS.run(client, &[job_id.into()])?;
        Ok(!rows.is_empty())
    })
}
