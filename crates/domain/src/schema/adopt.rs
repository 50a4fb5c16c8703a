//! What an existing table lacks, and when it cannot be ours at all.

use thiserror::Error;

use super::{Column, Constraint, ConstraintKind, Table};

/// A table as the catalogue has it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PresentTable {
    /// An ordinary or partitioned table, not a view or anything else.
    pub is_table: bool,
    /// It has at least one row.
    pub has_rows: bool,
    /// It belongs to the owner of the data model; an application inserts into no other's.
    pub is_ours: bool,
    /// Its columns.
    pub columns: Vec<PresentColumn>,
    /// The names of its constraints.
    pub constraints: Vec<String>,
    /// Those of them that are not validated.
    pub not_valid: Vec<String>,
    /// The name of its primary key and the columns, sorted.
    pub primary_key: Option<(String, Vec<String>)>,
    /// The columns of each unique index, sorted.
    pub unique_keys: Vec<Vec<String>>,
}

/// A column as the catalogue has it, beside the type that it should have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PresentColumn {
    /// Its name.
    pub name: String,
    /// `format_type` without modifiers.
    pub type_name: String,
    /// Its type is an enum.
    pub is_enum: bool,
    /// The same for the type that the data model names; `None` where it knows no such column.
    pub wanted_type: Option<String>,
}

/// What makes an existing table usable.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Adoption {
    /// Columns to add.
    pub add_columns: Vec<NewColumn>,
    /// A primary key to put in the place of a narrower one.
    pub widen: Option<Widening>,
    /// Constraints to add, NOT VALID first where that exists.
    pub add_constraints: Vec<Constraint>,
    /// Names of constraints that rows broke when they were added, to be tried again.
    pub validate: Vec<String>,
}

/// A primary key that allows less than the functions need, and the one to have instead. No row can
/// break the wider one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Widening {
    /// The name of the constraint that is there.
    pub present: String,
    /// What takes its place.
    pub wanted: Constraint,
}

/// A column that an existing table lacks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewColumn {
    /// Its name.
    pub name: String,
    /// The definition for ADD COLUMN.
    pub sql: String,
    /// A default for rows to come only: those that are there must not look new.
    pub later_default: Option<String>,
}

/// Why an existing object cannot be used; all of them are SQLSTATE 55000.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum SchemaFault {
    /// The name belongs to something that is not this table.
    #[error("relation {0} already exists and does not match this extension's table")]
    AnotherObject(String),
    /// The name of an index belongs to something else, for instance of a table that was renamed.
    #[error("{0} exists and is not the index of that name")]
    NameTaken(String),
    /// The name of a helper belongs to a function that returns something else.
    #[error("function {0} exists and is another function")]
    AnotherFunction(String),
    /// The name belongs to a type that is no enumeration.
    #[error("type {0} exists and is no enumeration")]
    AnotherType(String),
    /// A column has a type that the functions cannot use.
    #[error("column {column} of {table} is {present}, expected {wanted}")]
    ColumnType {
        /// Qualified table.
        table: String,
        /// Column.
        column: String,
        /// Type there.
        present: String,
        /// Type needed.
        wanted: String,
    },
}

impl SchemaFault {
    /// What the operator should do.
    #[must_use]
    pub fn hint(&self) -> String {
        match self {
            Self::AnotherObject(name) => {
                format!(
                    "Rename it (ALTER TABLE {name} RENAME TO …), then run SELECT dragonfly.install() again."
                )
            }
            Self::NameTaken(name) => {
                format!(
                    "Rename it (ALTER INDEX {name} RENAME TO …), then run SELECT dragonfly.install() again."
                )
            }
            Self::AnotherFunction(name) => {
                format!(
                    "Rename it (ALTER FUNCTION {name} RENAME TO …), then run SELECT dragonfly.install() again."
                )
            }
            Self::AnotherType(name) => {
                format!(
                    "Rename it (ALTER TYPE {name} RENAME TO …), then run SELECT dragonfly.install() again."
                )
            }
            Self::ColumnType { table, column, wanted, .. } => format!(
                "ALTER TABLE {table} ALTER COLUMN {column} TYPE {wanted}, or rename the table, \
                 then run SELECT dragonfly.install() again."
            ),
        }
    }
}

/// The one table whose primary key is replaced: there were applications in which an idempotency key
/// stood for a job whatever its queue.
const WIDENED: &str = "workers.processed_jobs";

