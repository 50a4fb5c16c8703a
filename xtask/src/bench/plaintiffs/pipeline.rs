//! The first 50 judgments of a tier, at 100 000 and at a million judgments.

use anyhow::{Context, Result};
use postgres::Client;

use super::{prepare, seconds};
use crate::bench::effort::Effort;
use crate::bench::figure::{Figure, Target};
use crate::bench::place::Place;

const SMALL: i32 = 100_000;
const LARGE: i32 = 1_000_000;

/// As the README says: the rows first, then their order.
const FIRST: &str = "select * from (select * from v_priority_pipeline
    where collectability_tier = 'A' and tier_rank <= 50 limit 50) as first order by tier_rank";
const SORTED: &str = "select * from v_priority_pipeline
    where collectability_tier = 'A' order by tier_rank limit 50";
/// A tier that no judgment has: all of them are looked at.
const RARE: &str = "select * from v_priority_pipeline
    where collectability_tier = 'none' and tier_rank <= 50 limit 50";
/// What has to be read to rank a whole tier: every judgment and its newest case.
const LOOK_UPS: &str = "select count(*) from judgments as judgment where (
    select amount_awarded from judgments.cases as source
    where source.case_number = judgment.case_number
    order by source.judgment_date desc nulls last, source.case_id limit 1) >= 3000";

/// Milliseconds, read as `service_role` through row level security.
pub fn measure(place: &Place, effort: &Effort) -> Result<Vec<Figure>> {
    let mut small = fill(place, "pipeline_small", SMALL)?;
    let mut large = fill(place, "pipeline_large", LARGE)?;
    let (mut few, mut many) = (vec![], vec![]);
    let (mut sorted, mut rare, mut floor) = (vec![], vec![], vec![]);
    for _ in 0..effort.rounds {
        few.push(1e3 * seconds(&mut small, FIRST)?);
        many.push(1e3 * seconds(&mut large, FIRST)?);
        sorted.push(1e3 * seconds(&mut large, SORTED)?);
        rare.push(1e3 * seconds(&mut large, RARE)?);
        floor.push(1e3 * seconds(&mut large, LOOK_UPS)?);
    }
    let figure = |name: &str, ours: &[f64], theirs: &[f64], target| {
        Figure::compare(name, "ms", (ours, theirs), target).context("nothing was measured")
    };
    let growth = Target::AtMost(1.3);
    Ok(vec![
        figure("first 50 of a tier: 1 million ÷ 100 000", &many, &few, growth)?,
        figure("ORDER BY … LIMIT 50 ÷ every judgment's case", &sorted, &floor, Target::None)?,
        figure("a tier that none has ÷ every judgment's case", &rare, &floor, Target::None)?,
    ])
}

fn fill(place: &Place, database: &'static str, judgments: i32) -> Result<Client> {
    let mut client = prepare(place, database)?;
    client.execute("select bench.fill_pipeline($1)", &[&judgments])?;
    client.batch_execute("vacuum analyze")?;
    client.batch_execute("set role service_role")?;
    Ok(client)
}
