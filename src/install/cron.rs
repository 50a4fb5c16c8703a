//! Our `pg_cron` jobs. They are scheduled once: what an operator changed or unscheduled stays so.
//!
//! A job runs as the role that scheduled it, mostly a superuser, and outlives DROP EXTENSION. So its command looks
//! whether the function under the name is the extension's before it calls it.

use pgrx::spi::{SpiClient, quote_literal};

use super::converge::Change;
use super::{ddl, preflight, present, store};
use crate::error::Result;

/// A job of ours.
pub struct Job {
    /// Its name in `cron.job`.
    pub name: &'static str,
    schedule: &'static str,
    /// The signature of the function that it calls, and the call. Every argument has its type, so that no
    /// other function of the name can be meant.
    function: &'static str,
    call: &'static str,
    /// What earlier versions scheduled.
    plain: &'static str,
    /// Tables that it writes and that an application may have had before.
    writes: &'static [&'static str],
}

impl Job {
    /// The command of a job: calls the function where it is the extension's own, a superuser's, in C and not
    /// SECURITY DEFINER; otherwise a WARNING says what to do.
    pub fn command(&self) -> String {
        let Self { name, function, call, .. } = self;
        format!(
            "do $dragonfly$ begin
  perform pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true);
  if exists (
    select from pg_catalog.pg_proc as f
    join pg_catalog.pg_language as l on l.oid = f.prolang and l.lanname = 'c'
    join pg_catalog.pg_roles as o on o.oid = f.proowner and o.rolsuper
    join pg_catalog.pg_depend as d on d.objid = f.oid and d.deptype = 'e'
      and d.classid = 'pg_catalog.pg_proc'::pg_catalog.regclass
      and d.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass
    join pg_catalog.pg_extension as e on e.oid = d.refobjid and e.extname = 'dragonfly_queue'
    where f.oid = pg_catalog.to_regprocedure('{function}') and not f.prosecdef
  ) then
    perform {call};
  else
    raise warning 'job {name}: {function} is not the function of extension dragonfly_queue and was not called'
    using hint = 'SELECT cron.unschedule(''{name}''), or CREATE EXTENSION dragonfly_queue and SELECT dragonfly.install()';
  end if;
end $dragonfly$"
        )
    }
}

/// All jobs.
pub const JOBS: &[Job] = &[
    Job {
        name: "dragonfly-purge-idempotency-keys",
        schedule: "17 * * * *",
        function: "dragonfly.purge_idempotency_keys(integer)",
        call: "dragonfly.purge_idempotency_keys(1000000::pg_catalog.int4)",
        plain: "select dragonfly.purge_idempotency_keys(1000000)",
        writes: &[
            "dragonfly.idempotency_keys",
            "workers.processed_jobs",
            "workers.dead_letter_log",
        ],
    },
    Job {
        name: "dragonfly-refresh-enforcement-metrics",
        schedule: "15 2 * * *",
        function: "public.refresh_enforcement_metrics()",
        call: "public.refresh_enforcement_metrics()",
        plain: "select public.refresh_enforcement_metrics()",
        writes: &["public.enforcement_cases", "public.enforcement_history"],
    },
    Job {
        name: "planperfect-content-queue-dispatcher",
        schedule: "*/1 * * * *",
        function: "public.dispatch_content_queue(text)",
        call: "public.dispatch_content_queue('cron'::pg_catalog.text)",
        plain: "select public.dispatch_content_queue('cron')",
        writes: &[
            "public.content_jobs",
            "public.content_job_stages",
            "public.content_job_events",
            "public.content_dead_letters",
        ],
    },
];

/// Whether `pg_cron` is installed in this database.
pub fn is_available(client: &SpiClient<'_>) -> Result<bool> {
    Ok(store::extension_version(client, "pg_cron")?.is_some())
}

/// Schedules what was never scheduled here, and gives jobs of earlier versions their command.
pub fn schedule_all(client: &mut SpiClient<'_>) -> Result<Vec<Change>> {
    let mut changes = Vec::new();
    if !is_available(client)? {
        return Ok(changes);
    }
    for job in JOBS {
        if renew(client, job)? {
            changes.push(Change { action: "renewed", object: format!("job {}", job.name) });
        }
        let done = "select exists (select from dragonfly.settings where name = $1)";
        if store::exists(client, done, &memory(job))? {
            continue;
        }
        // Whoever scheduled it: two jobs would purge twice.
        let there = "select exists (select from cron.job where jobname = $1)";
        if !store::exists(client, there, job.name)? {
            if defers_triggers(client, job)? {
                continue;
            }
            let arguments = [job.name.into(), job.schedule.into(), job.command().into()];
            client.update("select cron.schedule($1, $2, $3)", None, &arguments)?;
            changes.push(Change { action: "scheduled", object: format!("job {}", job.name) });
        }
        let remember = "insert into dragonfly.settings (name, value) values ($1, 'true')";
        ddl::as_owner(client, remember, &[memory(job).into()])?;
    }
    Ok(changes)
}

/// A job with the plain call of an earlier version gets the command; its schedule stays as it is.
fn renew(client: &mut SpiClient<'_>, job: &Job) -> Result<bool> {
    // Only a superuser may alter jobs of others; to schedule one's own again alters it.
    let sql = if store::is_superuser(client)? {
        "select cron.alter_job(jobid, command => $3) from cron.job where jobname = $1 and command = $2"
    } else {
        include_str!("sql/renew.sql")
    };
    let arguments = [job.name.into(), job.plain.into(), job.command().into()];
    Ok(!client.update(sql, None, &arguments)?.is_empty())
}

/// A job runs as whoever schedules it, and a superuser's would fail on deferred triggers.
fn defers_triggers(client: &SpiClient<'_>, job: &Job) -> Result<bool> {
    if !store::is_superuser(client)? {
        return Ok(false);
    }
    for table in job.writes {
        if present::defers_triggers(client, table)? {
            let Job { name, schedule, plain, .. } = job;
            let call = quote_literal(plain);
            preflight::warn(
                &format!("install: job {name} was not scheduled: {table} has deferred triggers"),
                &format!(
                    "as a member of service_role that is not a superuser: \
                     SELECT cron.schedule('{name}', '{schedule}', {call})"
                ),
            );
            return Ok(true);
        }
    }
    Ok(false)
}

/// Removes our jobs and the memory of them, so that a later install schedules anew.
pub fn unschedule_all(client: &mut SpiClient<'_>) -> Result<i64> {
    let mut removed = 0;
    for job in JOBS {
        if is_available(client)? {
            let unschedule = "select cron.unschedule(jobid) from cron.job where jobname = $1";
            removed += client.update(unschedule, None, &[job.name.into()])?.len();
        }
        if store::relation_exists(client, "dragonfly.settings")? {
            let forget = "delete from dragonfly.settings where name = $1";
            ddl::as_owner(client, forget, &[memory(job).into()])?;
        }
    }
    Ok(i64::try_from(removed).unwrap_or(i64::MAX))
}

fn memory(job: &Job) -> String {
    format!("cron:{}", job.name)
}
