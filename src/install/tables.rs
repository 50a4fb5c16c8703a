//! Tables: made when missing, completed when an application had them before.

use dragonfly_domain::schema::{Adoption, Constraint, NewColumn, Table, Widening};
use pgrx::spi::{SpiClient, quote_identifier};

use super::converge::Note;
use super::ddl::{self, Outcome};
use super::store::{self, OWNER, execute};
use super::{grants, preflight, present};
use crate::error::Result;

/// Makes a table that is missing.
pub fn create(client: &mut SpiClient<'_>, table: &Table, note: &mut Note<'_>) -> Result<()> {
    execute(client, &table.sql)?;
    note("created", &format!("table {}", table.name));
    own(client, &table.name, note)
}

/// A table that we made belongs to `dragonfly_owner` and is closed to everybody else.
pub fn own(client: &mut SpiClient<'_>, table: &str, note: &mut Note<'_>) -> Result<()> {
    execute(client, &format!("alter table {table} owner to {OWNER}"))?;
    admit_owner(client, table, note)
}

/// Row level security is on and forced on our tables; the owner, whom it holds for too, and every
/// table on which an application enabled it, get a policy for our functions.
pub fn admit_owner(client: &mut SpiClient<'_>, table: &str, note: &mut Note<'_>) -> Result<()> {
    if store::is_ours(client, table)? && !store::is_closed(client, table)? {
        execute(client, &format!("alter table {table} enable row level security"))?;
        execute(client, &format!("alter table {table} force row level security"))?;
        note("secured", &format!("table {table}"));
    }
    let policy = owner_policy(table);
    if store::needs_policy(client, table, &policy)? {
        execute(
            client,
            &format!("create policy {policy} on {table} to {OWNER} using (true) with check (true)"),
        )?;
        note("created", &format!("policy {policy} on {table}"));
    }
    Ok(())
}

/// Gives a table that was there what it lacks.
pub fn complete(
    client: &mut SpiClient<'_>,
    table: &Table,
    adoption: &Adoption,
    note: &mut Note<'_>,
) -> Result<()> {
    for column in &adoption.add_columns {
        let NewColumn { name, sql, later_default } = column;
        execute(client, &format!("alter table {} add column {sql}", table.name))?;
        if let Some(default) = later_default {
            let set = format!("alter column {name} set default {default}");
            execute(client, &format!("alter table {} {set}", table.name))?;
        }
        note("added", &format!("column {}.{name}", table.name));
    }
    grants::grant_owner(client, &table.name, note)?;
    if let Some(widening) = &adoption.widen {
        widen(client, &table.name, widening, note)?;
    }
    for constraint in &adoption.add_constraints {
        add_constraint(client, &table.name, constraint, note)?;
    }
    for constraint in &adoption.validate {
        revalidate(client, &table.name, constraint, note)?;
    }
    admit_owner(client, &table.name, note)
}

/// Puts a primary key in the place of a narrower one. One that a foreign key leans on stays, with a
/// warning.
fn widen(
    client: &mut SpiClient<'_>,
    table: &str,
    widening: &Widening,
    note: &mut Note<'_>,
) -> Result<()> {
    let present = quote_identifier(&widening.present);
    let sql = format!("alter table {table} drop constraint {present}, add {}", widening.wanted.sql);
    if was_done(&ddl::attempt(client, &sql)?, table, &widening.wanted.name) {
        note("replaced", &format!("constraint {} on {table}", widening.present));
    }
    Ok(())
}

/// Whether the rows keep the rule; warns when they do not.
fn validate(client: &mut SpiClient<'_>, table: &str, constraint: &str) -> Result<bool> {
    let sql = format!("alter table {table} validate constraint {constraint}");
    let outcome = if ddl::calls_only_builtins(client, table, constraint)? {
        ddl::attempt(client, &sql)?
    } else {
        Outcome::Rows
    };
    Ok(was_done(&outcome, table, constraint))
}

/// Whether it was done; otherwise a warning says what an object of a table waits for.
pub fn was_done(outcome: &Outcome, table: &str, object: &str) -> bool {
    match outcome {
        Outcome::Done => return true,
        Outcome::Rows => preflight::warn(
            &format!("install: rows of {table} break {object}"),
            "mend the rows, then run SELECT dragonfly.install() again",
        ),
        Outcome::Columns(reason) => preflight::warn(
            &format!("install: {object} cannot be created on the existing table: {reason}"),
            "mend the columns, then run SELECT dragonfly.install() again",
        ),
    }
    false
}

/// Rows that are there may break a rule that came later: a check or foreign key stays NOT VALID
/// then, a key is left out; the warning and the doctor say so.
fn add_constraint(
    client: &mut SpiClient<'_>,
    table: &str,
    constraint: &Constraint,
    note: &mut Note<'_>,
) -> Result<()> {
    let object = format!("constraint {} on {table}", constraint.name);
    let add = format!("alter table {table} add {}", constraint.sql);
    if constraint.is_key() {
        if was_done(&ddl::attempt(client, &add)?, table, &constraint.name) {
            note("added", &object);
        }
        return Ok(());
    }
    // A check of texts means nothing to an enumeration, which keeps its own.
    let added = ddl::attempt(client, &format!("{add} not valid"))?;
    if !was_done(&added, table, &constraint.name) {
        return Ok(());
    }
    note("added", &object);
    validate(client, table, &constraint.name)?;
    Ok(())
}

/// The policy for our functions. Queues and our own tables have it under one name; the tables of
/// an application's vocabulary say whose it is.
pub fn owner_policy(table: &str) -> String {
    match table.split_once('.') {
        Some(("dragonfly" | "pgmq" | "workers", _)) | None => "dragonfly_owner_all".to_owned(),
        Some((_, name)) => format!("{name}_owner"),
    }
}

/// A foreign key, when no other one holds for its columns.
pub fn foreign_key(
    client: &mut SpiClient<'_>,
    table: &str,
    key: &Constraint,
    note: &mut Note<'_>,
) -> Result<()> {
    match present::foreign_key(client, table, key)? {
        Some(present) if present.valid || present.name != key.name => Ok(()),
        Some(_) => revalidate(client, table, &key.name, note),
        None => add_constraint(client, table, key, note),
    }
}

fn revalidate(
    client: &mut SpiClient<'_>,
    table: &str,
    constraint: &str,
    note: &mut Note<'_>,
) -> Result<()> {
    if validate(client, table, constraint)? {
        note("validated", &format!("constraint {constraint} on {table}"));
    }
    Ok(())
}
