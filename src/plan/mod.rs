//! Kept statements: each is prepared once per backend, for as long as its text stays the same.
//!
//! An unprepared SPI statement costs five times as much as a kept one. The text of many depends on tables that an
//! application or an upgrade of pgmq may change: `changes` says when they were, `kept` then looks again.

mod changes;
mod kept;

use std::panic::Location;

use pgrx::datum::{DatumWithOid, FromDatum, IntoDatum};
use pgrx::pg_sys::PgOid;
use pgrx::spi::{OwnedPreparedStatement, SpiClient, SpiTupleTable};

use crate::error::Result;

pub use changes::watch;

/// `any` over the array `$1` in a statement that is called with few elements. Planned with its elements known it
/// would look cheaper each time than the kept plan, and be planned anew for every call.
pub const ANY_OF_FIRST: &str = "any (array(select pg_catalog.unnest($1)))";

/// Rows of an unnested array WITH ORDINALITY as `place`, of which the planner is told that there are few: two
/// hundred look like one. Every look-up by them goes through an index, and the kept plan never looks dearer
/// than a new one.
pub const AS_IF_ONE: &str = "place between 1 and 1000000";

/// Rows that somebody else has locked.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Busy {
    /// They are waited for, in one order: by whoever holds no others.
    Wait,
    /// They are passed by: by whoever holds others already, and could wait in a circle.
    Skip,
}

impl Busy {
    /// What stands behind FOR UPDATE.
    pub fn clause(self) -> &'static str {
        match self {
            Self::Wait => "",
            Self::Skip => "skip locked",
        }
    }
}

/// The first column of rows; rows without a value are left out.
pub fn first_column<T, C>(rows: SpiTupleTable<'_>) -> Result<C>
where
    T: FromDatum + IntoDatum,
    C: FromIterator<T>,
{
    rows.map(|row| Ok(row.get::<T>(1)?)).filter_map(Result::transpose).collect()
}

/// The file that keeps a statement, and the statement's name in it.
type Name = (&'static str, &'static str);

/// A statement's text and the types of its arguments.
pub struct Text {
    /// SQL with `$n`; identifiers in it come from the catalogue or are constants.
    pub sql: String,
    /// One per argument.
    pub types: Vec<PgOid>,
}

impl Text {
    /// A statement with those argument types.
    pub fn new(sql: impl Into<String>, types: impl Into<Vec<PgOid>>) -> Self {
        Self { sql: sql.into(), types: types.into() }
    }
}

/// Runs a kept statement that writes, locks, or must see what others committed meanwhile.
///
/// `name` names the statement among those of the calling file, `object` the queue it is made for (empty
/// when there is only one).
#[track_caller]
pub fn write<'conn>(
    client: &SpiClient<'conn>,
    name: &'static str,
    object: &str,
    arguments: &[DatumWithOid<'_>],
    text: impl FnOnce(&SpiClient<'conn>) -> Result<Text>,
) -> Result<SpiTupleTable<'conn>> {
    let name = (Location::caller().file(), name);
    run(client, name, object, arguments, text, |client, text| {
        Ok(client.prepare_mut(text.sql.as_str(), &text.types)?.keep())
    })
}

/// Runs a kept statement that only reads, with the snapshot of the calling statement.
#[track_caller]
pub fn read<'conn>(
    client: &SpiClient<'conn>,
    name: &'static str,
    object: &str,
    arguments: &[DatumWithOid<'_>],
    text: impl FnOnce(&SpiClient<'conn>) -> Result<Text>,
) -> Result<SpiTupleTable<'conn>> {
    let name = (Location::caller().file(), name);
    run(client, name, object, arguments, text, |client, text| {
        Ok(client.prepare(text.sql.as_str(), &text.types)?.keep())
    })
}

fn run<'conn>(
    client: &SpiClient<'conn>,
    name: Name,
    object: &str,
    arguments: &[DatumWithOid<'_>],
    text: impl FnOnce(&SpiClient<'conn>) -> Result<Text>,
    prepare: impl FnOnce(&SpiClient<'conn>, &Text) -> Result<OwnedPreparedStatement>,
) -> Result<SpiTupleTable<'conn>> {
    let plan = kept::plan(name, object, || text(client), |text| prepare(client, text))?;
    // Not `update`, which takes a transaction id even when nothing is written: idle consumers that
    // poll would use them up.
    Ok(client.select(&*plan, None, arguments)?)
}
