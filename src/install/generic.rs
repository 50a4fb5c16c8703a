//! Areas whose tables have generic names. A table of another make under one of them is the
//! application's own affair: it is left alone, and the area is left out with a WARNING.

use dragonfly_domain::schema::{Item, Table, adopt, parse};
use pgrx::spi::SpiClient;

use super::{model, preflight, present, store};
use crate::error::Result;

/// Takes out of the data model what cannot be installed here; the tables that were left out.
pub fn leave_out(client: &SpiClient<'_>, items: &mut Vec<Item>) -> Result<Vec<String>> {
    let area = parse(model::JOBS)?;
    let mut reasons = Vec::new();
    for table in area.iter().filter_map(table) {
        reasons.extend(reason(client, table)?);
    }
    if reasons.is_empty() {
        return Ok(Vec::new());
    }
    preflight::warn(
        &format!("install: the area jobs was left out: {}", reasons.join("; ")),
        "rename the table (ALTER TABLE … RENAME TO …), then run SELECT dragonfly.install() again",
    );
    items.retain(|item| !area.contains(item));
    Ok(area.iter().filter_map(table).map(|table| table.name.clone()).collect())
}

fn table(item: &Item) -> Option<&Table> {
    match item {
        Item::Table(table) => Some(table),
        _ => None,
    }
}

/// What makes the relation under the table's name another one; it is never completed.
fn reason(client: &SpiClient<'_>, table: &Table) -> Result<Option<String>> {
    let name = &table.name;
    if !name.starts_with("public.")
        || !store::relation_exists(client, name)?
        || store::is_ours(client, name)?
    {
        return Ok(None);
    }
    Ok(match adopt(table, &present::present_table(client, table)?) {
        Err(fault) => Some(fault.to_string()),
        Ok(adoption) => adoption
            .add_columns
            .first()
            .map(|missing| format!("{name} exists and has no column {}", missing.name)),
    })
}
