//! The lookup tables of stages and tiers.

use crate::enforcement::statements;
use dragonfly_domain::enforcement::{Stage, TierRule};
use pgrx::Spi;
use pgrx::datum::TimestampWithTimeZone;

use super::case::number;
use crate::clock;
use crate::error::Result;

/// A stage, with the end of its SLA counted from now; `None` when the lookup does not have it.
pub fn stage(name: &str) -> Result<Option<Stage>> {
    Spi::connect(|client| {
        let rows = statements::FIND_STAGE.run(client, &[name.into()])?;
        if rows.is_empty() {
            return Ok(None);
        }
        let row = rows.first();
        Ok(Some(Stage {
            name: name.to_owned(),
            ordinal: row.get(1)?,
            due: row.get::<TimestampWithTimeZone>(2)?.and_then(clock::instant),
            judgment_stage: row.get(3)?,
        }))
    })
}

/// The rules by which tiers are given; rows whose tier a case cannot have are left out.
pub fn tier_rules() -> Result<Vec<TierRule>> {
    Spi::connect(|client| {
        let rows = statements::TIER_RULES.run(client, &[])?;
        let mut rules = Vec::with_capacity(rows.len());
        let mut row = rows;
        while row.next().is_some() {
            rules.push(TierRule {
                tier: row.get::<String>(1)?.unwrap_or_default(),
                min_score: number(&row, 2)?,
                min_balance: number(&row, 3)?,
            });
        }
        Ok(rules)
    })
}
