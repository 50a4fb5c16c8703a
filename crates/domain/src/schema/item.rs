//! Reads a schema file into the objects it makes.

use thiserror::Error;

use super::scan::{elements, parenthesised, statements};

/// A statement of a schema file, with what is needed to look its object up.
#[allow(missing_docs, reason = "the line of each variant shows where its fields come from")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Item {
    /// `create table schema.name (…)`
    Table(Table),
    /// `create [unique] index name on schema.table …`
    Index { schema: String, name: String, table: String, sql: String },
    /// `create function schema.name() …`: a helper, plain SQL, that tables lean on.
    Helper { signature: String, returns: String, sql: String },
    /// `create trigger name … on schema.table …`
    Trigger { name: String, table: String, sql: String },
    /// `create policy name on schema.table …`
    Policy { name: String, table: String, sql: String },
    /// `comment on … schema.table… is …`; `object` is the table it belongs to.
    Comment { object: String, sql: String },
    /// `select pgmq.create('name')`
    Queue { name: String },
}

/// A table as it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// Qualified name, as `to_regclass` takes it.
    pub name: String,
    /// Columns in order.
    pub columns: Vec<Column>,
    /// Named table constraints.
    pub constraints: Vec<Constraint>,
    /// The whole statement.
    pub sql: String,
}

/// A column as it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// Its type, as `regtype` takes it.
    pub type_name: String,
    /// `not null` is asked for.
    pub not_null: bool,
    /// It has a default.
    pub has_default: bool,
    /// The whole definition, as ADD COLUMN takes it.
    pub sql: String,
}

/// What a constraint demands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConstraintKind {
    /// PRIMARY KEY
    PrimaryKey,
    /// UNIQUE
    Unique,
    /// CHECK
    Check,
    /// FOREIGN KEY
    ForeignKey,
}

/// A table constraint as it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Constraint {
    /// Its name.
    pub name: String,
    /// What it demands.
    pub kind: ConstraintKind,
    /// The columns of a key or foreign key; empty for a check.
    pub columns: Vec<String>,
    /// The whole definition, as ADD takes it.
    pub sql: String,
}

/// A statement that `install()` would not know how to look up; carries its beginning.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("schema file: cannot tell what this statement makes: {0}")]
pub struct ParseFault(pub String);

/// The objects that a schema file makes, in its order.
pub fn parse(text: &str) -> Result<Vec<Item>, ParseFault> {
    statements(text).iter().map(|sql| item(sql)).collect()
}

fn item(sql: &str) -> Result<Item, ParseFault> {
    let words: Vec<&str> = sql.split_whitespace().take(5).collect();
    let found = match words.as_slice() {
        ["create", "table", ..] => table(sql).map(Item::Table),
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

fn table(sql: &str) -> Option<Table> {
    let (head, body, _) = parenthesised(sql)?;
    let name = head.split_whitespace().nth(2)?.to_owned();
    let mut columns = Vec::new();
    let mut constraints = Vec::new();
    for element in elements(body) {
        if element.starts_with("constraint ") {
            constraints.push(constraint(&element)?);
        } else {
            columns.push(column(&element)?);
        }
    }
    Some(Table { name, columns, constraints, sql: sql.to_owned() })
}

fn column(element: &str) -> Option<Column> {
    let (name, rest) = element.split_once(char::is_whitespace)?;
    let words: Vec<&str> = rest.split_whitespace().collect();
    let type_ends = words
        .iter()
        .position(|word| matches!(*word, "not" | "null" | "default" | "collate" | "generated"))
        .unwrap_or(words.len());
    let type_name = words.get(..type_ends)?.join(" ");
    let not_null = words.windows(2).any(|pair| pair == ["not", "null"]);
    let has_default = words.contains(&"default");
    (!type_name.is_empty()).then(|| Column {
        name: name.to_owned(),
        type_name,
        not_null,
        has_default,
        sql: element.to_owned(),
    })
}

fn constraint(element: &str) -> Option<Constraint> {
    let words: Vec<&str> = element.split_whitespace().collect();
    let kind = match words.get(2..)? {
        ["primary", ..] => ConstraintKind::PrimaryKey,
        ["unique", ..] => ConstraintKind::Unique,
        ["check", ..] => ConstraintKind::Check,
        ["foreign", ..] => ConstraintKind::ForeignKey,
        _ => return None,
    };
    let columns = match kind {
        ConstraintKind::Check => Vec::new(),
        _ => elements(parenthesised(element)?.1),
    };
    Some(Constraint { name: (*words.get(1)?).to_owned(), kind, columns, sql: element.to_owned() })
}

fn index(name: &str, sql: &str) -> Option<Item> {
    let table = word_after(sql, "on")?;
    let schema = table.split_once('.')?.0.to_owned();
    Some(Item::Index { schema, name: name.to_owned(), table, sql: sql.to_owned() })
}

fn helper(sql: &str) -> Option<Item> {
    let (head, arguments, _) = parenthesised(sql)?;
    let name = head.split_whitespace().nth(2)?;
    let returns = word_after(sql, "returns")?;
    Some(Item::Helper { signature: format!("{name}({arguments})"), returns, sql: sql.to_owned() })
}

fn comment(what: &str, object: &str, sql: &str) -> Option<Item> {
    let object = match what {
        "table" => object,
        "column" => object.rsplit_once('.')?.0,
        _ => return None,
    };
    Some(Item::Comment { object: object.to_owned(), sql: sql.to_owned() })
}

fn queue(call: &str) -> Option<Item> {
    let name = call.strip_prefix("pgmq.create('")?.strip_suffix("')")?;
    Some(Item::Queue { name: name.to_owned() })
}

fn word_after(sql: &str, keyword: &str) -> Option<String> {
    let mut words = sql.split_whitespace().skip_while(|word| *word != keyword);
    words.nth(1).map(|word| word.split('(').next().unwrap_or(word).to_owned())
}

#[cfg(test)]
#[path = "item_tests.rs"]
mod tests;
