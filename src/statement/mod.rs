//! Statements: each is an SQL file, prepared once per backend and object, for as long as its text stays the same.
//!
//! An unprepared SPI statement costs five times as much as a kept one. The text of many depends on tables that an
//! application or an upgrade of pgmq may change: `changes` says when they were, `kept` then looks again.

mod changes;
mod columns;
mod includes;
mod kept;
mod tables;
mod template;

use pgrx::datum::{DatumWithOid, FromDatum, IntoDatum};
use pgrx::pg_sys::PgOid;
use pgrx::spi::{SpiClient, SpiTupleTable};

use crate::error::Result;

pub use kept::is_kept;
pub use tables::{Queue, missing};
use template::Template;

/// Rows that somebody else has locked.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Busy {
    /// They are waited for, in one order: by calls that hold no others.
    Wait,
    /// They are passed by: by calls that hold others already, and could wait in a circle.
    Skip,
}

/// The variant for [`Busy::Wait`].
pub const WAIT: &[(&str, &str)] = &[("busy", "")];
/// The variant for [`Busy::Skip`].
pub const SKIP: &[(&str, &str)] = &[("busy", "skip locked")];

/// A statement of the extension.
pub struct Statement {
    /// `area/name`: its file, and its variant where one file has several.
    name: &'static str,
    template: &'static str,
    /// Parts of the template that are the same in every call.
    parts: &'static [(&'static str, &'static str)],
    reads_only: bool,
}

impl Statement {
    /// A statement that writes, locks, or must see what others committed meanwhile.
    pub const fn writing(name: &'static str, template: &'static str) -> Self {
        Self { name, template, parts: &[], reads_only: false }
    }

    /// A statement that only reads, with the snapshot of the calling statement.
    pub const fn reading(name: &'static str, template: &'static str) -> Self {
        Self { name, template, parts: &[], reads_only: true }
    }

    /// A variant: `{{name}}` in the template is that text.
    pub const fn with(mut self, parts: &'static [(&'static str, &'static str)]) -> Self {
        self.parts = parts;
        self
    }

    /// Runs it.
    pub fn run<'conn>(
        &self,
        client: &SpiClient<'conn>,
        arguments: &[DatumWithOid<'_>],
    ) -> Result<SpiTupleTable<'conn>> {
        self.run_on(client, On::NOTHING, arguments)
    }

    /// Runs it for a queue or a table.
    pub fn run_on<'conn>(
        &self,
        client: &SpiClient<'conn>,
        on: On<'_>,
        arguments: &[DatumWithOid<'_>],
    ) -> Result<SpiTupleTable<'conn>> {
        let text = || {
            let template = Template { parts: self.parts, on, queue: on.tables(client)? };
            template.expand(client, self.template)
        };
        let types = || arguments.iter().map(|argument| PgOid::from(argument.oid())).collect();
        let prepare = |sql: &str, types: &[PgOid]| {
            let plan = if self.reads_only {
                client.prepare(sql, types)
            } else {
                client.prepare_mut(sql, types)
            };
            Ok(plan?.keep())
        };
        let plan = kept::plan(self.name, on.object, text, types, prepare)?;
        // Not `update`, which takes a transaction id even when nothing is written: idle consumers that
        // poll would use them up.
        Ok(client.select(&*plan, None, arguments)?)
    }
}

/// What a statement is run for: each object has a plan of its own.
#[derive(Clone, Copy)]
pub struct On<'a> {
    object: &'a str,
    find: Find,
}

#[derive(Clone, Copy)]
enum Find {
    Nothing,
    Table,
    Queue(fn(&SpiClient<'_>, &str) -> Result<Queue>),
}

impl<'a> On<'a> {
    /// The same statement for every call.
    pub const NOTHING: On<'static> = On { object: "", find: Find::Nothing };

    /// A queue by its plain name, `{{queue}}` as a literal; its tables are not looked at.
    pub const fn name(queue: &'a str) -> Self {
        Self { object: queue, find: Find::Nothing }
    }

    /// A queue by its plain name, which must be there: also `{{table}}`, `{{archive}}` and the like.
    pub const fn queue(queue: &'a str) -> Self {
        Self::queue_by(queue, Queue::named)
    }

    /// The same with another way to find it.
    pub const fn queue_by(queue: &'a str, find: fn(&SpiClient<'_>, &str) -> Result<Queue>) -> Self {
        Self { object: queue, find: Find::Queue(find) }
    }

    /// A table of schema pgmq, quoted: `{{table}}`.
    pub const fn table(table: &'a str) -> Self {
        Self { object: table, find: Find::Table }
    }

    fn tables(self, client: &SpiClient<'_>) -> Result<Option<Queue>> {
        match self.find {
            Find::Nothing | Find::Table => Ok(None),
            Find::Queue(find) => find(client, self.object).map(Some),
        }
    }
}

/// The first column of the first row; `None` without a row or a value.
pub fn first_value<T>(rows: SpiTupleTable<'_>) -> Result<Option<T>>
where
    T: FromDatum + IntoDatum,
{
    if rows.is_empty() { Ok(None) } else { Ok(rows.first().get_one::<T>()?) }
}

/// The first column of rows; rows without a value are left out.
pub fn first_column<T, C>(rows: SpiTupleTable<'_>) -> Result<C>
where
    T: FromDatum + IntoDatum,
    C: FromIterator<T>,
{
    rows.map(|row| Ok(row.get::<T>(1)?)).filter_map(Result::transpose).collect()
}
