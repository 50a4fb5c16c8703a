//! Statements of the content functions; each is kept, those that touch messages one per queue.

pub mod cancelling;
pub mod dispatch;
pub mod jobs;
pub mod letters;
pub mod messages;
pub mod metrics;
pub mod rows;
pub mod stalled;
pub mod steps;

use crate::caller::Session;
use crate::error::Result;
use crate::security;

/// Asked before the first lock: under a stricter level a lock that somebody else has ends in 40001, which
/// PostgREST repeats without end.
pub fn require_read_committed() -> Result<()> {
    if security::is_read_committed() {
        Ok(())
    } else {
        Session::current()?.require_read_committed()
    }
}
