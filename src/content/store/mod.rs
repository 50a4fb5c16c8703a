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

use dragonfly_domain::content::JobState;
use pgrx::spi::SpiHeapTupleData;

use crate::error::Result;

/// What every statement that locks a job answers in its last column.
const IS_READ_COMMITTED: &str = "pg_catalog.current_setting('transaction_isolation') like 'read %'";

/// The job of a row that was locked under READ COMMITTED; other levels would end in 40001.
fn job_state(row: &SpiHeapTupleData<'_>, status: usize, isolation: usize) -> Result<JobState> {
    if !row.get::<bool>(isolation)?.unwrap_or_default() {
        crate::caller::Session::current()?.require_read_committed()?;
    }
    Ok(JobState::of_status(row.get::<String>(status)?.as_deref()))
}
