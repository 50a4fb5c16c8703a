//! Enumerations: made when missing, given the labels they lack.

use dragonfly_domain::schema::SchemaFault;
use pgrx::spi::{SpiClient, quote_literal};

use super::converge::Note;
use super::store::{self, OWNER, execute};
use crate::error::Result;

/// Something has that name.
pub fn exists(client: &SpiClient<'_>, name: &str) -> Result<bool> {
    store::exists(client, "select to_regtype($1) is not null", name)
}

/// Refuses a type of that name that is no enumeration.
pub fn check(client: &SpiClient<'_>, name: &str) -> Result<()> {
    let other = "select exists (select from pg_type where oid = to_regtype($1) and typtype <> 'e')";
    if store::exists(client, other, name)? {
        return Err(SchemaFault::AnotherType(name.to_owned()).into());
    }
    Ok(())
}

/// Makes it, or adds what an existing one lacks.
pub fn converge(
    client: &mut SpiClient<'_>,
    name: &str,
    labels: &[String],
    sql: &str,
    note: &mut Note<'_>,
) -> Result<()> {
    if !exists(client, name)? {
        execute(client, &format!("{sql}; alter type {name} owner to {OWNER}"))?;
        note("created", &format!("type {name}"));
        return Ok(());
    }
    let present = "select enumlabel::text from pg_enum where enumtypid = to_regtype($1)";
    let present = store::names(client, present, name)?;
    for label in labels.iter().filter(|label| !present.contains(label)) {
        execute(client, &format!("alter type {name} add value {}", quote_literal(label)))?;
        note("added", &format!("label {label} of type {name}"));
    }
    Ok(())
}
