//! What an import writes: one statement for a batch's plaintiffs, judgments, contacts, tasks and
//! history, one for the rows that are done. A batch travels as one JSON text.

use crate::imports::statements;
use pgrx::Spi;

use super::store::Run;
use crate::error::Result;
use crate::jsonb::RawJsonb;

/// Marks rows that were skipped or refused.
pub fn mark(rows: &str) -> Result<()> {
    Spi::connect(|client| {
        statements::MARK_ROWS.run(client, &[rows.into()])?;
        Ok(())
    })
}

/// What became of a batch.
pub struct Written {
    /// The jobs of its judgments; `None` when there are none.
    pub jobs: Option<RawJsonb>,
    /// The rows whose judgment the table did not take.
    pub refused: Vec<i64>,
}

/// Writes a batch. Only judgments that the table takes lead to anything else.
pub fn write(run: &Run, rows: &str) -> Result<Written> {
    let written = Spi::connect(|client| -> Result<_> {
        let arguments = [rows.into(), run.id.into()];
        let rows = statements::WRITE_ROWS.run(client, &arguments)?;
        let row = rows.first();
        let refused = row.get::<Vec<i64>>(2)?.unwrap_or_default();
        Ok(Written { jobs: row.get::<RawJsonb>(1)?, refused })
    })?;
    Ok(Written { jobs: written.jobs.map(RawJsonb::move_here), ..written })
}

/// Marks rows whose jobs could not be queued because their keys stand for somebody else's.
pub fn disown(keys: Vec<String>) -> Result<()> {
    Spi::connect(|client| {
        statements::DISOWN_ROWS.run(client, &[keys.into()])?;
        Ok(())
    })
}

/// Marks rows whose judgment was refused: skipped when it is there by now, else an error.
pub fn explain(rows: &str) -> Result<()> {
    Spi::connect(|client| {
        statements::EXPLAIN_ROWS.run(client, &[rows.into()])?;
        Ok(())
    })
}
