//! Counting, in a slot of the backend's own: no row that every session waits for.

use crate::statement::On;
use crate::workers::statements;
use pgrx::Spi;
use pgrx::datum::TimestampWithTimeZone;

use crate::error::Result;

/// Counts so many failures of a queue. A statement of its own: counters are locked last, after every row
/// of the registry.
pub fn count_failed(queue: &str, failures: usize, at: TimestampWithTimeZone) -> Result<()> {
    let failures = i32::try_from(failures).unwrap_or(i32::MAX);
    Spi::connect(|client| {
        statements::COUNT_FAILED.run_on(client, On::name(queue), &[failures.into(), at.into()])?;
        Ok(())
    })
}
