//! What the statements of a queue are made of.

use dragonfly_domain::workers::{QUEUES, RetryPolicy};
use pgrx::Spi;
use pgrx::spi::{SpiClient, SpiHeapTupleData, quote_literal};

use crate::error::{Error, Reason, Result};
use crate::plan::{self, Text};
use crate::queue::{Queue, missing};

/// How jobs of a queue are treated.
#[derive(Clone, Copy, Debug)]
pub struct Policy {
    /// Claims at the most.
    pub max_attempts: i32,
    /// Delay after the first failure, in seconds.
    pub base_delay_seconds: i32,
    /// The longest delay.
    pub max_delay_seconds: i32,
    /// Messages are envelopes.
    pub envelope: bool,
}

/// The columns of a policy as [`Policy::read`] takes them; a queue without a row has the defaults.
pub fn policy_columns(queue: &str) -> String {
    format!(
        "select coalesce(pg_catalog.max(max_attempts), 3) as max_attempts,
             coalesce(pg_catalog.max(base_delay_seconds), 30) as base_delay_seconds,
             coalesce(pg_catalog.max(max_delay_seconds), 3600) as max_delay_seconds,
             coalesce(pg_catalog.bool_and(envelope), true) as envelope,
             coalesce(pg_catalog.max(visibility_timeout_seconds), 30) as visibility_timeout_seconds
         from workers.queue_policy where queue_name = {}",
        quote_literal(queue)
    )
}

impl Policy {
    /// When a failed job is tried again.
    pub fn of_retries(self) -> RetryPolicy {
        RetryPolicy {
            max_attempts: self.max_attempts,
            base_delay_seconds: self.base_delay_seconds,
            max_delay_seconds: self.max_delay_seconds,
        }
    }

    /// Reads the policy that begins at a column.
    pub fn read(row: &SpiHeapTupleData<'_>, first: usize) -> Result<Self> {
        Ok(Self {
            max_attempts: row.get(first)?.unwrap_or_default(),
            base_delay_seconds: row.get(first + 1)?.unwrap_or_default(),
            max_delay_seconds: row.get(first + 2)?.unwrap_or_default(),
            envelope: row.get(first + 3)?.unwrap_or_default(),
        })
    }
}

/// The policy of a queue, named plainly.
pub fn policy(queue: &str) -> Result<Policy> {
    Spi::connect(|client| {
        let rows = plan::read(client, "policy", queue, &[], |client| {
            find(client, queue)?;
            Ok(Text::new(policy_columns(queue), Vec::new()))
        })?;
        let first = rows.into_iter().next().ok_or_else(|| Error::internal("no policy"))?;
        Policy::read(&first, 1)
    })
}

/// The tables of a queue that must be there.
pub fn find(client: &SpiClient<'_>, queue: &str) -> Result<Queue> {
    if let Some(found) = Queue::find(client, queue)? {
        return Ok(found);
    }
    if QUEUES.contains(&queue) {
        return Err(missing(queue));
    }
    Err(Error::new(Reason::QueueNotFound, format!("queue {queue} does not exist"))
        .detail(format!("queue is {queue}"))
        .hint("SELECT queue_name FROM workers.v_queue_metrics lists the queues; workers.create_queue makes one."))
}

/// A statement's text with `{name}` replaced by what stands beside that name.
pub fn fill(text: &str, parts: &[(&str, &str)]) -> String {
    let fill =
        |text: String, (name, part): &(&str, &str)| text.replace(&format!("{{{name}}}"), part);
    parts.iter().fold(text.to_owned(), fill)
}
