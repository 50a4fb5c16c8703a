//! Forgetting: keys whose retention is over, and what the registry says of their jobs.

use std::collections::BTreeSet;

use dragonfly_domain::queue::Kind;
use pgrx::datum::IntoDatum;
use pgrx::spi::{SpiClient, quote_literal};
use pgrx::{Spi, oids_of};

use super::tables::{self, Queue};
use crate::columns;
use crate::error::Result;
use crate::plan::{self, Text};

/// Removes at most `max_rows` keys older than the retention; how many. With them go rows of the
/// registry, `max_rows` at the most, which are not counted.
pub fn purge(max_rows: i64, retention_seconds: f64) -> Result<i64> {
    let mut open = Vec::new();
    for queue in queues()? {
        if !is_closed(&queue)? {
            open.push(queue);
        }
    }
    let keys =
        share_out(&open, max_rows, |queue, rows| purge_keys(queue, rows, retention_seconds))?;
    share_out(&open, max_rows, |queue, rows| purge_jobs(queue, rows, retention_seconds))?;
    Ok(keys)
}

/// Spends a budget of rows in equal shares, so that no queue waits for another; what one does not need goes
/// to the others. How much was spent.
fn share_out(
    queues: &[String],
    budget: i64,
    mut spend: impl FnMut(&str, i64) -> Result<i64>,
) -> Result<i64> {
    let (mut left, mut hungry) = (budget, queues.iter().collect::<Vec<_>>());
    while left > 0 && !hungry.is_empty() {
        let share = (left / i64::try_from(hungry.len()).unwrap_or(i64::MAX)).max(1);
        let mut still = Vec::new();
        for queue in hungry {
            let rows = share.min(left);
            let gone = if rows > 0 { spend(queue, rows)? } else { 0 };
            left -= gone;
            if gone == share {
                still.push(queue);
            }
        }
        hungry = still;
    }
    Ok(budget - left)
}

/// The ledger's queue as its index has it in which keys of a queue follow each other by age.
const OF_LEDGER: &str = "(ledger.queue || '')";
/// The registry's queue as its index has it in which rows of a queue follow each other by age.
const OF_REGISTRY: &str = "(queue_name || '')";

/// Plain names of the job queues and of every queue that has keys or jobs: one look at an index for each.
fn queues() -> Result<BTreeSet<String>> {
    let mut queues: BTreeSet<_> = Kind::ALL.iter().map(|kind| kind.name().to_owned()).collect();
    Spi::connect(|client| {
        for (name, table, column) in [
            ("of_keys", "dragonfly.idempotency_keys", "queue::text"),
            ("of_jobs", "workers.processed_jobs", OF_REGISTRY),
        ] {
            let rows = plan::read(client, name, "", &[], |_| {
                let sql = format!(
                    "with recursive known (queue) as (
                         (select {column} from {table} order by {column} limit 1)
                         union all
                         select (select {column} from {table} as next
                                 where {column} > known.queue
                                 order by {column} limit 1)
                         from known where known.queue is not null)
                     select queue from known where queue is not null"
                );
                Ok(Text::new(sql, []))
            })?;
            for row in rows {
                queues.extend(row.get::<String>(1)?);
            }
        }
        Ok(queues)
    })
}

/// Whether a queue is there that our owner may not read: one that an application made, restored without
/// its grants. What it has is kept, and nobody else's keys wait for it.
fn is_closed(queue: &str) -> Result<bool> {
    Spi::connect(|client| {
        let Some(Queue { table, .. }) = Queue::find(client, queue)? else { return Ok(false) };
        let rows = plan::read(client, "is_closed", &table, &[], |_| {
            let name = quote_literal(format!("pgmq.{table}"));
            let sql = format!(
                "select where not pg_catalog.has_table_privilege(pg_catalog.to_regclass({name}), 'select')"
            );
            Ok(Text::new(sql, []))
        })?;
        Ok(!rows.is_empty())
    })
}

