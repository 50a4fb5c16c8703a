//! New jobs.

use crate::content::statements;
use dragonfly_domain::Uuid;
use dragonfly_domain::content::Stage;
use pgrx::Spi;

use crate::error::{Error, Result};
use crate::ids;
use crate::jsonb::RawJsonb;

/// Makes a job's row; its id. A trigger of the table adds its first stage.
pub fn create(new: &NewJob<'_>) -> Result<Uuid> {
    let arguments = [
        new.job_type.into(),
        new.requester_email.into(),
        new.payload.into(),
        new.stage.name().into(),
        new.priority.into(),
        new.max_attempts.into(),
        new.retry_delay_seconds.into(),
    ];
    let id = Spi::connect(|client| -> Result<_> {
        let rows = statements::CREATE_JOB.run(client, &arguments)?;
        if rows.is_empty() { Ok(None) } else { Ok(rows.first().get_one::<pgrx::Uuid>()?) }
    })?;
    id.map(ids::of).ok_or_else(|| {
        Error::set_up("jobs do not reach public.content_jobs")
            .hint("Look for triggers, rules and policies on that table.")
    })
}

/// A job that is to be made.
pub struct NewJob<'a> {
    /// What kind of content.
    pub job_type: &'a str,
    /// Who asked for it.
    pub requester_email: Option<&'a str>,
    /// What its first worker gets.
    pub payload: Option<RawJsonb>,
    /// Where it begins.
    pub stage: Stage<'a>,
    /// Higher is more urgent.
    pub priority: i32,
    /// How often a stage may be tried.
    pub max_attempts: i32,
    /// Base of the delay between attempts, in seconds.
    pub retry_delay_seconds: i32,
}
