//! Judgments: locked before their cases, written with them.

use crate::enforcement::statements;
use dragonfly_domain::enforcement::Judgment;
use dragonfly_domain::{BigDecimal, Uuid};
use pgrx::Spi;

use super::case::number;
use crate::error::Result;
use crate::ids;
use crate::jsonb::RawJsonb;

/// Locks a judgment; `None` when there is none.
pub fn lock_judgment(id: i64) -> Result<Option<Judgment>> {
    Spi::connect(|client| {
        let rows = statements::LOCK_JUDGMENT.run(client, &[id.into()])?;
        if rows.is_empty() {
            return Ok(None);
        }
        let row = rows.first();
        Ok(Some(Judgment {
            id,
            case_number: row.get(1)?,
            plaintiff_id: row.get::<pgrx::Uuid>(2)?.map(ids::of),
            judgment_amount: number(&row, 3)?,
            balance_due: number(&row, 4)?,
            enforcement_stage: row.get(5)?,
            has_no_number: row.get::<bool>(6)?.unwrap_or_default(),
        }))
    })
}

/// What a judgment owes, without a lock: to give a tier, not to book.
pub fn balance_of_judgment(id: i64) -> Result<Option<BigDecimal>> {
    Spi::connect(|client| {
        let rows = statements::BALANCE_OF_JUDGMENT.run(client, &[id.into()])?;
        if rows.is_empty() { Ok(None) } else { number(&rows.first(), 1) }
    })
}

/// The open case of a locked judgment.
pub fn case_of(judgment_id: i64) -> Result<Option<Uuid>> {
    Spi::connect(|client| {
        let rows = statements::OPEN_CASE_OF.run(client, &[judgment_id.into()])?;
        if rows.is_empty() {
            Ok(None)
        } else {
            Ok(rows.first().get_one::<pgrx::Uuid>()?.map(ids::of))
        }
    })
}

/// The plaintiff is there.
pub fn plaintiff_exists(id: Uuid) -> Result<bool> {
    Spi::connect(|client| {
        let rows = statements::PLAINTIFF_EXISTS.run(client, &[ids::datum(id).into()])?;
        Ok(!rows.is_empty())
    })
}

/// Sets the stage of a locked judgment and writes its history, with its open case or none.
pub fn set_judgment_stage(
    judgment_id: i64,
    stage: &str,
    note: Option<&str>,
    actor: &str,
    delta: RawJsonb,
) -> Result<()> {
    Spi::connect(|client| {
        let arguments = [judgment_id.into(), stage.into(), note.into(), actor.into(), delta.into()];
        statements::SET_JUDGMENT_STAGE.run(client, &arguments)?;
        Ok(())
    })
}