/// Keys of one queue whose message left it, each together with what the registry says of its job: a key
/// that is free while its old job counts as done would swallow the next one. So a key stays as long as
/// that row is young, or somebody holds it. One whose job lies in the dead letters stays too: it answers
/// for that job until somebody decided.
fn purge_keys(queue: &str, max_rows: i64, retention_seconds: f64) -> Result<i64> {
    Spi::connect(|client| {
        let (name, left) = remains(client, queue, "keys", "ledger.msg_id")?;
        let arguments = [max_rows.into(), retention_seconds.into()];
        let rows = plan::write(client, name, queue, &arguments, |_| {
            let queue = quote_literal(queue);
            let sql = format!(
                "with due as materialized (
                     select ledger.ctid, named.key from dragonfly.idempotency_keys as ledger,
                         {BARE_KEY} as named
                     where {OF_LEDGER} = {queue}
                       and ledger.retained_since < pg_catalog.now() - pg_catalog.make_interval(secs => $2)
                       {left}
                       and not exists (
                           select from workers.processed_jobs as job
                           where job.idempotency_key = named.key and job.queue_name = {queue}
                             and job.created_at
                                 >= pg_catalog.now() - pg_catalog.make_interval(secs => $2))
                       and not exists (select from workers.dead_letter_log as letter
                                       where letter.original_job_id = ledger.msg_id
                                         and letter.original_queue::text
                                             in ({queue}, pg_catalog.concat('q_', {queue}))
                                         and letter.resolved_at is null)
                     order by ledger.retained_since
                     limit $1
                     for update of ledger skip locked),
                 held as materialized (
                     select job.ctid, due.key from due, lateral (
                         select job.ctid from workers.processed_jobs as job
                         where job.idempotency_key = due.key and job.queue_name = {queue}
                         limit 1 for update skip locked) as job),
                 forgotten as (
                     delete from workers.processed_jobs where ctid = any (array(select ctid from held)))
                 delete from dragonfly.idempotency_keys
                 where ctid = any (array(
                     select due.ctid from due
                     where exists (select from held where held.key = due.key)
                        or not exists (
                            select from workers.processed_jobs as job
                            where job.idempotency_key = due.key and job.queue_name = {queue})))
                 returning 1"
            );
            Ok(Text::new(sql, oids_of![i64, f64]))
        })?;
        Ok(i64::try_from(rows.len()).unwrap_or(i64::MAX))
    })
}

/// The ledger's key without a collation of its own, so that a comparison takes the one of the other
/// side's column and finds its index.
const BARE_KEY: &str = "lateral (select ledger.key::text collate pg_catalog.\"default\" as key)";

/// Rows of the registry that have no key: messages that came through pgmq. Before its key, a row would
/// let a job be done again that an enqueue takes for known.
fn purge_jobs(queue: &str, max_rows: i64, retention_seconds: f64) -> Result<i64> {
    Spi::connect(|client| {
        let (name, left) = remains(client, queue, "jobs", "job.job_id")?;
        let arguments = [max_rows.into(), retention_seconds.into()];
        let rows = plan::write(client, name, queue, &arguments, |client| {
            let queue = quote_literal(queue);
            let sql = format!(
                "delete from workers.processed_jobs
                 where ctid = any (array(
                     select job.ctid from workers.processed_jobs as job
                     where {OF_REGISTRY} = {queue}
                       and job.created_at < pg_catalog.now() - pg_catalog.make_interval(secs => $2)
                       {left}
                       and not exists (select from dragonfly.idempotency_keys as ledger
                                       where ledger.queue::text = {queue}
                                         and ledger.key::text = job.idempotency_key::text collate \"C\")
                     order by job.created_at
                     limit $1
                     for update skip locked))
                 returning 1"
            );
            Ok(Text::new(columns::typed(client, &sql)?, oids_of![i64, f64]))
        })?;
        Ok(i64::try_from(rows.len()).unwrap_or(i64::MAX))
    })
}

/// The statement's name, and its condition that the message left the queue. A queue that was dropped
/// has none; a job queue must be there.
fn remains(
    client: &SpiClient<'_>,
    queue: &str,
    of_what: &'static str,
    message: &str,
) -> Result<(&'static str, String)> {
    let Some(Queue { table, .. }) = Queue::find(client, queue)? else {
        if Kind::from_name(queue).is_some() {
            return Err(tables::missing(queue));
        }
        let name = if of_what == "keys" { "keys of no queue" } else { "jobs of no queue" };
        return Ok((name, String::new()));
    };
    let left = format!(
        "and not exists (select from pgmq.{table} as message where message.msg_id = {message})"
    );
    Ok((of_what, left))
}
