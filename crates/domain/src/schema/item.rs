//! Reads a schema file into the objects it makes.

use thiserror::Error;

use super::scan::{elements, parenthesised, statements};
use super::table::{Constraint, Table, table};

/// A statement of a schema file, with what is needed to look its object up.
#[allow(missing_docs, reason = "the line of each variant shows where its fields come from")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Item {
    /// `create type schema.name as enum (…)`
    Type { name: String, labels: Vec<String>, sql: String },
    /// `create table schema.name (…)`, without its foreign keys.
    Table(Table),
    /// A foreign key of a table, added when all tables are there.
    ForeignKey { table: String, constraint: Constraint },
    /// `insert into schema.name … on conflict do nothing`: rows that are there from the beginning.
    Rows { table: String, sql: String },
    /// `with … insert into schema.name … on conflict do nothing`: rows that follow from those of other
    /// tables, once the triggers are there that keep them. `source` is the table that the first `from`
    /// names.
    Fill { table: String, source: String, sql: String },
    /// `create [unique] index name on schema.table …`
    Index { schema: String, name: String, table: String, sql: String },
    /// `create view schema.name …`; `query` is what stands behind `as`.
    View { name: String, query: String, sql: String },
    /// `create function schema.name(…) …`: a helper, plain SQL, that tables lean on or that returns
    /// one of their rows.
    Helper { signature: String, returns: String, sql: String },
    /// `create trigger name … on schema.table …`
    Trigger { name: String, table: String, sql: String },
    /// `create policy name on schema.table …`
    Policy { name: String, table: String, sql: String },
    /// `comment on … schema.table… is …`; `object` is the table or view it belongs to.
    Comment { object: String, sql: String },
    /// `comment on function schema.name(…) is …`
    HelperComment { signature: String, sql: String },
    /// `select pgmq.create('name')`, or `select workers.create_queue('name')` for one that has both
    /// spellings.
    Queue { name: String, both_spellings: bool },
}

/// A statement that `install()` would not know how to look up; carries its beginning.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("schema file: cannot tell what this statement makes: {0}")]
pub struct ParseFault(pub String);

impl Item {
    /// Objects are made in this order, whatever file they stand in: tables before what points from
    /// one to another, rows before the foreign keys that want them.
    #[must_use]
    pub fn phase(&self) -> u8 {
        match self {
            Self::Type { .. } => 0,
            Self::Table(_) | Self::Queue { .. } => 1,
            Self::Helper { .. } => 2,
            Self::Rows { .. } => 3,
            Self::ForeignKey { .. } => 4,
            Self::Index { .. } => 5,
            Self::View { .. } => 6,
            Self::Trigger { .. } => 7,
            Self::Policy { .. } => 8,
            Self::Fill { .. } => 9,
            Self::Comment { .. } | Self::HelperComment { .. } => 10,
        }
    }
}

/// The objects that a schema file makes, in its order; a table is followed by its foreign keys.
pub fn parse(text: &str) -> Result<Vec<Item>, ParseFault> {
    let mut items = Vec::new();
    for sql in statements(text) {
        let found = item(&sql)?;
        let keys = if let Item::Table(table) = &found { foreign_keys(table) } else { Vec::new() };
        items.push(found);
        items.extend(keys);
    }
    Ok(items)
}

fn foreign_keys(table: &Table) -> Vec<Item> {
    let keys = table.foreign_keys.iter().cloned();
    keys.map(|constraint| Item::ForeignKey { table: table.name.clone(), constraint }).collect()
}

