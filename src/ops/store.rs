//! The checks of the doctor: each is a query for problems, and no problem is good news.

use dragonfly_domain::queue::Retention;
use pgrx::Spi;
use pgrx::datum::DatumWithOid;
use pgrx::spi::{SpiClient, SpiTupleTable};

use super::checks::{CHECKS, Check};
use super::foreign;
use super::objects::OBJECTS;
use super::state::{ADOPTED, CRON, DEAD_LETTERS, DEPTH, EXPIRED, JOBS, NET, STAGES, STALE};
use crate::content::PROBLEMS;
use crate::error::Result;
use crate::{install, security, settings};

/// One row of the doctor's answer.
pub struct Finding {
    /// Name of the check.
    pub check: String,
    /// ok, warn or fail
    pub status: String,
    /// What was found.
    pub detail: String,
    /// What to do next; NULL when there is nothing to do.
    pub hint: Option<String>,
}

/// Runs the checks with the owner's rights, and those that only the caller can run.
pub fn consult() -> Result<Vec<Finding>> {
    Spi::connect(|client| {
        install::pin_search_path(client)?;
        let mut findings = security::as_owner(examine)?;
        if install::cron_is_available(client)? && sees_every_job(client)? {
            let jobs: Vec<_> = install::JOBS.iter().map(|job| job.name).collect();
            let commands: Vec<_> = install::JOBS.iter().map(install::Job::command).collect();
            let arguments = [jobs.into(), commands.into()];
            let problems = texts(client.select(CRON.problems, None, &arguments)?)?;
            findings.push(CRON.finding(&problems));
        }
        Ok(findings)
    })
}

/// `pg_cron` shows each role its own jobs; superusers and BYPASSRLS see all.
fn sees_every_job(client: &SpiClient<'_>) -> Result<bool> {
    let sql =
        "select rolsuper or rolbypassrls from pg_catalog.pg_roles where rolname = current_user";
    Ok(client.select(sql, None, &[])?.first().get_one::<bool>()?.unwrap_or_default())
}

/// Runs every check that the owner of the data model can run.
fn examine() -> Result<Vec<Finding>> {
    Spi::connect(|client| {
        let facts = Facts::gather(client)?;
        let mut findings = Vec::new();
        for check in CHECKS.iter().chain(OBJECTS) {
            let problems = texts(client.select(check.problems, None, &facts.arguments())?)?;
            findings.push(check.finding(&problems));
        }
        findings.extend(foreign::examine(client, &facts.views)?);
        findings.push(ADOPTED.finding(&install::demands(client)?));
        findings.push(NET.finding(&texts(client.select(NET.problems, None, &[])?)?));
        findings.push(EXPIRED.finding(&expired_keys(client, &facts.queues)?));
        findings.push(DEPTH.finding(&queue_problems(client, &facts.queues)?));
        findings.push(JOBS.finding(&job_problems(client)?));
        findings.push(STALE.finding(&stale_workers(client)?));
        findings.push(DEAD_LETTERS.finding(&dead_letters(client)?));
        findings.push(STAGES.finding(&stage_problems(client)?));
        Ok(findings)
    })
}

impl Check {
    pub(super) fn finding(&self, problems: &[String]) -> Finding {
        if problems.is_empty() {
            let detail = self.good.to_owned();
            return Finding { check: self.name.into(), status: "ok".into(), detail, hint: None };
        }
        Finding {
            check: self.name.into(),
            status: self.severity.into(),
            detail: problems.join("; "),
            hint: Some(self.hint.to_owned()),
        }
    }
}

/// What the queries take as their arguments `$1` to `$13`, and the queues.
struct Facts {
    /// Plain name and table of every queue.
    queues: Vec<(String, String)>,
    functions: Vec<String>,
    tables: Vec<String>,
    /// `signature|role` for every EXECUTE of access.sql.
    grants: Vec<String>,
    /// `table|role|right, right` for every right on a table.
    table_grants: Vec<String>,
    /// `table|column,column` for every key.
    keys: Vec<String>,
    /// `table|column` for every column.
    columns: Vec<String>,
    views: Vec<String>,
    helpers: Vec<String>,
    /// `index|table`
    indexes: Vec<String>,
    /// `trigger|table`
    triggers: Vec<String>,
    /// `policy|table|where`
    policies: Vec<String>,
}

impl Facts {
    fn gather(client: &SpiClient<'_>) -> Result<Self> {
        let mut facts = Self {
            queues: Vec::new(),
            functions: Vec::new(),
            tables: Vec::new(),
            grants: Vec::new(),
            table_grants: Vec::new(),
            keys: install::keys()?,
            columns: install::columns()?,
            views: Vec::new(),
            helpers: Vec::new(),
            indexes: install::indexes()?,
            triggers: install::triggers()?,
            policies: install::policies()?,
        };
        for row in install::access_rows(client)? {
            match row.kind.as_str() {
                "function" => {
                    let granted = row.grants.iter().filter(|(_, rights)| !rights.is_empty());
                    facts.grants.extend(granted.map(|(role, _)| format!("{}|{role}", row.object)));
                    facts.functions.push(row.object);
                }
                "table" => facts.table(row.object, &row.grants),
                "view" => facts.views.push(row.object),
                "helper" => facts.helpers.push(row.object),
                "queue" => {
                    let queue = install::real_queue_name(client, &row.object)?;
                    facts.table(format!("pgmq.q_{queue}"), &row.grants);
                    facts.table(format!("pgmq.a_{queue}"), &row.grants);
                    facts.queues.push((row.object, format!("pgmq.q_{queue}")));
                }
                _ => {}
            }
        }
        Ok(facts)
    }

