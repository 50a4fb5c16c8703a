//! Our `pg_cron` jobs. They are scheduled once: what an operator changed or unscheduled stays so.

use pgrx::spi::{SpiClient, quote_literal};

use super::converge::Change;
use super::{ddl, preflight, present, store};
use crate::error::Result;

/// A job of ours.
pub struct Job {
    /// Its name in `cron.job`.
    pub name: &'static str,
    schedule: &'static str,
    command: &'static str,
    /// Tables that it writes and that an application may have had before.
    writes: &'static [&'static str],
}

/// All jobs.
pub const JOBS: &[Job] = &[
    Job {
        name: "dragonfly-purge-idempotency-keys",
        schedule: "17 * * * *",
        command: "select dragonfly.purge_idempotency_keys(1000000)",
        writes: &[],
    },
    Job {
        name: "dragonfly-refresh-enforcement-metrics",
        schedule: "15 2 * * *",
        command: "select public.refresh_enforcement_metrics()",
        writes: &["public.enforcement_cases", "public.enforcement_history"],
    },
    Job {
        name: "planperfect-content-queue-dispatcher",
        schedule: "*/1 * * * *",
        command: "select public.dispatch_content_queue('cron')",
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

/// Schedules what was never scheduled here.
pub fn schedule_all(client: &mut SpiClient<'_>) -> Result<Vec<Change>> {
    let mut changes = Vec::new();
    if !is_available(client)? {
        return Ok(changes);
    }
    for job in JOBS {
        let memory = memory(job);
        let done = "select exists (select from dragonfly.settings where name = $1)";
        if store::exists(client, done, &memory)? {
            continue;
        }
        // Whoever scheduled it: two jobs would purge twice.
        let there = "select exists (select from cron.job where jobname = $1)";
        if !store::exists(client, there, job.name)? {
            if defers_triggers(client, job)? {
                continue;
            }
            let arguments = [job.name.into(), job.schedule.into(), job.command.into()];
            client.update("select cron.schedule($1, $2, $3)", None, &arguments)?;
            changes.push(Change { action: "scheduled", object: format!("job {}", job.name) });
        }
        let memory = quote_literal(memory);
        let remember =
            format!("insert into dragonfly.settings (name, value) values ({memory}, 'true')");
        ddl::as_owner(client, &remember)?;
    }
    Ok(changes)
}

/// A job runs as whoever schedules it, and a superuser's would fail on deferred triggers.
fn defers_triggers(client: &SpiClient<'_>, job: &Job) -> Result<bool> {
    if !store::is_superuser(client)? {
        return Ok(false);
    }
    for table in job.writes {
        if present::defers_triggers(client, table)? {
            let Job { name, schedule, command, .. } = job;
            preflight::warn(
                &format!("install: job {name} was not scheduled: {table} has deferred triggers"),
                &format!(
                    "as a member of service_role that is no superuser: \
                     SELECT cron.schedule('{name}', '{schedule}', '{command}')"
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
            let memory = quote_literal(memory(job));
            let forget = format!("delete from dragonfly.settings where name = {memory}");
            ddl::as_owner(client, &forget)?;
        }
    }
    Ok(i64::try_from(removed).unwrap_or(i64::MAX))
}

fn memory(job: &Job) -> String {
    format!("cron:{}", job.name)
}
