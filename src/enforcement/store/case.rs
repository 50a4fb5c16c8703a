//! Cases as the table has them.

use crate::enforcement::statements;
use crate::statement;
use dragonfly_domain::enforcement::Case;
use dragonfly_domain::{BigDecimal, Timestamp, Uuid};
use pgrx::Spi;
use pgrx::datum::TimestampWithTimeZone;
use pgrx::spi::SpiTupleTable;

use crate::error::Result;
use crate::{clock, ids};

/// Locks a case; `None` when there is none, or none that the caller may see.
pub fn lock_case(id: Uuid) -> Result<Option<Case>> {
    Spi::connect(|client| {
        let rows = statements::LOCK_CASE.run(client, &[ids::datum(id).into()])?;
        if rows.is_empty() { Ok(None) } else { read(id, &rows.first()).map(Some) }
    })
}

/// The judgment of a case, without a lock: it is compared once the case is locked.
pub fn judgment_of(id: Uuid) -> Result<Option<i64>> {
    Spi::connect(|client| {
        let rows = statements::JUDGMENT_OF.run(client, &[ids::datum(id).into()])?;
        statement::first_value(rows)
    })
}

fn read(id: Uuid, row: &SpiTupleTable<'_>) -> Result<Case> {
    Ok(Case {
        id,
        judgment_id: row.get::<i64>(1)?.unwrap_or_default(),
        case_number: row.get(2)?,
        plaintiff_id: row.get::<pgrx::Uuid>(3)?.map(ids::of),
        opened_at: time(row, 4)?,
        current_stage: row.get(5)?,
        status: row.get::<String>(6)?.unwrap_or_default(),
        tier: row.get(7)?,
        tier_reason: row.get(8)?,
        tier_as_of: time(row, 9)?,
        tier_override: row.get(10)?,
        override_expires_at: time(row, 11)?,
        override_note: row.get(12)?,
        collectability_score: number(row, 13)?,
        levy_status: row.get(14)?,
        garnishment_status: row.get(15)?,
        marshal_status: row.get(16)?,
        next_action_at: time(row, 17)?,
        closed_at: time(row, 18)?,
        closure_reason: row.get(19)?,
        current_balance: number(row, 20)?,
        stage_entered_at: time(row, 21)?,
        stage_floor: row.get::<i32>(22)?.unwrap_or_default(),
    })
}

fn time(row: &SpiTupleTable<'_>, column: usize) -> Result<Option<Timestamp>> {
    Ok(row.get::<TimestampWithTimeZone>(column)?.and_then(clock::instant))
}

/// A numeric that was cast to text; NaN, which only an adopted column holds, counts as unknown.
pub fn number(row: &SpiTupleTable<'_>, column: usize) -> Result<Option<BigDecimal>> {
    Ok(row.get::<String>(column)?.and_then(|text| text.parse().ok()))
}
