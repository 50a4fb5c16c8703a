//! Cancelling a job that is locked.

use crate::content::statements;
use dragonfly_domain::Uuid;
use pgrx::Spi;

use crate::error::Result;
use crate::ids;

/// Cancels the job and its open stages, with an event for each; their messages. `None` when the job was
/// completed before.
pub fn cancel(job_id: Uuid, reason: Option<&str>) -> Result<Option<Vec<(String, i64)>>> {
    let arguments = [ids::datum(job_id).into(), reason.into()];
    Spi::connect(|client| {
        let rows = statements::CANCEL_JOB.run(client, &arguments)?;
        if rows.is_empty() {
            return Ok(None);
        }
        let mut messages = Vec::with_capacity(rows.len());
        for row in rows {
            messages.extend(row.get::<String>(1)?.zip(row.get::<i64>(2)?));
        }
        Ok(Some(messages))
    })
}

/// Whether a queue of that name is there and ours to write.
pub fn is_queue(name: &str) -> Result<bool> {
    Spi::connect(|client| {
        let rows = statements::QUEUE_EXISTS.run(client, &[name.into()])?;
        Ok(!rows.is_empty())
    })
}
