//! Schema dragonfly before the script puts its functions there: nobody but a superuser may make something in
//! it, and nobody may have. The script looks names up there first, as a superuser.
//!
//! Schema workers may be an application's. No name is looked up there without its schema, and every call of
//! ours into it has its exact types.

use pgrx::spi::SpiClient;

use super::access;
use super::model;
use super::store::{names, value};
use crate::error::{Error, Reason, Result};

const SCHEMA: &str = "dragonfly";

/// Refuses a schema of another role, or one in which others may create.
pub fn refuse_others(client: &SpiClient<'_>) -> Result<()> {
    refuse_foreign_owner(client)?;
    refuse_other_makers(client)
}

fn refuse_foreign_owner(client: &SpiClient<'_>) -> Result<()> {
    let sql = include_str!("sql/schema_owner.sql");
    let Some(owner) = value::<String>(client, sql, &[SCHEMA.into()])? else { return Ok(()) };
    Err(Error::new(
        Reason::SetUpIncomplete,
        format!("schema {SCHEMA} belongs to a role that is not a superuser"),
    )
    .detail(format!("owner is {owner}"))
    .hint(format!("ALTER SCHEMA {SCHEMA} OWNER TO CURRENT_USER, after a look at what is in it.")))
}

fn refuse_other_makers(client: &SpiClient<'_>) -> Result<()> {
    let sql = include_str!("sql/schema_creators.sql");
    let makers = names(client, sql, SCHEMA)?;
    if makers.is_empty() {
        return Ok(());
    }
    let makers = makers.join(", ");
    Err(Error::new(
        Reason::SetUpIncomplete,
        format!("roles that are not superusers may create in schema {SCHEMA}"),
    )
    .detail(format!("CREATE is granted to {makers}"))
    .hint(format!(
        "REVOKE CREATE ON SCHEMA {SCHEMA} FROM {makers}, after a look at what is in it."
    )))
}

/// Refuses what is in it and not of this extension. What an earlier installation left is known by name and
/// owner, and a superuser may have made a helper of his own; row and array types come with theirs.
pub fn refuse_strangers(client: &SpiClient<'_>) -> Result<()> {
    let trusted = include_str!("sql/trusted_functions.sql");
    let mut helpers = Vec::new();
    for row in access::rows(client)? {
        if row.kind == "helper" {
            helpers.extend(value::<pgrx::pg_sys::Oid>(client, trusted, &[row.object.into()])?);
        }
    }
    let sql = include_str!("sql/foreign_members.sql");
    let mut strangers = Vec::new();
    for row in client.select(sql, None, &[helpers.into(), model::types()?.into()])? {
        strangers.extend(row.get::<String>(1)?);
    }
    let Some(first) = strangers.first() else { return Ok(()) };
    Err(Error::new(
        Reason::SetUpIncomplete,
        "schema dragonfly holds objects that are not of this extension",
    )
    .detail(strangers.join(", "))
    .hint(format!("Drop them, for instance DROP {first}, or move them to another schema.")))
}
