//! Workers (docs/contract/workers.md): what a job envelope must look like, when a failed job is tried again, who is
//! alive, and which queues are theirs.

mod dead;
mod envelope;
#[cfg(test)]
mod envelope_table;
mod fault;
mod limit;
mod message;
mod name;
mod retry;
mod status;
mod value;

pub use dead::{DeadCause, Failure};
pub use envelope::Envelope;
pub use fault::{EnvelopeFault, Flaw, InvalidEnvelope, WorkersFault};
pub use limit::{
    delay, extension, max_count, message_count, quantity, stale_minutes, visibility_timeout,
};
pub use message::{Form, Message};
pub use name::{DEAD_LETTER, QUEUES, droppable_queue, new_queue, spelling, worker_queue};
pub use retry::{RetryPolicy, retry_in};
pub use status::{Health, JobStatus, WorkerStatus};
