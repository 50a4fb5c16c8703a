//! Looks into the catalogue and runs the DDL of installation. None of it is on a hot path, so
//! nothing here is kept; identifiers in DDL come from the schema files and from the catalogue.

use pgrx::datum::DatumWithOid;
use pgrx::pg_sys::Oid;
use pgrx::spi::SpiClient;

use crate::error::{Error, Reason, Result};
use crate::waiting;

/// The extension's name.
pub const EXTENSION: &str = "dragonfly_queue";
/// The name of the lock that lets one installation run at a time.
const INSTALLING: &str = "dragonfly_queue.install";
/// The role that owns tables, views and helpers.
pub const OWNER: &str = "dragonfly_owner";

/// Pins the search path from inside: in the script, and where what is declared on the function was
/// altered, that is not so yet. Nothing in this statement is looked up by that path.
pub fn pin_search_path(client: &SpiClient<'_>) -> Result<()> {
    client.select(
        "select pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true)",
        None,
        &[],
    )?;
    Ok(())
}

/// Runs one statement.
pub fn execute(client: &mut SpiClient<'_>, sql: &str) -> Result<()> {
    client.update(sql, None, &[])?;
    Ok(())
}

/// A boolean about one name.
pub fn exists(client: &SpiClient<'_>, sql: &str, name: &str) -> Result<bool> {
    Ok(value::<bool>(client, sql, &[name.into()])?.unwrap_or_default())
}

