//! Runs what could go wrong: DDL that an application's rows or columns may refuse, and statements that
//! run an application's triggers.

use pgrx::datum::DatumWithOid;
use pgrx::spi::SpiClient;

use super::store::{execute, value};
use crate::error::Result;
use crate::security;

/// Runs a statement with the owner's rights; how many rows it changed. What a table's triggers call must
/// not run as the superuser who installs, and must not find a way back to him.
pub fn as_owner(
    client: &mut SpiClient<'_>,
    sql: &str,
    arguments: &[DatumWithOid<'_>],
) -> Result<i64> {
    let rows = security::as_owner_at_once(|| Ok(client.update(sql, None, arguments)?.len()))?;
    Ok(i64::try_from(rows).unwrap_or(i64::MAX))
}

/// What came of DDL that an application's table may not allow.
#[derive(PartialEq)]
pub enum Outcome {
    /// It was done.
    Done,
    /// Rows break the rule.
    Rows,
    /// It cannot work on the columns that are there; why not.
    Columns(String),
}

/// Runs DDL that rows or columns may refuse. A PL/pgSQL block, because only that opens a
/// subtransaction.
pub fn attempt(client: &mut SpiClient<'_>, ddl: &str) -> Result<Outcome> {
    let flag = "dragonfly_queue.attempt";
    let block = format!(
        "do $attempt$ begin {ddl}; perform set_config('{flag}', 'done', true);
         exception when integrity_constraint_violation then
             perform set_config('{flag}', 'rows', true);
         when insufficient_privilege then raise;
         when syntax_error_or_access_rule_violation or invalid_text_representation
             or dependent_objects_still_exist then
             perform set_config('{flag}', sqlerrm, true);
         end $attempt$"
    );
    execute(client, &block)?;
    let said = value::<String>(client, "select current_setting($1, true)", &[flag.into()])?;
    Ok(match said.unwrap_or_default().as_str() {
        "done" => Outcome::Done,
        "rows" => Outcome::Rows,
        reason => Outcome::Columns(reason.to_owned()),
    })
}

/// The constraint calls nothing but what Postgres brings: one of another's making under our name
/// must not have its functions run by a superuser. (Built-in ones are pinned and leave no record.)
pub fn calls_only_builtins(client: &SpiClient<'_>, table: &str, constraint: &str) -> Result<bool> {
    let sql = include_str!("sql/calls_only_builtins.sql");
    Ok(value::<bool>(client, sql, &[table.into(), constraint.into()])?.unwrap_or_default())
}
