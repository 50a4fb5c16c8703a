//! What the statements of a queue are made of.

use crate::workers::statements;
use dragonfly_domain::workers::{QUEUES, RetryPolicy};
use pgrx::Spi;
use pgrx::spi::{SpiClient, SpiHeapTupleData};

use crate::error::{Error, Reason, Result};
use crate::statement::{On, Queue, missing};

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
        let rows = statements::POLICY.run_on(client, on_queue(queue), &[])?;
        let first = rows.into_iter().next().ok_or_else(|| Error::internal("no policy"))?;
        Policy::read(&first, 1)
    })
}

/// A queue of workers that must be there.
pub fn on_queue(queue: &str) -> On<'_> {
    On::queue_by(queue, find)
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
