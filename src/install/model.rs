//! The schema files in install order. Adding a subsystem is adding its file here.

use dragonfly_domain::schema::{Item, parse};

use super::tables::owner_policy;
use crate::error::Result;

/// The area whose names are generic.
pub const JOBS: &str = include_str!("../../sql/schema/jobs.sql");

const FILES: &[&str] = &[
    include_str!("../../sql/schema/base.sql"),
    include_str!("../../sql/schema/queue.sql"),
    include_str!("../../sql/schema/enforcement.sql"),
    include_str!("../../sql/schema/enrichment.sql"),
    include_str!("../../sql/schema/plaintiffs.sql"),
    include_str!("../../sql/schema/imports.sql"),
    JOBS,
    include_str!("../../sql/schema/workers.sql"),
    include_str!("../../sql/schema/content.sql"),
];

/// Names of the types of the data model.
pub fn types() -> Result<Vec<String>> {
    let named = |item: Item| match item {
        Item::Type { name, .. } => Some(name),
        _ => None,
    };
    Ok(items()?.into_iter().filter_map(named).collect())
}

/// Every key of the data model, as `table|column,column`.
pub fn keys() -> Result<Vec<String>> {
    let mut keys = Vec::new();
    for item in items()? {
        let Item::Table(table) = item else { continue };
        let of_table = table.constraints.iter().filter(|constraint| constraint.is_key());
        keys.extend(
            of_table.map(|key| format!("{}|{}", table.name, key.sorted_columns().join(","))),
        );
    }
    Ok(keys)
}

/// Every column of the data model, as `table|column`.
pub fn columns() -> Result<Vec<String>> {
    let mut columns = Vec::new();
    for item in items()? {
        let Item::Table(table) = item else { continue };
        columns
            .extend(table.columns.iter().map(|column| format!("{}|{}", table.name, column.name)));
    }
    Ok(columns)
}

/// Whether a row may lack that column of that table, named without its schema: the data model does not know
/// it, allows null, or has a default that an adopted table may not have. False where the table is unknown.
pub fn may_be_left_empty(table: &str, column: &str) -> Result<bool> {
    Ok(items()?.iter().any(|item| match item {
        Item::Table(one) if one.name == table => {
            let known = one.columns.iter().find(|known| known.name == column);
            known.is_none_or(|known| !known.not_null || known.fills_itself())
        }
        _ => false,
    }))
}

/// Every index of the data model, as `index|table`.
pub fn indexes() -> Result<Vec<String>> {
    let index = |item: &Item| match item {
        Item::Index { schema, name, table, .. } => Some(format!("{schema}.{name}|{table}")),
        _ => None,
    };
    Ok(items()?.iter().filter_map(index).collect())
}

/// Every trigger of the data model, as `trigger|table`.
pub fn triggers() -> Result<Vec<String>> {
    let trigger = |item: &Item| match item {
        Item::Trigger { name, table, .. } => Some(format!("{name}|{table}")),
        _ => None,
    };
    Ok(items()?.iter().filter_map(trigger).collect())
}

/// Every policy of the data model, as `policy|table|where`: `any` where our functions need it on
/// adopted tables too, `ours` where an application's own policies stand instead.
pub fn policies() -> Result<Vec<String>> {
    let mut policies = Vec::new();
    for item in items()? {
        match &item {
            Item::Policy { name, table, .. } => {
                let holds = if table.starts_with("pgmq.") { "any" } else { "ours" };
                policies.push(format!("{name}|{table}|{holds}"));
            }
            Item::Table(table) => {
                policies.push(format!("{}|{}|any", owner_policy(&table.name), table.name));
            }
            Item::Queue { name, .. } => {
                let tables = ["q", "a"].map(|prefix| format!("pgmq.{prefix}_{name}"));
                policies
                    .extend(tables.map(|table| format!("{}|{table}|any", owner_policy(&table))));
            }
            _ => {}
        }
    }
    Ok(policies)
}

/// Whether an index or a constraint of the data model has that name.
pub fn names_a_key(table: &str, name: &str) -> Result<bool> {
    Ok(items()?.iter().any(|item| match item {
        Item::Index { name: index, table: its, .. } => index == name && its == table,
        Item::Table(one) => {
            one.name == table && one.constraints.iter().any(|constraint| constraint.name == name)
        }
        _ => false,
    }))
}

/// Whether a message of Postgres names a table of the data model, or the schema of one.
pub fn is_named_in(message: &str) -> Result<bool> {
    let word = |letter: char| letter.is_alphanumeric() || matches!(letter, '_' | '.');
    let words: Vec<_> = message.split(|letter| !word(letter)).collect();
    let named = |table: &str| {
        let schema = table.split_once('.').map(|(schema, _)| schema);
        words.iter().any(|word| *word == table || Some(*word) == schema)
    };
    Ok(items()?.iter().any(|item| matches!(item, Item::Table(table) if named(&table.name))))
}

/// Every object of the data model, in the order in which it can be created.
pub fn items() -> Result<Vec<Item>> {
    let mut items = Vec::new();
    for file in FILES {
        items.extend(parse(file)?);
    }
    items.sort_by_key(Item::phase);
    Ok(items)
}
