//! The figures of area `enforcement`, in a back office of full size and in one of a tenth.

mod cases;
mod views;

use std::fs;

use anyhow::{Context, Result};

use super::effort::Effort;
use super::figure::Figure;
use super::pgbench;
use super::place::Place;

const FULL: &str = "bench_cases";
const TENTH: &str = "bench_cases_tenth";

/// Nothing is emptied between runs: what they write is little beside what is there.
const NOTHING: &str = "select";
const SOUND: &str = "select true";

/// All figures of the area.
pub fn measure(place: &Place, effort: &Effort) -> Result<Vec<Figure>> {
    fill(place, FULL, effort.judgments, 2 * effort.judgments)?;
    fill(place, TENTH, effort.judgments / 10, effort.judgments / 10)?;
    let mut figures = cases::measure(place, effort)?;
    figures.extend(views::measure(place, effort)?);
    Ok(figures)
}

fn fill(place: &Place, name: &str, judgments: u64, events: u64) -> Result<()> {
    eprintln!("  filling {name} with {judgments} judgments and {events} events");
    place.add_database(name)?;
    let mut client = place.connect(name)?;
    // Row locks and scans are compared, not how many processes share a scan.
    client.batch_execute(&format!(
        "alter database {name} set max_parallel_workers_per_gather = 0;
         create table bench.size as select {judgments}::bigint as judgments, {events}::bigint as events"
    ))?;
    for file in ["fill_cases.sql", "compared_stage.sql"] {
        let text = fs::read_to_string(pgbench::script_path(file)).context(file)?;
        client.batch_execute(&text).with_context(|| file.to_owned())?;
    }
    client.batch_execute("vacuum analyze")?;
    client.batch_execute("checkpoint")?;
    Ok(())
}
