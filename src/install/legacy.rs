//! An application's own views under our names: moved to schema `dragonfly_legacy` with definition, owner and
//! grants. What depends on one was written for its columns and its name: such a view stays.

use dragonfly_domain::schema::Item;
use pgrx::spi::SpiClient;

use super::converge::Note;
use super::store::{self, execute};
use super::{model, preflight, views};
use crate::error::Result;

/// Where an application's objects are kept that had our names.
pub const SCHEMA: &str = "dragonfly_legacy";

/// Moves a view out of the way; false where it stays, which a WARNING explains.
pub fn set_aside(client: &mut SpiClient<'_>, name: &str, note: &mut Note<'_>) -> Result<bool> {
    let dependents = holding(client, name)?;
    if !dependents.is_empty() {
        let hint = format!(
            "these depend on it: {}; let them read another view, then run SELECT dragonfly.install()",
            dependents.join(", ")
        );
        warn_of_kept(name, &hint);
        return Ok(false);
    }
    if !may_move(client, name)? {
        warn_of_kept(name, "run SELECT dragonfly.install() as a superuser");
        return Ok(false);
    }
    let kept = transfer(client, name)?;
    note("set aside", &format!("view {name} as {kept}"));
    preflight::warn(
        &format!("install: view {name} was an application's own and is now {kept}"),
        &format!(
            "{name} is ours now, with other columns or rows: let the application read {kept}, or the new view"
        ),
    );
    Ok(true)
}

/// What the view stays for. What was moved before goes on reading it, and so does one that is moved or renewed next.
fn holding(client: &SpiClient<'_>, name: &str) -> Result<Vec<String>> {
    let items = model::items()?;
    let is_a_view_of_ours = |dependent: &str| {
        items.iter().any(|item| matches!(item, Item::View { name, .. } if name == dependent))
    };
    let mut dependents = views::dependents(client, name)?;
    dependents.retain(|dependent| {
        dependent.split('.').next() != Some(SCHEMA) && !is_a_view_of_ours(dependent)
    });
    Ok(dependents)
}

fn warn_of_kept(name: &str, hint: &str) {
    preflight::warn(
        &format!(
            "install: view {name} is an application's own and was left as it is; ours was not made"
        ),
        hint,
    );
}

/// Owners and superusers may move it, to a schema in which they may create and that is no stranger's.
fn may_move(client: &SpiClient<'_>, name: &str) -> Result<bool> {
    let sql = format!(
        "select pg_has_role(current_user, relowner, 'USAGE') and coalesce(
             has_schema_privilege(to_regnamespace('{SCHEMA}'), 'create'),
             has_database_privilege(current_database(), 'create'))
             and not exists (
                 select from pg_namespace join pg_roles on pg_roles.oid = nspowner, pg_database
                 where nspname = '{SCHEMA}' and datname = current_database()
                   and not rolsuper and nspowner <> datdba)
         from pg_class where oid = to_regclass($1)"
    );
    store::exists(client, &sql, name)
}

/// Moves it, and lets those look into the schema who may read it; its new name.
fn transfer(client: &mut SpiClient<'_>, name: &str) -> Result<String> {
    execute(client, &format!("create schema if not exists {SCHEMA}"))?;
    for grant in store::names(client, READERS, name)? {
        execute(client, &grant)?;
    }
    let mut place = name.to_owned();
    let taken = include_str!("sql/transfer.sql");
    for other in store::names(client, taken, name)? {
        execute(client, &format!("alter view {name} rename to {other}"))?;
        let schema = name.split('.').next().unwrap_or_default();
        place = format!("{schema}.{other}");
    }
    execute(client, &format!("alter view {place} set schema {SCHEMA}"))?;
    Ok(format!("{SCHEMA}.{}", place.split('.').next_back().unwrap_or_default()))
}

/// Grants for the owner and for everybody with a right on the view.
const READERS: &str = include_str!("sql/readers.sql");
