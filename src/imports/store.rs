//! What an import reads, and how it begins and ends; each statement is kept.

use crate::imports::statements;
use dragonfly_domain::imports::{Candidate, Known, Row, RowFields, Tally};
use pgrx::Spi;
use pgrx::datum::Uuid;
use pgrx::spi::SpiHeapTupleData;

use crate::error::Result;
use crate::ids;

/// A run that is being processed.
pub struct Run {
    /// Its id.
    pub id: Uuid,
}

/// A row that waits.
pub struct Waiting {
    /// Its id.
    pub id: i64,
    /// What is in it.
    pub fields: RowFields,
}

/// Waits until no other import works, locks the run, and gives it the rows that only name its batch;
/// `None` when there is no such run. Two imports at once would make one plaintiff twice.
pub fn begin(id: Uuid) -> Result<Option<Run>> {
    Spi::connect(|client| {
        statements::ONE_IMPORT.run(client, &[])?;
        let rows = statements::LOCK_RUN.run(client, &[id.into()])?;
        if rows.is_empty() {
            return Ok(None);
        }
        statements::CLAIM_ROWS.run(client, &[id.into()])?;
        Ok(Some(Run { id }))
    })
}

/// Has the planner look rows up by index until `plan_as` is called; what it was allowed before. The
/// statements are planned once, maybe while the tables are empty, and must still be good when a
/// hundred thousand rows later each scan would read all of them.
pub fn plan_by_index() -> Result<String> {
    Spi::connect(|client| {
        let rows = statements::SHOW_SEQSCAN.run(client, &[])?;
        Ok(rows.first().get_one::<String>()?.unwrap_or_default())
    })
    .and_then(|before| plan_as("off").map(|()| before))
}

/// Allows the planner sequential scans, or not, for the rest of the transaction.
pub fn plan_as(setting: &str) -> Result<()> {
    Spi::connect(|client| {
        statements::SET_SEQSCAN.run(client, &[setting.into()])?;
        Ok(())
    })
}

/// The next rows that wait, by id. Their columns are read as text one by one: the document as a whole
/// would stay in memory until the transaction ends.
pub fn waiting(run_id: Uuid, last: i64, limit: i64) -> Result<Vec<Waiting>> {
    let arguments = [run_id.into(), last.into(), limit.into()];
    Spi::connect(|client| {
        let rows = statements::WAITING_ROWS.run(client, &arguments)?;
        rows.map(|row| {
            let id = row.get::<i64>(1)?.unwrap_or_default();
            Ok(Waiting { id, fields: fields(&row)? })
        })
        .collect()
    })
}

fn fields(row: &SpiHeapTupleData<'_>) -> Result<RowFields> {
    let text = |place: usize| row.get::<String>(place);
    Ok(RowFields {
        plaintiff_name: text(2)?,
        judgment_number: text(3)?,
        judgment_amount: text(4)?,
        address: [text(5)?, text(6)?, text(7)?, text(8)?, text(9)?],
        phone: text(10)?,
        email: text(11)?,
        court_name: text(12)?,
        judgment_date: text(13)?,
        case_number: text(14)?,
        docket_number: text(15)?,
        filing_date: text(16)?,
        status: text(17)?,
        county: text(18)?,
        state: text(19)?,
        defendant_name: text(20)?,
        lead_id: text(21)?,
        best_contact_method: text(22)?,
    })
}

/// Who the rows' plaintiffs may be, in the order of the rows, and whether the judgment is there.
pub fn candidates(rows: &[(i64, Row)]) -> Result<Vec<(Candidate, bool)>> {
    let column = |text: fn(&Row) -> Option<&str>| -> Vec<Option<String>> {
        rows.iter().map(|(_, row)| text(row).map(str::to_owned)).collect()
    };
    Spi::connect(|client| {
        let arguments = [
            column(|row| Some(&row.plaintiff_name)).into(),
            column(|row| row.email.as_deref()).into(),
            column(|row| row.phone.as_deref()).into(),
            column(|row| Some(&row.judgment_number)).into(),
            column(|row| Some(&row.case_number)).into(),
        ];
        let found = statements::CANDIDATES.run(client, &arguments)?;
        found.map(|row| Ok((candidate(&row)?, row.get::<bool>(5)?.unwrap_or_default()))).collect()
    })
}

fn candidate(row: &SpiHeapTupleData<'_>) -> Result<Candidate> {
    let known = |place: usize| -> Result<Option<Known>> {
        let Some(id) = row.get::<Uuid>(place)? else { return Ok(None) };
        Ok(Some(Known {
            id: ids::of(id),
            has_email: row.get::<bool>(place + 1)?.unwrap_or_default(),
            has_phone: row.get::<bool>(place + 2)?.unwrap_or_default(),
        }))
    };
    Ok(Candidate {
        email: row.get::<String>(1)?,
        phone: row.get::<String>(2)?,
        name: row.get::<String>(3)?,
        fresh: row.get::<Uuid>(4)?.map(ids::of).unwrap_or_default(),
        by_email: known(6)?,
        by_phone: known(9)?,
        by_name: known(12)?,
    })
}

/// How many rows of the run came to what, whenever that was.
pub fn tally(run_id: Uuid) -> Result<Tally> {
    Spi::connect(|client| {
        let rows = statements::TALLY.run(client, &[run_id.into()])?;
        let row = rows.first();
        let count = |place| -> Result<i64> { Ok(row.get::<i64>(place)?.unwrap_or_default()) };
        Ok(Tally { total: count(1)?, inserted: count(2)?, skipped: count(3)?, errors: count(4)? })
    })
}

/// Writes counters and status, unless they stand there already.
pub fn end(run_id: Uuid, tally: Tally, status: &str) -> Result<()> {
    let Tally { total, inserted, skipped, errors } = tally;
    let arguments = [
        run_id.into(),
        total.into(),
        inserted.into(),
        skipped.into(),
        errors.into(),
        status.into(),
    ];
    Spi::connect(|client| {
        statements::END_RUN.run(client, &arguments)?;
        Ok(())
    })
}
