//! Helpers: plain functions that tables lean on or that return one of their rows. Renewed where they
//! differ: to replace a function takes a right that the database's owner need not have.

use pgrx::spi::SpiClient;

use super::converge::Note;
use super::store::{self, OWNER, execute};
use crate::error::Result;

/// The helper as it should be, made for comparison.
const PROBE: &str = "dragonfly_probe";

/// A helper of ours is renewed; one that was there before stays.
pub fn converge(
    client: &mut SpiClient<'_>,
    signature: &str,
    sql: &str,
    note: &mut Note<'_>,
) -> Result<()> {
    let object = format!("function {signature}");
    if store::helper_is_ours(client, signature)? {
        if !is_same(client, signature, sql)? {
            execute(client, &sql.replacen("create function", "create or replace function", 1))?;
            note("renewed", &object);
        }
    } else if store::function_oid(client, signature)?.is_none() {
        execute(client, &format!("{sql}; alter function {signature} owner to {OWNER}"))?;
        note("created", &object);
    }
    Ok(())
}

fn is_same(client: &mut SpiClient<'_>, signature: &str, sql: &str) -> Result<bool> {
    let name = signature.split('(').next().unwrap_or_default();
    execute(client, &sql.replacen(name, &format!("pg_temp.{PROBE}"), 1))?;
    // What differs between the two by design: name, schema, owner, grants.
    let same = include_str!("sql/is_same.sql");
    let same = store::value::<bool>(client, same, &[signature.into(), PROBE.into()])?;
    execute(client, &format!("drop function pg_temp.{PROBE}"))?;
    Ok(same.unwrap_or_default())
}
