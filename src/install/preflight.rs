//! What must hold before the first function is created: nothing in the way, pgmq new enough,
//! schemas and roles there.

use pgrx::spi::{SpiClient, quote_identifier};
use pgrx::{PgLogLevel, PgSqlErrorCode, pg_sys};

use super::store::{self, OWNER};
use super::{access, ground, overloads, store::execute};
use crate::error::{Error, Reason, Result};
use crate::settings;

/// Roles that grants name; PostgREST stacks have the first three already.
const ROLES: [&str; 5] = ["anon", "authenticated", "service_role", "enforcement_operator", OWNER];
const SCHEMAS: [&str; 4] = ["workers", "judgments", "parties", "enrichment"];
const OLDEST_PGMQ: (u32, u32) = (1, 5);

/// Checks and prepares; the script goes on only when this returns.
pub fn run(client: &mut SpiClient<'_>) -> Result<()> {
    refuse_other_encodings(client)?;
    ground::refuse_others(client)?;
    refuse_existing_functions(client)?;
    ground::refuse_strangers(client)?;
    refuse_old_pgmq(client)?;
    for schema in SCHEMAS {
        if !store::exists(client, "select to_regnamespace($1) is not null", schema)? {
            execute(client, &format!("create schema {schema}"))?;
            execute(client, &format!("alter extension {} drop schema {schema}", store::EXTENSION))?;
        }
    }
    ROLES.iter().try_for_each(|role| create_role(client, role))?;
    refuse_mighty_owner(client)?;
    let_authenticator_switch(client)
}

/// Keys are compared as text; two that cannot be told apart would be one job.
fn refuse_other_encodings(client: &mut SpiClient<'_>) -> Result<()> {
    let encoding = store::encoding(client)?;
    if encoding == "UTF8" {
        return Ok(());
    }
    Err(Error::new(Reason::SetUpIncomplete, "the database must be encoded in UTF8")
        .detail(format!("encoding is {encoding}"))
        .hint("CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0, and restore into it."))
}

/// An application's own functions are never dropped or moved by the script.
fn refuse_existing_functions(client: &mut SpiClient<'_>) -> Result<()> {
    let mut taken = Vec::new();
    for row in access::rows(client)? {
        // A helper in schema public is no member: one of ours may have outlived the extension.
        let ours = match row.kind.as_str() {
            "function" => false,
            "helper" if row.object.starts_with("public.") => {
                store::helper_is_ours(client, &row.object)?
            }
            _ => true,
        };
        if !ours {
            taken.extend(overloads::in_place(client, &row.object)?);
        }
    }
    taken.extend(overloads::beside(client)?);
    if taken.is_empty() {
        return Ok(());
    }
    let (signatures, moves): (Vec<_>, Vec<_>) =
        taken.into_iter().map(|overload| (overload.signature, overload.moves)).unzip();
    Err(Error::new(Reason::SetUpIncomplete, "functions with names of this extension exist")
        .detail(signatures.join(", "))
        .hint(format!("Run {}", overloads::script(client, &moves)?)))
}

fn refuse_old_pgmq(client: &mut SpiClient<'_>) -> Result<()> {
    let version = store::extension_version(client, "pgmq")?.unwrap_or_default();
    let mut numbers = version.split('.').map(|number| number.parse().unwrap_or(0));
    let found = (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0));
    if found >= OLDEST_PGMQ {
        return Ok(());
    }
    Err(Error::new(Reason::SetUpIncomplete, "pgmq 1.5 or later is needed")
        .detail(format!("pgmq is {version}"))
        .hint("ALTER EXTENSION pgmq UPDATE"))
}

fn create_role(client: &mut SpiClient<'_>, role: &str) -> Result<()> {
    if store::role_exists(client, role)? {
        return Ok(());
    }
    if store::may_create_roles(client)? {
        // Roles are the cluster's: another database may be making the same one right now.
        return execute(
            client,
            &format!(
                "do $role$ begin create role {role} nologin;
                 exception when duplicate_object or unique_violation then null; end $role$"
            ),
        );
    }
    if role == OWNER {
        return Err(Error::new(Reason::PermissionDenied, format!("role {OWNER} is missing"))
            .hint(format!("CREATE ROLE {OWNER} NOLOGIN, as a role that may create roles.")));
    }
    warn(
        &format!("dragonfly_queue: role {role} is missing and was not granted anything"),
        &format!("CREATE ROLE {role} NOLOGIN, then SELECT dragonfly.install()"),
    );
    Ok(())
}

/// Every RPC runs with the rights of this role.
fn refuse_mighty_owner(client: &mut SpiClient<'_>) -> Result<()> {
    if !store::has_attributes(client, OWNER)? {
        return Ok(());
    }
    Err(Error::new(
        Reason::SetUpIncomplete,
        format!("role {OWNER} already exists with login or administrative attributes"),
    )
    .hint(format!(
        "ALTER ROLE {OWNER} NOSUPERUSER NOLOGIN NOBYPASSRLS NOCREATEROLE NOCREATEDB NOREPLICATION"
    )))
}

/// A token of role `enforcement_operator` is served only when PostgREST's login may switch to it.
fn let_authenticator_switch(client: &mut SpiClient<'_>) -> Result<()> {
    let authenticator = settings::authenticator();
    let operator = "enforcement_operator";
    if store::role_exists(client, &authenticator)?
        && store::role_exists(client, operator)?
        && !store::may_switch(client, &authenticator, operator)?
    {
        // As above: two databases of a cluster can be set up at once.
        let grant = format!("grant {operator} to {}", quote_identifier(authenticator));
        execute(
            client,
            &format!(
                "do $grant$ begin {grant}; exception when unique_violation then null; end $grant$"
            ),
        )?;
    }
    Ok(())
}

/// A WARNING with what to do; a NOTICE would be swallowed inside the script.
pub fn warn(message: &str, hint: &str) {
    pg_sys::panic::ErrorReport::new(
        PgSqlErrorCode::ERRCODE_WARNING,
        message.to_owned(),
        "dragonfly_queue",
    )
    .set_hint(hint)
    .report(PgLogLevel::WARNING);
}
