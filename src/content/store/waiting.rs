//! Dead letters that wait for an operator: read, locked, removed.

use crate::content::statements;
use crate::statement::{self};
use pgrx::Spi;
use pgrx::datum::Interval;
use pgrx::spi::SpiHeapTupleData;

use crate::error::Result;
use crate::jsonb::RawJsonb;

/// A dead letter that nobody has resolved.
pub struct Waiting {
    /// Its id.
    pub id: i64,
    /// The queue that it came from.
    pub queue: Option<String>,
    /// The job that it names.
    pub job_id: Option<pgrx::Uuid>,
    /// The stage that it names.
    pub stage: Option<String>,
    /// How long it lies there.
    pub age_seconds: Option<i64>,
    /// Attempts that were made.
    pub attempts: Option<i32>,
    /// Why it lies there.
    pub error: Option<String>,
    /// The stage's priority.
    pub priority: Option<i32>,
    /// Its stage can be queued again.
    pub replayable: bool,
}

/// Which dead letters.
pub struct Choice<'a> {
    /// Those of one queue.
    pub queue: Option<&'a str>,
    /// Those with these ids.
    pub ids: Option<Vec<Option<i64>>>,
    /// How many at the most.
    pub most: i32,
}

/// Letters that nobody has resolved, oldest first; where there are more than wanted, those that can be replayed
/// go before those that cannot.
pub fn waiting(choice: &Choice<'_>) -> Result<Vec<Waiting>> {
    let arguments = [choice.queue.into(), choice.most.into(), choice.ids.clone().into()];
    Spi::connect(|client| {
        let rows = statements::DEAD_LETTERS.run(client, &arguments)?;
        let letter = |row: SpiHeapTupleData<'_>| {
            Ok(Waiting {
                id: row.get(1)?.unwrap_or_default(),
                queue: row.get(2)?,
                job_id: row.get(3)?,
                stage: row.get(4)?,
                age_seconds: row.get(5)?,
                attempts: row.get(6)?,
                error: row.get(7)?,
                priority: row.get(8)?,
                replayable: row.get(9)?.unwrap_or_default(),
            })
        };
        let mut letters = rows.map(letter).collect::<Result<Vec<_>>>()?;
        letters.sort_unstable_by_key(|letter| letter.id);
        Ok(letters)
    })
}

/// Locks letters that nobody else holds; those that were locked.
pub fn lock(ids: Vec<i64>) -> Result<Vec<i64>> {
    Spi::connect(|client| {
        let rows = statements::LOCK_DEAD_LETTERS.run(client, &[ids.into()])?;
        statement::first_column(rows)
    })
}

/// What the worker of a letter's stage was given.
pub fn payload(id: i64) -> Result<Option<RawJsonb>> {
    let found = Spi::connect(|client| -> Result<_> {
        let rows = statements::DEAD_LETTER_PAYLOAD.run(client, &[id.into()])?;
        statement::first_value(rows)
    })?;
    Ok(found.map(RawJsonb::move_here))
}

/// Removes letters that are older than that and have one of these ids; how many. What was resolved stays, as the
/// log of the other dead letters does.
pub fn purge(older_than: Option<Interval>, ids: Option<Vec<Option<i64>>>) -> Result<i64> {
    Spi::connect(|client| {
        let arguments = [older_than.into(), ids.into()];
        let rows = statements::PURGE_DEAD_LETTERS.run(client, &arguments)?;
        Ok(rows.first().get_one::<i64>()?.unwrap_or_default())
    })
}
