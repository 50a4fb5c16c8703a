//! Job queues (docs/contract/queue.md): which kinds there are and what makes a job acceptable.

mod consume;
mod fault;
mod job;
mod kind;
mod retention;

pub use consume::{MAX_QUANTITY, ReadRequest, plain_queue_name};
pub use fault::QueueFault;
pub use job::{FIELDS, Job, JobFields, MAX_BATCH, RunAt, reserved_prefix};
pub(crate) use job::{accepted_key, is_key_of_message, key_of_message};
pub use kind::Kind;
pub use retention::{DEFAULT_RETENTION, Retention, purge_bound};