/// Compares a table of the data model with what stands under its name.
pub fn adopt(table: &Table, present: &PresentTable) -> Result<Adoption, SchemaFault> {
    let another = || SchemaFault::AnotherObject(table.name.clone());
    if !present.is_table {
        return Err(another());
    }
    let missing: Vec<&Column> =
        table.columns.iter().filter(|column| find(present, &column.name).is_none()).collect();
    let cannot_have = |column: &&Column| {
        is_key(table, &column.name)
            && (present.has_rows || (!present.is_ours && !column.fills_itself()))
    };
    if missing.iter().any(cannot_have) {
        return Err(another());
    }
    for column in &present.columns {
        check_type(table, column)?;
    }
    let widen = widening(table, present);
    Ok(Adoption {
        add_columns: missing.into_iter().map(|column| definition(column, present)).collect(),
        add_constraints: missing_constraints(table, present)
            .into_iter()
            .filter(|missing| widen.as_ref().is_none_or(|wide| wide.wanted.name != missing.name))
            .collect(),
        widen,
        validate: table
            .constraints
            .iter()
            .filter(|constraint| present.not_valid.contains(&constraint.name))
            .map(|constraint| constraint.name.clone())
            .collect(),
    })
}

fn widening(table: &Table, present: &PresentTable) -> Option<Widening> {
    let (name, columns) = present.primary_key.as_ref().filter(|_| table.name == WIDENED)?;
    let is_primary = |key: &&Constraint| key.kind == ConstraintKind::PrimaryKey;
    let wanted = table.constraints.iter().find(is_primary)?;
    let narrower = columns.len() < wanted.columns.len()
        && columns.iter().all(|column| wanted.columns.contains(column));
    narrower.then(|| Widening { present: name.clone(), wanted: wanted.clone() })
}

fn find<'a>(present: &'a PresentTable, name: &str) -> Option<&'a PresentColumn> {
    present.columns.iter().find(|column| column.name == name)
}

fn is_key(table: &Table, column: &str) -> bool {
    table.constraints.iter().any(|constraint| {
        constraint.kind == ConstraintKind::PrimaryKey
            && constraint.columns.iter().any(|name| name == column)
    })
}

fn check_type(table: &Table, column: &PresentColumn) -> Result<(), SchemaFault> {
    let Some(wanted) = &column.wanted_type else { return Ok(()) };
    let textual = |name: &str| matches!(name, "text" | "character varying");
    // An enumeration does for text, but cannot point to it.
    let mut keys = table.foreign_keys.iter().flat_map(|key| &key.columns);
    let enum_does = column.is_enum && !keys.any(|name| *name == column.name);
    // Only our own types are qualified, and all of those are enumerations.
    let text_does = wanted.contains('.') && textual(&column.type_name);
    let alike = *wanted == column.type_name
        || text_does
        || (textual(wanted) && (textual(&column.type_name) || enum_does));
    if alike {
        return Ok(());
    }
    Err(SchemaFault::ColumnType {
        table: table.name.clone(),
        column: column.name.clone(),
        present: column.type_name.clone(),
        wanted: wanted.clone(),
    })
}

/// Rows that are there cannot satisfy NOT NULL without a default, and one that is not a constant
/// (`now()`) would say something untrue of them. Nor can the rows that an application will insert: it
/// does not know the column, so its table gets the same whether it has rows or not.
fn definition(column: &Column, present: &PresentTable) -> NewColumn {
    let lenient = present.has_rows || !present.is_ours;
    let computed = column.default.clone().filter(|default| default.contains('('));
    let later_default = computed.filter(|_| lenient);
    let name = column.name.clone();
    let mut sql = column.sql.clone();
    if lenient && (column.default.is_none() || later_default.is_some()) {
        sql = sql.replace(" not null", "");
    }
    if later_default.is_some() {
        sql = sql.split(" default ").next().unwrap_or_default().to_owned();
    }
    NewColumn { name, sql, later_default }
}

/// A key is there when its columns are unique, whatever the index is called. Beside a primary key of
/// the application's own, ours becomes a unique constraint.
fn missing_constraints(table: &Table, present: &PresentTable) -> Vec<Constraint> {
    let there = |constraint: &Constraint| {
        present.constraints.contains(&constraint.name)
            || (constraint.is_key() && present.unique_keys.contains(&constraint.sorted_columns()))
    };
    let missing = table.constraints.iter().filter(|constraint| !there(constraint)).cloned();
    missing
        .map(|constraint| {
            if present.primary_key.is_some() { constraint.beside_primary_key() } else { constraint }
        })
        .collect()
}

impl Constraint {
    /// A primary key or a unique constraint.
    #[must_use]
    pub fn is_key(&self) -> bool {
        matches!(self.kind, ConstraintKind::PrimaryKey | ConstraintKind::Unique)
    }

    /// Its columns by name.
    #[must_use]
    pub fn sorted_columns(&self) -> Vec<String> {
        let mut columns = self.columns.clone();
        columns.sort();
        columns
    }

    fn beside_primary_key(self) -> Self {
        if self.kind != ConstraintKind::PrimaryKey {
            return self;
        }
        let sql = self.sql.replacen("primary key", "unique", 1);
        Self { kind: ConstraintKind::Unique, sql, ..self }
    }
}

#[cfg(test)]
#[path = "adopt_tests.rs"]
mod tests;
