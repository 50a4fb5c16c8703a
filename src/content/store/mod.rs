//! Statements of the content functions; each is kept, those that touch messages one per queue.

pub mod cancelling;
pub mod dispatch;
pub mod jobs;
pub mod letters;
pub mod messages;
pub mod metrics;
pub mod problems;
pub mod rows;
pub mod stalled;
pub mod steps;
pub mod waiting;

pub use crate::caller::require_read_committed;
