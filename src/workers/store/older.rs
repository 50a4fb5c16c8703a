//! What the older single steps need besides: they know a job by its key alone.

use crate::statement::{self, On};
use crate::workers::statements;
use pgrx::Spi;
use pgrx::datum::{DatumWithOid, TimestampWithTimeZone, Uuid};

use crate::error::Result;
use crate::jsonb::RawJsonb;

/// Some job of that key is completed and none is being worked on or failed.
pub fn is_processed(keys: Vec<String>) -> Result<bool> {
    Spi::connect(|client| {
        let rows = statements::IS_PROCESSED.run(client, &[keys.into()])?;
        Ok(rows.first().get_one::<bool>()?.unwrap_or_default())
    })
}

/// What the registry says of a job, its row locked now.
pub struct Standing {
    status: Option<String>,
    job_id: Option<i64>,
    /// Who claimed it.
    pub worker: Option<Uuid>,
    lease_until: Option<TimestampWithTimeZone>,
    is_leased: bool,
}

impl Standing {
    /// It is done.
    pub fn is_completed(&self) -> bool {
        self.status.as_deref() == Some("completed")
    }

    /// It is being worked on for that message, until that time.
    pub fn is_claim_of(&self, msg_id: i64, until: TimestampWithTimeZone) -> bool {
        self.is_claimed() && self.job_id == Some(msg_id) && self.lease_until == Some(until)
    }

    /// Somebody else holds it, and not for too long.
    pub fn is_of_another(&self, worker: Option<Uuid>) -> bool {
        self.is_claimed() && self.is_leased && self.worker != worker
    }

    fn is_claimed(&self) -> bool {
        self.status.as_deref() == Some("processing")
    }
}

/// What the registry says of a key; the message must be locked.
pub fn standing(queue: &str, key: &str) -> Result<Option<Standing>> {
    Spi::connect(|client| {
        let rows = statements::KEY_STATUS.run(client, &[queue.into(), key.into()])?;
        let Some(row) = rows.into_iter().next() else { return Ok(None) };
        Ok(Some(Standing {
            status: row.get(1)?,
            job_id: row.get(2)?,
            worker: row.get(3)?,
            lease_until: row.get(4)?,
            is_leased: row.get(5)?.unwrap_or_default(),
        }))
    })
}

/// How a job ended.
pub enum End<'a> {
    /// With this result.
    Completed(Option<RawJsonb>),
    /// With this error.
    Failed(&'a str),
}

/// Ends the job of one of those keys that was claimed last; how many of them were being worked on.
pub fn close_latest(keys: Vec<String>, end: &End<'_>) -> Result<i64> {
    let (completed, result, error) = match end {
        End::Completed(result) => (true, *result, None),
        End::Failed(error) => (false, None, Some(*error)),
    };
    let arguments = [keys.into(), completed.into(), result.into(), error.into()];
    Spi::connect(|client| {
        let rows = statements::CLOSE_LATEST.run(client, &arguments)?;
        Ok(rows.first().get_one::<i64>()?.unwrap_or_default())
    })
}

/// Logs a job as dead and sends its letter; the log's id. The message stays where it is, for its worker
/// to archive; the registry's row says that nobody is to claim it again. A job that lies there already
/// keeps its one letter; what is logged only counts as resolved. The message and the registry's row must
/// be locked: two sessions would write two letters.
pub fn log_letter(queue: &str, arguments: &[DatumWithOid<'_>]) -> Result<Option<Uuid>> {
    Spi::connect(|client| {
        let rows = statements::LOG_DEAD_LETTER.run_on(client, On::name(queue), arguments)?;
        statement::first_value(rows)
    })
}
