//! Statements about jobs; each is kept.

use crate::jobs::statements;
use crate::statement;
use dragonfly_domain::jobs::NewJob;
use pgrx::Spi;
use pgrx::datum::Uuid;

use super::api::CHANNEL;
use crate::error::{Error, Reason, Result};
use crate::jsonb::RawJsonb;

/// A trigger or rule keeps rows out of the table.
pub fn swallowed() -> Error {
    Error::new(Reason::RowNotKept, "the job does not reach public.jobs")
        .hint("Look for triggers, rules and policies on that table.")
}

/// The area is there. Where tables of another make stand under its names it was left out, and a
/// statement about those would answer with whatever Postgres makes of them.
pub fn require_tables() -> Result<()> {
    Spi::connect(|client| {
        statements::REQUIRE_TABLES.run(client, &[])?;
        Ok(())
    })
}

/// Adds a job; `None` when its id is taken.
pub fn create(
    kind: Option<&str>,
    payload: Option<RawJsonb>,
    job: NewJob<'_>,
    id: Option<Uuid>,
) -> Result<Option<Uuid>> {
    let arguments =
        [kind.into(), payload.into(), job.company_id.into(), job.user_id.into(), id.into()];
    Spi::connect(|client| {
        let rows = statements::ENQUEUE.run(client, &arguments)?;
        statement::first_value(rows)
    })
}

/// Whether the job is that user's (`None`: anybody's); `None` when there is no such job.
pub fn is_within(job_id: Uuid, owner: Option<&str>) -> Result<Option<bool>> {
    Spi::connect(|client| {
        let rows = statements::JOB_IS_VISIBLE.run(client, &[job_id.into(), owner.into()])?;
        statement::first_value(rows)
    })
}

/// Locks a job against claims and removal; false when there is none.
pub fn lock(job_id: Uuid) -> Result<bool> {
    Spi::connect(|client| {
        let rows = statements::LOCK_JOB.run(client, &[job_id.into()])?;
        Ok(!rows.is_empty())
    })
}

/// Gives a job that waits a run which says that it was cancelled; false when it does not wait.
pub fn bury(job_id: Uuid) -> Result<bool> {
    Spi::connect(|client| {
        let rows = statements::DEAD_LETTER.run(client, &[job_id.into()])?;
        Ok(!rows.is_empty())
    })
}

/// Where a job of that user's (`None`: anybody's) stands.
pub fn status(job_id: Uuid, owner: Option<&str>) -> Result<Option<RawJsonb>> {
    let found = Spi::connect(|client| -> Result<Option<RawJsonb>> {
        let rows = statements::JOB_STATUS.run(client, &[job_id.into(), owner.into()])?;
        statement::first_value(rows)
    })?;
    Ok(found.map(RawJsonb::move_here))
}

/// The newest artifact of that type of the last completed run.
pub fn result(job_id: Uuid, artifact_type: &str) -> Result<Option<RawJsonb>> {
    let arguments = [job_id.into(), artifact_type.into()];
    let found = Spi::connect(|client| -> Result<Option<RawJsonb>> {
        let rows = statements::JOB_RESULT.run(client, &arguments)?;
        statement::first_value(rows)
    })?;
    Ok(found.map(RawJsonb::move_here))
}

/// Tells the workers that wait of a job.
pub fn notify(job_id: Uuid) -> Result<()> {
    Spi::connect(|client| {
        statements::NOTIFY.run(client, &[CHANNEL.into(), job_id.into()])?;
        Ok(())
    })
}
