//! Statements about jobs; each is kept.

use dragonfly_domain::jobs::NewJob;
use pgrx::datum::{IntoDatum, Uuid};
use pgrx::{Spi, oids_of};

use super::rpc::CHANNEL;
use crate::columns;
use crate::error::{Error, Reason, Result};
use crate::jsonb::RawJsonb;
use crate::plan::{self, Text};

/// A trigger or rule keeps rows out of the table.
pub fn swallowed() -> Error {
    Error::new(Reason::RowNotKept, "the job does not reach public.jobs")
        .hint("Look for triggers, rules and policies on that table.")
}

/// The area is there. Where tables of another make stand under its names it was left out, and a
/// statement about those would answer with whatever Postgres makes of them.
pub fn require_tables() -> Result<()> {
    Spi::connect(|client| {
        plan::read(client, "require_tables", "", &[], |_| {
            Ok(Text::new("select from dragonfly.job_queue where false", oids_of![]))
        })?;
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
        let rows = plan::write(client, "create", "", &arguments, |client| {
            // A type that is too long for the column is left to the trigger, which says so better.
            let sql = columns::typed(
                client,
                "insert into public.jobs (id, type, payload, company_id, user_id, created_at)
                 values (coalesce($5, pg_catalog.gen_random_uuid()),
                     (case when pg_catalog.length($1) > 100
                           then pg_catalog.left($1, 99) || '…' else $1 end)::[public.jobs.type], $2,
                     $3::[public.jobs.company_id], $4::[public.jobs.user_id],
                     pg_catalog.now() at time zone 'utc')
                 on conflict (id) do nothing
                 returning id",
            )?;
            Ok(Text::new(sql, oids_of![String, RawJsonb, String, String, Uuid]))
        })?;
        if rows.is_empty() { Ok(None) } else { Ok(rows.first().get_one::<Uuid>()?) }
    })
}

/// Whether the job is that user's (`None`: anybody's); `None` when there is no such job.
pub fn is_within(job_id: Uuid, owner: Option<&str>) -> Result<Option<bool>> {
    Spi::connect(|client| {
        let rows = plan::write(client, "is_within", "", &[job_id.into(), owner.into()], |_| {
            let sql = "select $2 is null or coalesce(user_id::text = $2, false) from public.jobs
                       where id = $1";
            Ok(Text::new(sql, oids_of![Uuid, String]))
        })?;
        if rows.is_empty() { Ok(None) } else { Ok(rows.first().get_one::<bool>()?) }
    })
}

/// Locks a job against claims and removal; false when there is none.
pub fn lock(job_id: Uuid) -> Result<bool> {
    Spi::connect(|client| {
        let rows = plan::write(client, "lock", "", &[job_id.into()], |_| {
            Ok(Text::new("select from public.jobs where id = $1 for update", oids_of![Uuid]))
        })?;
        Ok(!rows.is_empty())
    })
}

/// Gives a job that waits a run which says that it was cancelled; false when it does not wait.
pub fn bury(job_id: Uuid) -> Result<bool> {
    Spi::connect(|client| {
        let rows = plan::write(client, "bury", "", &[job_id.into()], |_| {
            let sql = "insert into public.job_runs
                           (id, job_id, attempt_no, status, progress, error, created_at, completed_at)
                       select pg_catalog.gen_random_uuid(), queued.job_id,
                           coalesce((select max(earlier.attempt_no) from public.job_runs as earlier
                                     where earlier.job_id = queued.job_id), 0) + 1,
                           'failed', '{}', 'cancelled', pg_catalog.now() at time zone 'utc',
                           pg_catalog.now() at time zone 'utc'
                       from dragonfly.job_queue as queued
                       where queued.job_id = $1 and queued.run_id is null
                       returning id";
            Ok(Text::new(sql, oids_of![Uuid]))
        })?;
        Ok(!rows.is_empty())
    })
}

/// Where a job of that user's (`None`: anybody's) stands.
pub fn status(job_id: Uuid, owner: Option<&str>) -> Result<Option<RawJsonb>> {
    let found = Spi::connect(|client| -> Result<Option<RawJsonb>> {
        let rows = plan::read(client, "status", "", &[job_id.into(), owner.into()], |_| {
            Ok(Text::new(STATUS, oids_of![Uuid, String]))
        })?;
        if rows.is_empty() { Ok(None) } else { Ok(rows.first().get_one::<RawJsonb>()?) }
    })?;
    Ok(found.map(RawJsonb::move_here))
}

const STATUS: &str = "
select pg_catalog.jsonb_build_object(
    'job_id', job.id, 'type', job.type::text,
    'status', case when run.status::text = 'failed' and run.error = 'cancelled' then 'cancelled'
        else coalesce(run.status::text, 'pending') end,
    'attempt_no', run.attempt_no,
    'attempts_left', case when run.status::text is distinct from 'completed' then coalesce(queued.attempts_left, 0) end,
    'next_attempt_at', pg_catalog.to_char(queued.available_at at time zone 'utc', spelt.format),
    'progress', coalesce(run.progress, '{}'), 'error', run.error,
    'created_at', pg_catalog.to_char(job.created_at, spelt.format),
    'started_at', pg_catalog.to_char(run.started_at, spelt.format),
    'completed_at', pg_catalog.to_char(run.completed_at, spelt.format),
    'artifacts', coalesce((
        select pg_catalog.jsonb_agg(distinct artifact.artifact_type::text)
        from public.job_artifacts as artifact where artifact.run_id = run.id), '[]'))
from public.jobs as job
cross join (values ('YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')) as spelt (format)
left join lateral (
    select newest.id, newest.status, newest.attempt_no, newest.progress, newest.error,
        newest.started_at, newest.completed_at
    from public.job_runs as newest where newest.job_id = job.id
    order by newest.attempt_no desc limit 1) as run on true
left join lateral (
    select greatest(waiting.max_attempts - waiting.attempts, 0) as attempts_left, waiting.available_at
    from dragonfly.job_queue as waiting where waiting.job_id = job.id) as queued on true
where job.id = $1 and ($2 is null or job.user_id::text = $2)";

/// The newest artifact of that type of the last completed run.
pub fn result(job_id: Uuid, artifact_type: &str) -> Result<Option<RawJsonb>> {
    let arguments = [job_id.into(), artifact_type.into()];
    let found = Spi::connect(|client| -> Result<Option<RawJsonb>> {
        let rows = plan::read(client, "result", "", &arguments, |_| {
            let sql = "select artifact.data
                       from (select run.id from public.job_runs as run
                             where run.job_id = $1 and run.status::text = 'completed'
                             order by run.attempt_no desc limit 1) as last
                       join public.job_artifacts as artifact on artifact.run_id = last.id
                       where artifact.artifact_type::text = $2
                       order by artifact.created_at desc nulls last, artifact.id limit 1";
            Ok(Text::new(sql, oids_of![Uuid, String]))
        })?;
        if rows.is_empty() { Ok(None) } else { Ok(rows.first().get_one::<RawJsonb>()?) }
    })?;
    Ok(found.map(RawJsonb::move_here))
}

/// Tells the workers that wait of a job.
pub fn notify(job_id: Uuid) -> Result<()> {
    Spi::connect(|client| {
        plan::write(client, "notify", "", &[CHANNEL.into(), job_id.into()], |_| {
            let sql = "select pg_catalog.pg_notify($1, $2::text)";
            Ok(Text::new(sql, oids_of![String, Uuid]))
        })?;
        Ok(())
    })
}
