//! Types of columns as this database has them: adopted tables have enumerations or varchar where ours
//! have text. Looked at when a statement is made, and again when a table has changed.

use pgrx::pg_sys::Oid;
use pgrx::spi::SpiClient;

use super::changes;
use crate::error::Result;

/// The type of `schema.table.column`, without a modifier, so that what is too long is refused and not cut.
pub fn type_of(client: &SpiClient<'_>, column: &str) -> Result<Option<String>> {
    let (table, name) = column.rsplit_once('.').unwrap_or_default();
    let sql = include_str!("sql/column_type.sql");
    let rows = client.select(sql, Some(1), &[table.into(), name.into()])?;
    if rows.is_empty() {
        return Ok(None);
    }
    let row = rows.first();
    row.get::<Oid>(2)?.into_iter().for_each(changes::watch);
    Ok(row.get::<String>(1)?)
}
