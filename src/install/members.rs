//! The extension's functions: whose they are, how they run, who may call them.
//!
//! They belong to the superuser who owns the extension and run as their caller, until `security` steps down:
//! nobody else can replace one. What was altered by hand is mended, what was replaced is refused.

use pgrx::spi::{SpiClient, quote_identifier};

use super::access::{Row, rows};
use super::store::{self, EXTENSION, OWNER, execute, names, value};
use crate::error::{Error, Reason, Result};

/// An application may have replaced this one in place; it is its own then.
const REPLACEABLE: &str = "public.dequeue_job(text)";
/// Not in C: it hands its arguments on.
const IN_SQL: &str =
    "workers.upsert_heartbeat(uuid,text,text,text,integer,anyenum,bigint,bigint,jsonb)";
/// The library as CREATE FUNCTION names it.
const LIBRARY: &str = "$libdir/dragonfly_queue";

/// Our functions, which stay members of the extension.
pub fn oids(client: &SpiClient<'_>) -> Result<Vec<pgrx::pg_sys::Oid>> {
    let mut oids = Vec::new();
    for row in functions(client)? {
        oids.extend(store::function_oid(client, &row.object)?);
    }
    Ok(oids)
}

/// The rows of access.sql that are functions.
pub fn functions(client: &SpiClient<'_>) -> Result<Vec<Row>> {
    Ok(rows(client)?.into_iter().filter(|row| row.kind == "function").collect())
}

/// Owner, rights and settings of every function as they should be. Refuses those that are not ours any
/// more: mending them would make another's code the superuser's.
pub fn mend(client: &mut SpiClient<'_>) -> Result<()> {
    let signatures: Vec<_> = functions(client)?.into_iter().map(|row| row.object).collect();
    refuse_replaced(client, &signatures)?;
    let owner = owner(client)?;
    for signature in signatures {
        if signature == REPLACEABLE && is_foreign(client, &signature)? {
            execute(client, &format!("alter function {signature} owner to {OWNER}"))?;
        } else if !is_well(client, &signature)? {
            let function = format!("alter function {signature}");
            execute(client, &format!("{function} owner to {}", quote_identifier(&owner)))?;
            let settings =
                "security invoker set search_path to pg_catalog, pg_temp set row_security to on";
            execute(client, &format!("{function} {settings}"))?;
        }
    }
    Ok(())
}

/// The superuser who made the extension.
fn owner(client: &SpiClient<'_>) -> Result<String> {
    let sql = include_str!("sql/extension_owner.sql");
    value(client, sql, &[EXTENSION.into()])?.ok_or_else(|| {
        Error::new(Reason::SetUpIncomplete, "the extension does not belong to a superuser").hint(
            "DROP EXTENSION dragonfly_queue, then CREATE EXTENSION dragonfly_queue, as a superuser",
        )
    })
}

fn refuse_replaced(client: &SpiClient<'_>, signatures: &[String]) -> Result<()> {
    let mut replaced = Vec::new();
    for signature in signatures.iter().filter(|signature| *signature != REPLACEABLE) {
        if is_foreign(client, signature)? {
            replaced.push(signature.as_str());
        }
    }
    if replaced.is_empty() {
        return Ok(());
    }
    Err(Error::new(Reason::SetUpIncomplete, "functions of the extension were replaced")
        .detail(replaced.join(", "))
        .hint("DROP EXTENSION dragonfly_queue, then CREATE EXTENSION dragonfly_queue"))
}

/// The function under that signature is not the one that the script made.
fn is_foreign(client: &SpiClient<'_>, signature: &str) -> Result<bool> {
    let sql = include_str!("sql/is_foreign.sql");
    let arguments = [signature.into(), IN_SQL.into(), LIBRARY.into()];
    Ok(value::<bool>(client, sql, &arguments)?.unwrap_or_default())
}

fn is_well(client: &SpiClient<'_>, signature: &str) -> Result<bool> {
    let sql = include_str!("sql/has_foreign_function.sql");
    Ok(!names(client, sql, signature)?.is_empty())
}
