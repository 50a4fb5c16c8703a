//! New jobs.

use dragonfly_domain::Uuid;
use dragonfly_domain::content::Stage;
use pgrx::datum::IntoDatum;
use pgrx::{Spi, oids_of};

use crate::error::{Error, Result};
use crate::jsonb::RawJsonb;
use crate::plan::{self, Text};
use crate::{columns, ids};

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
        let rows = plan::write(client, "create", "", &arguments, |client| {
            let types = oids_of![String, String, RawJsonb, String, i32, i32, i32];
            Ok(Text::new(columns::typed(client, CREATE)?, types))
        })?;
        if rows.is_empty() { Ok(None) } else { Ok(rows.first().get_one::<pgrx::Uuid>()?) }
    })?;
    id.map(ids::of).ok_or_else(|| {
        Error::set_up("jobs do not reach public.content_jobs")
            .hint("Look for triggers, rules and policies on that table.")
    })
}

const CREATE: &str = "
insert into public.content_jobs (job_type, requester_email, payload, stage, priority, max_attempts,
    retry_delay_seconds, status)
values ($1::[public.content_jobs.job_type], $2, coalesce($3, '{}'), $4::[public.content_jobs.stage], $5, $6, $7, 'queued')
returning id";

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