    fn table(&mut self, name: String, grants: &[(&str, String)]) {
        let granted = grants.iter().filter(|(_, rights)| !rights.is_empty());
        let lines = granted.map(|(role, rights)| format!("{name}|{role}|{rights}"));
        self.table_grants.extend(lines);
        self.tables.push(name);
    }

    fn arguments(&self) -> [DatumWithOid<'static>; 13] {
        [
            self.functions.clone().into(),
            self.tables.clone().into(),
            env!("CARGO_PKG_VERSION").into(),
            self.grants.clone().into(),
            self.keys.clone().into(),
            self.columns.clone().into(),
            self.views.clone().into(),
            self.helpers.clone().into(),
            self.indexes.clone().into(),
            self.triggers.clone().into(),
            self.policies.clone().into(),
            settings::authenticator().into(),
            self.table_grants.clone().into(),
        ]
    }
}

/// Purging is late where a key expired over a day ago.
fn expired_keys(client: &SpiClient<'_>, queues: &[(String, String)]) -> Result<Vec<String>> {
    let ledger = "dragonfly.idempotency_keys";
    if !readable(client, ledger, &["queue", "key", "retained_since"])? {
        return Ok(Vec::new());
    }
    let retention = settings::retention().map_or(0.0, Retention::seconds);
    let mut problems = Vec::new();
    for (queue, _) in queues {
        let sql = EXPIRED.problems.replace("{queue}", queue);
        problems.extend(texts(client.select(sql.as_str(), None, &[retention.into()])?)?);
    }
    Ok(problems)
}

/// Reads no more of a queue than it takes to call it deep. Dead letters have a check of their own.
fn queue_problems(client: &SpiClient<'_>, queues: &[(String, String)]) -> Result<Vec<String>> {
    let mut problems = Vec::new();
    for (queue, table) in queues.iter().filter(|(queue, _)| queue != "dead_letter") {
        if readable(client, table, &["msg_id", "vt", "enqueued_at"])? {
            let sql = DEPTH.problems.replace("{table}", table).replace("{queue}", queue);
            problems.extend(texts(client.select(sql.as_str(), None, &[])?)?);
        }
    }
    Ok(problems)
}

/// Where heartbeats or the function over them are missing, other checks say so.
fn stale_workers(client: &SpiClient<'_>) -> Result<Vec<String>> {
    let columns = ["worker_id", "queue_name", "hostname", "status", "last_heartbeat_at"];
    let function = "select to_regprocedure('workers.find_stale_workers(integer)') is not null";
    let there = client.select(function, None, &[])?.first().get_one::<bool>()?;
    if !there.unwrap_or_default() || !readable(client, "workers.heartbeats", &columns)? {
        return Ok(Vec::new());
    }
    texts(client.select(STALE.problems, None, &[])?)
}

fn dead_letters(client: &SpiClient<'_>) -> Result<Vec<String>> {
    let function = "select to_regprocedure('workers.unresolved_letters()') is not null";
    let there = client.select(function, None, &[])?.first().get_one::<bool>()?;
    if !there.unwrap_or_default()
        || !readable(client, "workers.dead_letter_log", &["original_queue", "resolved_at"])?
        || !readable(client, "public.content_dead_letters", &["queue_name", "resolved_at"])?
    {
        return Ok(Vec::new());
    }
    texts(client.select(DEAD_LETTERS.problems, None, &[])?)
}

fn stage_problems(client: &SpiClient<'_>) -> Result<Vec<String>> {
    let stages = ["stage", "status", "available_at", "finished_at"];
    let events = ["job_id", "stage", "status", "message", "metadata", "created_at"];
    if !readable(client, "public.content_job_stages", &stages)?
        || !readable(client, "public.content_job_events", &events)?
        || !readable(
            client,
            "public.content_stage_config",
            &["stage", "worker_endpoint", "enabled"],
        )?
    {
        return Ok(Vec::new());
    }
    let sql = format!("select stage || ': ' || problem from ({PROBLEMS}) as found");
    texts(client.select(sql.as_str(), None, &[])?)
}

fn job_problems(client: &SpiClient<'_>) -> Result<Vec<String>> {
    let queue = "dragonfly.job_queue";
    if !readable(client, queue, &["run_id", "created_at", "lease_until"])? {
        return Ok(Vec::new());
    }
    texts(client.select(JOBS.problems, None, &[])?)
}

/// The relation is there with these columns, and may be read; other checks say so when not.
fn readable(client: &SpiClient<'_>, relation: &str, columns: &[&str]) -> Result<bool> {
    let sql = include_str!("sql/readable.sql");
    let arguments = [relation.into(), columns.to_vec().into()];
    Ok(client.select(sql, None, &arguments)?.first().get_one::<bool>()?.unwrap_or_default())
}

pub(super) fn texts(rows: SpiTupleTable<'_>) -> Result<Vec<String>> {
    let mut texts = Vec::with_capacity(rows.len());
    for row in rows {
        texts.extend(row.get::<String>(1)?);
    }
    Ok(texts)
}
