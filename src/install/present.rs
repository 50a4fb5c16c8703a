//! A table as the catalogue has it, beside what the data model wants of it.

use dragonfly_domain::schema::{Constraint, PresentColumn, PresentTable, Table};
use pgrx::spi::SpiClient;

use super::store::{exists, is_ours, names, value};
use crate::error::Result;

/// The table as it is, with the wanted type beside each column.
pub fn present_table(client: &SpiClient<'_>, table: &Table) -> Result<PresentTable> {
    let name = table.name.as_str();
    let is_table = exists(
        client,
        "select relkind in ('r', 'p') from pg_class where oid = to_regclass($1)",
        name,
    )?;
    if !is_table {
        return Ok(PresentTable::default());
    }
    let constraints = "select conname::text from pg_constraint where conrelid = to_regclass($1)";
    Ok(PresentTable {
        is_table,
        has_rows: exists(
            client,
            &format!("select $1 <> '' and exists (select from {name})"),
            name,
        )?,
        is_ours: is_ours(client, name)?,
        columns: present_columns(client, table)?,
        constraints: names(client, constraints, name)?,
        not_valid: names(client, &format!("{constraints} and not convalidated"), name)?,
        primary_key: primary_key(client, name)?,
        unique_keys: unique_keys(client, name)?,
    })
}

fn present_columns(client: &SpiClient<'_>, table: &Table) -> Result<Vec<PresentColumn>> {
    let sql = include_str!("sql/present_columns.sql");
    let mut columns = Vec::new();
    for row in client.select(sql, None, &[table.name.as_str().into()])? {
        let name = row.get::<String>(1)?.unwrap_or_default();
        let wanted = table.columns.iter().find(|column| column.name == name);
        let wanted_type = match wanted {
            Some(column) => {
                let sql = "select format_type(to_regtype($1), null)";
                value::<String>(client, sql, &[column.type_name.as_str().into()])?
            }
            None => None,
        };
        columns.push(PresentColumn {
            name,
            type_name: row.get(2)?.unwrap_or_default(),
            is_enum: row.get(3)?.unwrap_or_default(),
            wanted_type,
        });
    }
    Ok(columns)
}

fn primary_key(client: &SpiClient<'_>, table: &str) -> Result<Option<(String, Vec<String>)>> {
    let sql = include_str!("sql/primary_key.sql");
    let rows = client.select(sql, None, &[table.into()])?;
    if rows.is_empty() {
        return Ok(None);
    }
    let row = rows.first();
    Ok(row.get::<String>(1)?.zip(row.get::<Vec<String>>(2)?))
}

/// The columns of each index that makes them unique, sorted.
fn unique_keys(client: &SpiClient<'_>, table: &str) -> Result<Vec<Vec<String>>> {
    let sql = include_str!("sql/unique_keys.sql");
    let keys = names(client, sql, table)?;
    Ok(keys.iter().map(|key| key.split(',').map(str::to_owned).collect()).collect())
}

/// The table, not ours, has deferred triggers. Those run at commit, as whoever began the transaction:
/// a superuser must not write to it.
pub fn defers_triggers(client: &SpiClient<'_>, table: &str) -> Result<bool> {
    let sql = include_str!("sql/defers_triggers.sql");
    exists(client, sql, table)
}

/// A foreign key as the catalogue has it.
pub struct PresentKey {
    /// Its name.
    pub name: String,
    /// All rows keep it.
    pub valid: bool,
}

/// The foreign key of that name, else another one on the same columns.
pub fn foreign_key(
    client: &SpiClient<'_>,
    table: &str,
    key: &Constraint,
) -> Result<Option<PresentKey>> {
    let sql = include_str!("sql/foreign_key.sql");
    let arguments = [table.into(), key.name.as_str().into(), key.sorted_columns().into()];
    let rows = client.select(sql, None, &arguments)?;
    if rows.is_empty() {
        return Ok(None);
    }
    let row = rows.first();
    Ok(Some(PresentKey {
        name: row.get::<String>(1)?.unwrap_or_default(),
        valid: row.get::<bool>(2)?.unwrap_or_default(),
    }))
}
