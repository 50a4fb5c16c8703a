//! Forgetting: keys whose retention is over, and what the registry says of their jobs.

use crate::queue::statements;
use crate::statement::On;
use std::collections::BTreeSet;

use dragonfly_domain::queue::Kind;
use pgrx::Spi;
use pgrx::spi::SpiClient;

use crate::error::Result;
use crate::statement::{Queue, missing};

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

/// Plain names of the job queues and of every queue that has keys or jobs: one look at an index for each.
fn queues() -> Result<BTreeSet<String>> {
    let mut queues: BTreeSet<_> = Kind::ALL.iter().map(|kind| kind.name().to_owned()).collect();
    Spi::connect(|client| {
        for statement in [&statements::QUEUES_OF_KEYS, &statements::QUEUES_OF_JOBS] {
            let rows = statement.run(client, &[])?;
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
        let rows = statements::IS_CLOSED.run_on(client, On::table(&table), &[])?;
        Ok(!rows.is_empty())
    })
}

/// Keys of one queue whose message left it, each together with what the registry says of its job: a key
/// that is free while its old job counts as done would swallow the next one. So a key stays as long as
/// that row is young, or somebody holds it. One whose job lies in the dead letters stays too: it answers
/// for that job until somebody decided.
fn purge_keys(queue: &str, max_rows: i64, retention_seconds: f64) -> Result<i64> {
    Spi::connect(|client| {
        let (purge, on) = if has_messages(client, queue)? {
            (&statements::PURGE_KEYS, On::queue(queue))
        } else {
            (&statements::PURGE_KEYS_OF_NO_QUEUE, On::name(queue))
        };
        let arguments = [max_rows.into(), retention_seconds.into()];
        let rows = purge.run_on(client, on, &arguments)?;
        Ok(i64::try_from(rows.len()).unwrap_or(i64::MAX))
    })
}

/// Rows of the registry that have no key: messages that came through pgmq. Before its key, a row would
/// let a job be done again that an enqueue takes for known.
fn purge_jobs(queue: &str, max_rows: i64, retention_seconds: f64) -> Result<i64> {
    Spi::connect(|client| {
        let (purge, on) = if has_messages(client, queue)? {
            (&statements::PURGE_JOBS, On::queue(queue))
        } else {
            (&statements::PURGE_JOBS_OF_NO_QUEUE, On::name(queue))
        };
        let arguments = [max_rows.into(), retention_seconds.into()];
        let rows = purge.run_on(client, on, &arguments)?;
        Ok(i64::try_from(rows.len()).unwrap_or(i64::MAX))
    })
}

/// Whether there is a queue whose messages keep their keys. One that was dropped has none; a job queue must be
/// there.
fn has_messages(client: &SpiClient<'_>, queue: &str) -> Result<bool> {
    let is_there = Queue::find(client, queue)?.is_some();
    if !is_there && Kind::from_name(queue).is_some() {
        return Err(missing(queue));
    }
    Ok(is_there)
}
