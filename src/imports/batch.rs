//! A thousand rows of a run: read, checked, matched, written.

use std::collections::HashSet;

use dragonfly_domain::imports::{Match, Matcher, Row, RowFault};
use dragonfly_domain::{Date, TimeZone, Uuid};
use pgrx::Spi;
use serde_json::{Value, json};

use super::store::{self, Run, Waiting};
use super::writing;
use crate::error::Result;
use crate::{clock, queue};

/// Rows at a time; what a batch needs is given back before the next one.
const ROWS: i64 = 1000;

/// Works on the rows behind `last`; the last one's id, or `None` when none was left.
pub fn process(run: &Run, last: i64) -> Result<Option<i64>> {
    // All that Postgres allocates meanwhile belongs to this connection to SPI and goes with it.
    Spi::connect(|_| {
        let waiting = store::waiting(run.id, last, ROWS)?;
        let Some(reached) = waiting.last().map(|row| row.id) else { return Ok(None) };
        let (good, mut done) = check(waiting);
        let (placed, repeated) = place(run, good)?;
        done.extend(repeated.into_iter().map(|id| marked(id, "skipped", None)));
        writing::mark(&Value::from(done).to_string())?;
        write(run, placed)?;
        Ok(Some(reached))
    })
}

fn write(run: &Run, mut placed: Vec<Value>) -> Result<()> {
    if placed.is_empty() {
        return Ok(());
    }
    let written = writing::write(run, &Value::from(placed.as_slice()).to_string())?;
    if written.jobs.is_some() {
        let foreign = queue::put_own(written.jobs)?;
        if !foreign.is_empty() {
            writing::disown(foreign)?;
        }
    }
    let is_refused = |row: &Value| {
        row.get("raw_id").and_then(Value::as_i64).is_some_and(|id| written.refused.contains(&id))
    };
    placed.retain(is_refused);
    if placed.is_empty() { Ok(()) } else { writing::explain(&Value::from(placed).to_string()) }
}

/// The rows that can be used, and what the others are marked with.
fn check(waiting: Vec<Waiting>) -> (Vec<(i64, Row)>, Vec<Value>) {
    let (mut good, mut bad) = (Vec::new(), Vec::new());
    let today = today();
    for Waiting { id, fields } in waiting {
        match fields.check(today) {
            Ok(row) => good.push((id, row)),
            Err(fault) => bad.push(marked(id, "error", Some(&fault))),
        }
    }
    (good, bad)
}

/// Finds each row's plaintiff; the ids of rows whose judgment is there already.
fn place(run: &Run, rows: Vec<(i64, Row)>) -> Result<(Vec<Value>, Vec<i64>)> {
    let (mut placed, mut repeated) = (Vec::new(), Vec::new());
    let (mut judgments, mut cases) = (HashSet::new(), HashSet::new());
    // Each row of a new plaintiff says so: that of the first may be refused.
    let mut fresh = HashSet::new();
    let mut matcher = Matcher::default();
    let candidates = store::candidates(&rows)?;
    for ((id, row), (candidate, is_there)) in rows.into_iter().zip(candidates) {
        let repeats = judgments.contains(&row.judgment_number) || cases.contains(&row.case_number);
        if is_there || repeats {
            repeated.push(id);
        } else {
            judgments.insert(row.judgment_number.clone());
            cases.insert(row.case_number.clone());
            let plaintiff = matcher.place(&candidate);
            fresh.extend(matches!(plaintiff, Match::New(_)).then_some(plaintiff.id()));
            let is_new = fresh.contains(&plaintiff.id());
            placed.push(described(run, id, &row, plaintiff.id(), is_new));
        }
    }
    Ok((placed, repeated))
}

fn described(run: &Run, id: i64, row: &Row, plaintiff_id: Uuid, is_new: bool) -> Value {
    json!({
        "raw_id": id,
        "plaintiff_id": plaintiff_id.to_string(),
        "is_new": is_new,
        "name": row.plaintiff_name,
        "email": row.email,
        "phone": row.phone,
        "address": row.address,
        "defendant": row.defendant_name,
        "judgment_number": row.judgment_number,
        "case_number": row.case_number,
        "amount": row.amount,
        "entry_date": row.entry_date.to_string(),
        "status": row.status,
        "county": row.county,
        "state": row.state,
        "lead": {"lead_id": row.lead_id, "best_contact_method": row.best_contact_method},
        "metadata": {
            "import_run_id": run.id.to_string(),
            "import_row_id": id,
            "court_name": row.court_name,
            "docket_number": row.docket_number,
        },
    })
}

fn marked(id: i64, status: &str, fault: Option<&RowFault>) -> Value {
    let log = fault.map(|fault| json!({"field": fault.field, "message": fault.message}));
    json!({"raw_id": id, "status": status, "error_log": log})
}

fn today() -> Date {
    clock::now().to_zoned(TimeZone::UTC).date()
}