/// The first column of the first row.
pub fn value<T: pgrx::datum::FromDatum + pgrx::datum::IntoDatum>(
    client: &SpiClient<'_>,
    sql: &str,
    arguments: &[DatumWithOid<'_>],
) -> Result<Option<T>> {
    let rows = client.select(sql, Some(1), arguments)?;
    if rows.is_empty() { Ok(None) } else { Ok(rows.first().get_one::<T>()?) }
}

/// Superusers, and owners of the database that may become `dragonfly_owner`.
pub fn require_installer(client: &SpiClient<'_>) -> Result<()> {
    let sql = include_str!("sql/require_installer.sql");
    if exists(client, sql, OWNER)? {
        return Ok(());
    }
    Err(Error::new(Reason::PermissionDenied, "permission denied").hint(
        "Run it as a superuser, or as the database's owner with membership in dragonfly_owner.",
    ))
}

/// One installation at a time; out of reach of `pg_advisory_lock`. With a transaction id, which an update
/// takes, what follows sees what the one before has done.
pub fn lock(client: &mut SpiClient<'_>) -> Result<()> {
    waiting::claim_in_turn(INSTALLING);
    execute(client, "select")
}

/// The scripts of `pg_dump` switch row security off before anything else.
pub fn restoring(client: &SpiClient<'_>) -> Result<bool> {
    exists(client, "select current_setting($1) = 'off'", "row_security")
}

/// Older versions of pgmq make queue tables members of their own extension.
pub fn pgmq_claims_queues(client: &SpiClient<'_>) -> Result<bool> {
    let sql = include_str!("sql/pgmq_claims_queues.sql");
    exists(client, sql, "pgmq")
}

/// The installed version of an extension.
pub fn extension_version(client: &SpiClient<'_>, name: &str) -> Result<Option<String>> {
    value(client, "select extversion from pg_extension where extname = $1", &[name.into()])
}

pub fn encoding(client: &SpiClient<'_>) -> Result<String> {
    let sql = include_str!("sql/encoding.sql");
    Ok(value(client, sql, &[])?.unwrap_or_default())
}

pub fn role_exists(client: &SpiClient<'_>, role: &str) -> Result<bool> {
    exists(client, "select exists (select from pg_roles where rolname = $1)", role)
}

pub fn may_switch(client: &SpiClient<'_>, login: &str, role: &str) -> Result<bool> {
    let sql = "select pg_has_role($1, $2, 'MEMBER')";
    Ok(value::<bool>(client, sql, &[login.into(), role.into()])?.unwrap_or_default())
}

pub fn is_superuser(client: &SpiClient<'_>) -> Result<bool> {
    let sql = "select rolsuper from pg_roles where rolname = current_user";
    Ok(value::<bool>(client, sql, &[])?.unwrap_or_default())
}

pub fn has_attributes(client: &SpiClient<'_>, role: &str) -> Result<bool> {
    let sql = include_str!("sql/has_attributes.sql");
    exists(client, sql, role)
}

pub fn may_create_roles(client: &SpiClient<'_>) -> Result<bool> {
    let sql = "select rolsuper or rolcreaterole from pg_roles where rolname = current_user";
    Ok(value::<bool>(client, sql, &[])?.unwrap_or_default())
}

pub fn function_oid(client: &SpiClient<'_>, signature: &str) -> Result<Option<Oid>> {
    value(client, "select to_regprocedure($1)::oid", &[signature.into()])
}

/// Whether the caller may hand out the right to a function and to look into its schema.
pub fn may_grant(client: &SpiClient<'_>, signature: &str) -> Result<bool> {
    let sql = include_str!("sql/may_grant.sql");
    exists(client, sql, signature)
}

pub fn helper_is_ours(client: &SpiClient<'_>, signature: &str) -> Result<bool> {
    let sql = include_str!("sql/helper_is_ours.sql");
    exists(client, sql, signature)
}

pub fn relation_exists(client: &SpiClient<'_>, name: &str) -> Result<bool> {
    exists(client, "select to_regclass($1) is not null", name)
}

/// The relation is there with these columns.
pub fn has_columns(client: &SpiClient<'_>, relation: &str, columns: &[&str]) -> Result<bool> {
    let sql = include_str!("sql/has_columns.sql");
    let arguments = [relation.into(), columns.to_vec().into()];
    Ok(value::<bool>(client, sql, &arguments)?.unwrap_or_default())
}

pub fn is_index_of(client: &SpiClient<'_>, name: &str, table: &str) -> Result<bool> {
    let sql = include_str!("sql/is_index_of.sql");
    Ok(value::<bool>(client, sql, &[name.into(), table.into()])?.unwrap_or_default())
}

/// Made by us: it belongs to our owner. Adopted objects keep theirs.
pub fn is_ours(client: &SpiClient<'_>, relation: &str) -> Result<bool> {
    let sql = include_str!("sql/is_ours.sql");
    exists(client, sql, relation)
}

/// Row level security is enabled.
pub fn has_row_security(client: &SpiClient<'_>, relation: &str) -> Result<bool> {
    exists(client, "select relrowsecurity from pg_class where oid = to_regclass($1)", relation)
}

/// Row level security is enabled and forced.
pub fn is_closed(client: &SpiClient<'_>, relation: &str) -> Result<bool> {
    let sql = include_str!("sql/is_closed.sql");
    exists(client, sql, relation)
}

pub fn is_member_of(client: &SpiClient<'_>, extension: &str, relation: &str) -> Result<bool> {
    let sql = include_str!("sql/is_member_of.sql");
    Ok(value::<bool>(client, sql, &[extension.into(), relation.into()])?.unwrap_or_default())
}

pub fn has_trigger(client: &SpiClient<'_>, table: &str, name: &str) -> Result<bool> {
    let sql = include_str!("sql/has_trigger.sql");
    Ok(value::<bool>(client, sql, &[table.into(), name.into()])?.unwrap_or_default())
}

/// A policy is missing where row level security is on; elsewhere it would do nothing.
pub fn needs_policy(client: &SpiClient<'_>, table: &str, name: &str) -> Result<bool> {
    let sql = include_str!("sql/needs_policy.sql");
    Ok(value::<bool>(client, sql, &[table.into(), name.into()])?.unwrap_or_default())
}

/// pgmq 1.5 does not dump its list of queues; a restored table is listed again.
pub fn register_queue(client: &mut SpiClient<'_>, name: &str) -> Result<bool> {
    if exists(client, "select exists (select from pgmq.meta where queue_name = $1)", name)? {
        return Ok(false);
    }
    let sql = include_str!("sql/register_queue.sql");
    client.update(sql, None, &[name.into()])?;
    Ok(true)
}

/// What the function of that signature returns; `None` when there is none.
pub fn function_returns(client: &SpiClient<'_>, signature: &str) -> Result<Option<String>> {
    let sql = "select prorettype::regtype::text from pg_proc where oid = to_regprocedure($1)";
    value(client, sql, &[signature.into()])
}

/// The first column of a query about one name.
pub fn names(client: &SpiClient<'_>, sql: &str, about: &str) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for row in client.select(sql, None, &[about.into()])? {
        names.extend(row.get::<String>(1)?);
    }
    Ok(names)
}

/// Sequences that belong to columns of a table, qualified and quoted.
pub fn sequences_of(client: &SpiClient<'_>, table: &str) -> Result<Vec<String>> {
    let sql = include_str!("sql/sequences_of.sql");
    names(client, sql, table)
}

/// Takes everything but our functions out of the extension, so that DROP EXTENSION leaves working
/// tables and `pg_dump` carries them. Also what a user's event trigger made meanwhile.
pub fn release(client: &mut SpiClient<'_>, functions: &[Oid]) -> Result<Vec<String>> {
    let sql = include_str!("sql/return_type.sql");
    let mut members = Vec::new();
    for row in client.select(sql, None, &[EXTENSION.into(), functions.to_vec().into()])? {
        let (kind, identity) = (row.get::<String>(1)?, row.get::<String>(2)?);
        members.push(format!("{} {}", kind.unwrap_or_default(), identity.unwrap_or_default()));
    }
    for member in &members {
        execute(client, &format!("alter extension {EXTENSION} drop {member}"))?;
    }
    Ok(members)
}
