//! What is remembered of a queue, in tables that outlive it: keys, jobs, dead letters, counters. A queue that
//! is gone takes it along: its successor of the same name would take new jobs for known ones.

use pgrx::spi::SpiClient;

use super::converge::Note;
use super::ddl;
use super::store::{self, relation_exists, value};
use crate::error::Result;
use crate::security;

/// Keys and jobs, what a new job is compared with. `$1` is the plain name, `$2` the other spelling.
const KNOWN: [(&str, &str); 2] = [
    (
        "dragonfly.idempotency_keys",
        "delete from dragonfly.idempotency_keys where queue::text in ($1, $2)",
    ),
    (
        "workers.processed_jobs",
        "delete from workers.processed_jobs where queue_name::text in ($1, $2)",
    ),
];

/// The rest: what became of its jobs, how they are retried, what was counted.
const TOLD: [(&str, &str); 4] = [
    (
        "workers.dead_letter_log",
        "delete from workers.dead_letter_log where original_queue::text in ($1, $2)",
    ),
    ("workers.queue_policy", "delete from workers.queue_policy where queue_name::text in ($1, $2)"),
    ("workers.metric_slots", "delete from workers.metric_slots where queue_name::text in ($1, $2)"),
    ("pgmq.q_dead_letter", include_str!("sql/forget_letters.sql")),
];

/// Forgets a queue, named plainly, that was dropped.
pub fn all(client: &mut SpiClient<'_>, plain: &str) -> Result<()> {
    for (table, sql) in KNOWN.iter().chain(&TOLD) {
        forget(client, plain, table, sql)?;
    }
    Ok(())
}

/// How many dead letters of a queue, named plainly, wait for an operator.
pub fn letters(client: &SpiClient<'_>, plain: &str) -> Result<i64> {
    if !relation_exists(client, "pgmq.q_dead_letter")? {
        return Ok(0);
    }
    let sql = include_str!("sql/count_letters.sql");
    Ok(value::<i64>(client, sql, &[plain.into()])?.unwrap_or_default())
}

/// Forgets the jobs of a queue, named plainly, that was dropped behind our back and has been made again, and
/// lets it go on behind the ids that were given out: dead letters, and whatever else names one, still mean
/// the old job.
pub fn known(client: &mut SpiClient<'_>, plain: &str, note: &mut Note<'_>) -> Result<()> {
    let greatest = greatest_id(client, plain)?;
    if greatest > 0 {
        let sql = "select setval(pg_get_serial_sequence('pgmq.q_' || $1, 'msg_id'), $2)";
        ddl::as_owner(client, sql, &[plain.into(), greatest.into()])?;
    }
    let mut rows = 0;
    for (table, sql) in &KNOWN {
        rows += forget(client, plain, table, sql)?;
    }
    if rows > 0 {
        note("forgot", &format!("{rows} keys and jobs of queue {plain}"));
    }
    Ok(())
}

fn forget(client: &mut SpiClient<'_>, plain: &str, table: &str, sql: &str) -> Result<i64> {
    if !relation_exists(client, table)? {
        return Ok(0);
    }
    ddl::as_owner(client, sql, &[plain.into(), format!("q_{plain}").into()])
}

/// The greatest message id that something still names.
fn greatest_id(client: &SpiClient<'_>, plain: &str) -> Result<i64> {
    let mut greatest = 0;
    for (table, id, queue) in [
        ("dragonfly.idempotency_keys", "msg_id", "queue"),
        ("workers.processed_jobs", "job_id", "queue_name"),
        ("workers.dead_letter_log", "original_job_id", "original_queue"),
        ("public.content_job_stages", "msg_id", "queue"),
    ] {
        if !store::has_columns(client, table, &[id, queue])? {
            continue;
        }
        let sql = format!("select max({id})::bigint from {table} where {queue}::text in ($1, $2)");
        let arguments = [plain.into(), format!("q_{plain}").into()];
        let found = security::as_owner(|| value::<i64>(client, &sql, &arguments))?;
        greatest = greatest.max(found.unwrap_or_default());
    }
    Ok(greatest)
}
