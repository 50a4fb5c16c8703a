//! The lookup tables of stages and tiers.

use dragonfly_domain::enforcement::{Stage, TierRule};
use pgrx::datum::{IntoDatum, TimestampWithTimeZone};
use pgrx::{Spi, oids_of};

use super::case::number;
use crate::clock;
use crate::error::Result;
use crate::plan::{self, Text};

/// A stage, with the end of its SLA counted from now; `None` when the lookup does not have it.
pub fn stage(name: &str) -> Result<Option<Stage>> {
    Spi::connect(|client| {
        let rows = plan::read(client, "stage", "", &[name.into()], |_| {
            let sql = "select ordinal, pg_catalog.now() + case
                                  when pg_catalog.abs(extract(epoch from sla)) < 3e10 then sla end,
                              judgment_stage
                       from public.enforcement_stage_lookup where stage = $1";
            Ok(Text::new(sql, oids_of![String]))
        })?;
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
        let rows = plan::read(client, "tier_rules", "", &[], |_| {
            let sql = "select tier::text, min_score::text, min_balance::text
                       from public.enforcement_tier_lookup
                       where tier::text in ('tier0', 'tier1', 'tier2', 'tier3')";
            Ok(Text::new(sql, []))
        })?;
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
