//! Types of columns as this database has them: adopted tables have enumerations or varchar where ours
//! have text. Looked at once per backend, when a statement is made.

use pgrx::spi::SpiClient;

use crate::error::Result;

/// Replaces every `::[schema.table.column]` by a cast to that column's type; without a modifier, so
/// that what is too long is refused and not cut.
pub fn typed(client: &SpiClient<'_>, sql: &str) -> Result<String> {
    let mut typed = String::with_capacity(sql.len());
    let mut rest = sql;
    while let Some((before, marked)) = rest.split_once("::[") {
        let (column, after) = marked.split_once(']').unwrap_or((marked, ""));
        typed.push_str(before);
        if let Some(name) = type_of(client, column)? {
            typed.push_str("::");
            typed.push_str(&name);
        }
        rest = after;
    }
    typed.push_str(rest);
    Ok(typed)
}

fn type_of(client: &SpiClient<'_>, column: &str) -> Result<Option<String>> {
    let (table, name) = column.rsplit_once('.').unwrap_or_default();
    let sql = "select pg_catalog.format_type(atttypid, null) from pg_catalog.pg_attribute
               where attrelid = pg_catalog.to_regclass($1) and attname = $2 and not attisdropped";
    let rows = client.select(sql, Some(1), &[table.into(), name.into()])?;
    if rows.is_empty() { Ok(None) } else { Ok(rows.first().get_one::<String>()?) }
}
