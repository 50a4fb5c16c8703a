//! `process_simplicity_imports` against a plain INSERT … SELECT of the same rows.

use anyhow::{Context, Result, ensure};

use super::{prepare, seconds};
use crate::bench::effort::Effort;
use crate::bench::figure::{Figure, Target};
use crate::bench::place::Place;

const ROWS: i32 = 100_000;
const FILL: &str = "select bench.fill_import($1)";
const PROCESS: &str = "select process_simplicity_imports('00000000-0000-0000-0000-000000000001')";
const PLAIN: &str = "insert into judgments (judgment_number, case_number, plaintiff_name,
        defendant_name, judgment_amount, entry_date, county, state)
    select payload ->> 'judgment_number', payload ->> 'judgment_number', payload ->> 'plaintiff_name',
        payload ->> 'defendant_name', ltrim(payload ->> 'judgment_amount', '$')::numeric,
        to_date(payload ->> 'judgment_date', 'MM/DD/YYYY'), payload ->> 'county', payload ->> 'state'
    from raw_simplicity_imports, lateral (select raw_data -> 'payload' as payload) as it";

/// Rows per second; three rounds at the most, they are long.
pub fn measure(place: &Place, effort: &Effort) -> Result<Vec<Figure>> {
    let mut client = prepare(place, "import")?;
    let (mut ours, mut theirs) = (vec![], vec![]);
    for _ in 0..effort.rounds.min(3) {
        for (sql, rates) in [(PROCESS, &mut ours), (PLAIN, &mut theirs)] {
            client.execute(FILL, &[&ROWS])?;
            client.batch_execute("vacuum analyze")?;
            client.batch_execute("checkpoint")?;
            rates.push(f64::from(ROWS) / seconds(&mut client, sql)?);
            let made: i64 = client.query_one("select count(*) from judgments", &[])?.get(0);
            ensure!(made == i64::from(ROWS), "{made} judgments were made");
        }
    }
    let name = "process_simplicity_imports ÷ INSERT … SELECT";
    let figure = Figure::compare(name, "rows/s", (&ours, &theirs), Target::AtLeast(0.1));
    Ok(vec![figure.context("nothing was measured")?])
}
