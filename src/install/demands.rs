//! Adopted tables that do not take what functions write: columns of the application's own that must be
//! filled, and enumerations that lack words. The tables stay as they are; the functions that meet such a
//! column or word answer 55000.

use dragonfly_domain::schema::{WORDS, lacking};
use pgrx::spi::{SpiClient, quote_identifier, quote_qualified_identifier};

use super::{model, preflight};
use crate::error::{Error, Reason, Result};
use crate::sqlstate::Fields;

/// What mends it.
pub const HINT: &str = "ALTER TABLE … ALTER COLUMN … SET DEFAULT … (or DROP NOT NULL), ALTER TYPE … ADD VALUE …; until then functions that need it answer 55000";

/// A column that a BEFORE trigger of the application may fill is not counted, nor a table that functions may
/// not write to: it was left out.
const UNFILLED: &str = include_str!("sql/unfilled.sql");

/// `$1` tables, `$2` columns, `$3` words after commas.
const UNSPOKEN: &str = include_str!("sql/unspoken.sql");

/// Everything of that kind, a line each.
pub fn problems(client: &SpiClient<'_>) -> Result<Vec<String>> {
    let mut problems = texts(client, UNFILLED, &[model::columns()?])?;
    let tables = WORDS.iter().map(|(table, ..)| (*table).to_owned()).collect();
    let columns = WORDS.iter().map(|(_, column, _)| (*column).to_owned()).collect();
    let words = WORDS.iter().map(|(.., words)| words.join(",")).collect();
    problems.extend(texts(client, UNSPOKEN, &[tables, columns, words])?);
    Ok(problems)
}

/// Columns of one table that keep rows of ours out.
pub fn unfilled(client: &SpiClient<'_>, table: &str) -> Result<Vec<String>> {
    let known = model::columns()?;
    let of_table = |column: &String| column.split('|').next() == Some(table);
    texts(client, UNFILLED, &[known.into_iter().filter(of_table).collect()])
}

/// One WARNING with all of them.
pub fn warn(client: &SpiClient<'_>) -> Result<()> {
    let problems = problems(client)?;
    if !problems.is_empty() {
        let message = "install: adopted tables reject some rows that functions write: ";
        preflight::warn(&format!("{message}{}", problems.join("; ")), HINT);
    }
    Ok(())
}

/// The error that a function answers instead of Postgres's own when a row lacks a value: `None` where the
/// data model itself asks for one.
pub fn missing_value(fields: &Fields, message: &str) -> Option<Error> {
    let Fields { schema: Some(schema), table: Some(table), column: Some(column), .. } = fields
    else {
        return None;
    };
    if !model::may_be_left_empty(&format!("{schema}.{table}"), column).unwrap_or_default() {
        return None;
    }
    let (table, column) = (quote_qualified_identifier(schema, table), quote_identifier(column));
    let what = format!("the application's table {table} needs a value for {column}");
    Some(Error::new(Reason::SetUpIncomplete, what).detail(message).hint(format!(
        "ALTER TABLE {table} ALTER COLUMN {column} SET DEFAULT …, or DROP NOT NULL; see dragonfly.doctor()"
    )))
}

/// The same for an enumeration of the application that lacks a word.
pub fn missing_word(message: &str) -> Option<Error> {
    let (kind, word) = lacking(message)?;
    let what = format!("the application's type {kind} lacks {word}");
    Some(
        Error::new(Reason::SetUpIncomplete, what)
            .detail(message)
            .hint(format!("ALTER TYPE {kind} ADD VALUE '{word}'; see dragonfly.doctor()")),
    )
}

fn texts(client: &SpiClient<'_>, sql: &str, lists: &[Vec<String>]) -> Result<Vec<String>> {
    let arguments: Vec<_> = lists.iter().map(|list| list.clone().into()).collect();
    let mut texts = Vec::new();
    for row in client.select(sql, None, &arguments)? {
        texts.extend(row.get::<String>(1)?);
    }
    Ok(texts)
}
