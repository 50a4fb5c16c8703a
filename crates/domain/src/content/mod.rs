//! Staged content jobs (docs/contract/content.md): who may work on a stage, what follows from a failure, and which
//! workers a dispatch cycle starts.

mod claim;
mod limit;
mod name;
mod overrides;
mod plan;
mod retry;
mod summary;

pub use claim::{Delivery, Failure, JobState, StageRow, Stall, Ticket};
pub use limit::{
    at_least_one, batch_size, delay, grace, letters, max_attempts, retry_delay, visibility,
};
pub use name::{
    QUEUES, Stage, endpoint, initial_queue, queue, required_text, short_text, without_keys,
};
pub use overrides::{Overrides, variable};
pub use plan::{Backlog, StageConfig, Trigger, plan, without_called};
pub use retry::delay_seconds;
pub use summary::{ALREADY_RUNNING, Dispatch, NO_STAGES, StageError, Summary};
