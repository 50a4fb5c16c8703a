//! Reads `create table`: columns, constraints, and the statement without foreign keys.

use super::scan::{elements, parenthesised};

/// A table as it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// Qualified name, as `to_regclass` takes it.
    pub name: String,
    /// Columns in order.
    pub columns: Vec<Column>,
    /// Named table constraints but foreign keys.
    pub constraints: Vec<Constraint>,
    /// Named foreign keys.
    pub foreign_keys: Vec<Constraint>,
    /// The statement that makes it, without foreign keys.
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
    /// Its default; stands last in the definition.
    pub default: Option<String>,
    /// The whole definition, as ADD COLUMN takes it.
    pub sql: String,
}

impl Column {
    /// A row that does not name the column gets a value.
    #[must_use]
    pub fn fills_itself(&self) -> bool {
        self.default.is_some() || self.sql.contains(" generated ")
    }
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

/// Reads one statement.
pub(super) fn table(sql: &str) -> Option<Table> {
    let (head, body, storage) = parenthesised(sql)?;
    let name = head.split_whitespace().nth(2)?.to_owned();
    let (mut columns, mut constraints, mut foreign_keys) = (Vec::new(), Vec::new(), Vec::new());
    let mut kept = Vec::new();
    for element in elements(body) {
        if !element.starts_with("constraint ") {
            columns.push(column(&element)?);
        } else if let found = constraint(&element)?
            && found.kind == ConstraintKind::ForeignKey
        {
            foreign_keys.push(found);
            continue;
        } else {
            constraints.push(constraint(&element)?);
        }
        kept.push(element);
    }
    let sql = format!("{head}({}){storage}", kept.join(", "));
    Some(Table { name, columns, constraints, foreign_keys, sql })
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
    let default = element.split_once(" default ").map(|(_, default)| default.trim().to_owned());
    (!type_name.is_empty()).then(|| Column {
        name: name.to_owned(),
        type_name,
        not_null,
        default,
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