fn item(sql: &str) -> Result<Item, ParseFault> {
    let words: Vec<&str> = sql.split_whitespace().take(5).collect();
    let found = match words.as_slice() {
        ["create", "type", name, "as", ..] => enumeration(name, sql),
        ["create", "table", ..] => table(sql).map(Item::Table),
        ["create", "view", name, ..] => view(name, sql),
        ["insert", "into", table, ..] => {
            Some(Item::Rows { table: (*table).into(), sql: sql.to_owned() })
        }
        ["with", ..] => fill(sql),
        ["create", "unique", "index", name, ..] | ["create", "index", name, ..] => index(name, sql),
        ["create", "function", ..] => helper(sql),
        ["create", "trigger", name, ..] => word_after(sql, "on").map(|table| Item::Trigger {
            name: (*name).into(),
            table,
            sql: sql.to_owned(),
        }),
        ["create", "policy", name, "on", table] => {
            Some(Item::Policy { name: (*name).into(), table: (*table).into(), sql: sql.to_owned() })
        }
        ["comment", "on", what, object, ..] => comment(what, object, sql),
        ["select", call, ..] => queue(call),
        _ => None,
    };
    found.ok_or_else(|| ParseFault(sql.chars().take(60).collect()))
}

fn fill(sql: &str) -> Option<Item> {
    let (table, source) = (word_after(sql, "into")?, word_after(sql, "from")?);
    Some(Item::Fill { table, source, sql: sql.to_owned() })
}

fn index(name: &str, sql: &str) -> Option<Item> {
    let table = word_after(sql, "on")?;
    let schema = table.split_once('.')?.0.to_owned();
    Some(Item::Index { schema, name: name.to_owned(), table, sql: sql.to_owned() })
}

fn enumeration(name: &str, sql: &str) -> Option<Item> {
    let unquoted = |label: String| Some(label.strip_prefix('\'')?.strip_suffix('\'')?.to_owned());
    let labels =
        elements(parenthesised(sql)?.1).into_iter().map(unquoted).collect::<Option<_>>()?;
    Some(Item::Type { name: name.to_owned(), labels, sql: sql.to_owned() })
}

fn view(name: &str, sql: &str) -> Option<Item> {
    let query = sql.split_once(") as")?.1.trim_start().to_owned();
    Some(Item::View { name: name.to_owned(), query, sql: sql.to_owned() })
}

fn helper(sql: &str) -> Option<Item> {
    let (head, arguments, _) = parenthesised(sql)?;
    let name = head.split_whitespace().nth(2)?;
    let returns = match word_after(sql, "returns")?.as_str() {
        // what the catalogue says of a function that returns a table
        "table" => "record".to_owned(),
        other => other.to_owned(),
    };
    let types: Vec<_> =
        elements(arguments).iter().map(|argument| argument_type(argument)).collect();
    let signature = format!("{name}({})", types.join(","));
    Some(Item::Helper { signature, returns, sql: sql.to_owned() })
}

/// The type of `name type [default value]`.
fn argument_type(argument: &str) -> String {
    let definition = argument.split(" default ").next().unwrap_or_default();
    definition.split_once(' ').map_or(definition, |(_, type_name)| type_name).to_owned()
}

fn comment(what: &str, object: &str, sql: &str) -> Option<Item> {
    let object = match what {
        "function" => return helper_comment(sql),
        "table" | "view" => object,
        "column" => object.rsplit_once('.')?.0,
        _ => return None,
    };
    Some(Item::Comment { object: object.to_owned(), sql: sql.to_owned() })
}

fn helper_comment(sql: &str) -> Option<Item> {
    let (head, arguments, _) = parenthesised(sql)?;
    let name = head.split_whitespace().last()?;
    let signature = format!("{name}({})", elements(arguments).join(","));
    Some(Item::HelperComment { signature, sql: sql.to_owned() })
}

fn queue(call: &str) -> Option<Item> {
    let (function, name) = call.strip_suffix("')")?.split_once("('")?;
    let both_spellings = match function {
        "pgmq.create" => false,
        "workers.create_queue" => true,
        _ => return None,
    };
    Some(Item::Queue { name: name.to_owned(), both_spellings })
}

fn word_after(sql: &str, keyword: &str) -> Option<String> {
    let mut words = sql.split_whitespace().skip_while(|word| *word != keyword);
    words.nth(1).map(|word| word.split('(').next().unwrap_or(word).to_owned())
}

#[cfg(test)]
#[path = "item_tests.rs"]
mod tests;
