//! Brings the data model to what the schema files say, one object after the other.

use dragonfly_domain::schema::{Adoption, Item, SchemaFault, adopt};
use pgrx::spi::SpiClient;

use super::store::{self, execute};
use super::{
    access, advice, anon, cron, ddl, demands, forget, generic, grants, helpers, members, model,
    preflight, present, queues, registry, tables, types, views,
};
use crate::error::Result;

/// What `install()` did.
pub struct Change {
    /// created, added, renewed, replaced, set aside, marked, validated, secured, merged, renamed, forgot,
    /// granted, revoked, scheduled, released, remembered
    pub action: &'static str,
    /// The object.
    pub object: String,
}

/// Writes a change down: what was done, to what.
pub type Note<'a> = dyn FnMut(&'static str, &str) + 'a;

/// Whether nothing of the data model is there.
pub fn is_fresh(client: &SpiClient<'_>) -> Result<bool> {
    for item in model::items()? {
        let there = match &item {
            Item::Table(table) => store::relation_exists(client, &table.name)?,
            Item::Helper { signature, .. } => store::function_oid(client, signature)?.is_some(),
            Item::View { name, .. } => store::relation_exists(client, name)?,
            Item::Type { name, .. } => types::exists(client, name)?,
            Item::Queue { name, .. } => {
                let name = queues::real_name(client, name)?;
                store::relation_exists(client, &format!("pgmq.q_{name}"))?
            }
            _ => false,
        };
        if there {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Converges and reports what it changed. Everything that cannot be adopted is refused before
/// anything is changed.
pub fn run(client: &mut SpiClient<'_>, lock_down: bool) -> Result<Vec<Change>> {
    store::lock(client)?;
    let was_here = store::is_ours(client, "dragonfly.settings")?;
    let mut items = model::items()?;
    let left_out = generic::leave_out(client, &mut items)?;
    let anew = queues::missing(client, &items)?;
    let adoptions = items.iter().map(|item| check(client, item)).collect::<Result<Vec<_>>>()?;
    if store::is_superuser(client)? {
        // First: what follows leans on them. The script did this at CREATE EXTENSION; the database's
        // owner may not do it again.
        access::apply_to_members(client)?;
    }
    let mut changes = Vec::new();
    for (item, adoption) in items.iter().zip(&adoptions) {
        apply(client, item, adoption.as_ref(), lock_down, &mut changes)?;
    }
    let is_registry_new = is_new(&changes, registry::TRIGGER);
    let note: &mut Note<'_> =
        &mut |action, object| changes.push(Change { action, object: object.into() });
    if is_registry_new {
        registry::merge(client, note)?;
    }
    anon::remember(client, note)?;
    grants::apply_to_model(client, lock_down, &left_out, note)?;
    // What stands there before the first installation is an application's memory of its own.
    for queue in anew.iter().filter(|_| was_here) {
        forget::known(client, queue, note)?;
    }
    for object in store::release(client, &members::oids(client)?)? {
        note("released", &object);
    }
    changes.extend(cron::schedule_all(client)?);
    advice::warn_of_narrow_indexes(client)?;
    demands::warn(client)?;
    execute(client, "notify pgrst, 'reload schema'")?;
    Ok(changes)
}

/// Refuses what stands under a name of ours and cannot be used; what a table lacks otherwise.
fn check(client: &SpiClient<'_>, item: &Item) -> Result<Option<Adoption>> {
    match item {
        Item::Table(table) if store::relation_exists(client, &table.name)? => {
            return Ok(Some(adopt(table, &present::present_table(client, table)?)?));
        }
        Item::Table(table) => {
            let schema = table.name.split('.').next().unwrap_or_default();
            for key in table.constraints.iter().filter(|constraint| constraint.is_key()) {
                refuse_taken(client, &format!("{schema}.{}", key.name), &table.name)?;
            }
        }
        Item::Index { schema, name, table, .. } => {
            refuse_taken(client, &format!("{schema}.{name}"), table)?;
        }
        Item::Type { name, .. } => types::check(client, name)?,
        Item::View { name, .. } => views::check(client, name)?,
        Item::Helper { signature, returns, .. } => {
            let present = store::function_returns(client, signature)?;
            if present.is_some_and(|present| present != *returns) {
                return Err(SchemaFault::AnotherFunction(signature.clone()).into());
            }
        }
        _ => {}
    }
    Ok(None)
}

/// An index of a renamed table keeps its name.
fn refuse_taken(client: &SpiClient<'_>, name: &str, table: &str) -> Result<()> {
    if store::relation_exists(client, name)? && !store::is_index_of(client, name, table)? {
        return Err(SchemaFault::NameTaken(name.to_owned()).into());
    }
    Ok(())
}

fn apply(
    client: &mut SpiClient<'_>,
    item: &Item,
    adoption: Option<&Adoption>,
    lock_down: bool,
    changes: &mut Vec<Change>,
) -> Result<()> {
    let kept = matches!(item, Item::Fill { table, source, .. } if is_kept(changes, table, source));
    let note: &mut Note<'_> =
        &mut |action, object| changes.push(Change { action, object: object.into() });
    match item {
        Item::Fill { .. } if kept => Ok(()),
        Item::Type { name, labels, sql } => types::converge(client, name, labels, sql, note),
        Item::Table(table) => match adoption {
            None => tables::create(client, table, note),
            Some(adoption) => tables::complete(client, table, adoption, note),
        },
        Item::ForeignKey { table, constraint } => {
            tables::foreign_key(client, table, constraint, note)
        }
        Item::Rows { table, sql } | Item::Fill { table, sql, .. } => rows(client, table, sql, note),
        Item::View { name, query, sql } => views::converge(client, name, query, sql, note),
        Item::Queue { name, both_spellings } => {
            queues::converge(client, name, *both_spellings, note)
        }
        Item::Index { schema, name, table, sql } => {
            index(client, &format!("{schema}.{name}"), table, sql, note)
        }
        Item::Helper { signature, sql, .. } => helpers::converge(client, signature, sql, note),
        Item::Trigger { name, table, sql } => {
            let missing = !store::has_trigger(client, table, name)?;
            create(client, missing, sql, &format!("trigger {name} on {table}"), note)
        }
        Item::Policy { name, table, sql } => {
            // Row level security of an adopted table stays as it is; queues work through pgmq only.
            let governed =
                lock_down || table.starts_with("pgmq.") || store::is_ours(client, table)?;
            let missing = governed && store::needs_policy(client, table, name)?;
            create(client, missing, sql, &format!("policy {name} on {table}"), note)
        }
        Item::Comment { object, sql } if store::is_ours(client, object)? => execute(client, sql),
        Item::HelperComment { signature, sql } if store::helper_is_ours(client, signature)? => {
            execute(client, sql)
        }
        Item::Comment { .. } | Item::HelperComment { .. } => Ok(()),
    }
}

/// Whether the trigger was made just now.
fn is_new(changes: &[Change], trigger: &str) -> bool {
    let trigger = format!("trigger {trigger} on ");
    changes
        .iter()
        .any(|Change { action, object }| *action == "created" && object.starts_with(&trigger))
}

/// Whether triggers have kept the table up to now: it and they were there before. What it lacks was
/// taken out then.
fn is_kept(changes: &[Change], table: &str, source: &str) -> bool {
    let (table, trigger) = (format!("table {table}"), format!(" on {source}"));
    !changes.iter().filter(|change| change.action == "created").any(|Change { object, .. }| {
        *object == table || (object.starts_with("trigger ") && object.ends_with(&trigger))
    })
}

/// Rows that are there may break a unique index that came later, columns may not suit: it is left out
/// then.
fn index(
    client: &mut SpiClient<'_>,
    name: &str,
    table: &str,
    sql: &str,
    note: &mut Note<'_>,
) -> Result<()> {
    if store::relation_exists(client, name)? {
        return Ok(());
    }
    if tables::was_done(&ddl::attempt(client, sql)?, table, name) {
        note("created", &format!("index {name}"));
    }
    Ok(())
}

/// Rows that a table begins with; those that are there stay as they are.
fn rows(client: &mut SpiClient<'_>, table: &str, sql: &str, note: &mut Note<'_>) -> Result<()> {
    if present::defers_triggers(client, table)? {
        preflight::warn(
            &format!("install: {table} has deferred triggers; no rows were added"),
            &format!("logged in as the owner of the table: {sql}"),
        );
        return Ok(());
    }
    let unfilled = demands::unfilled(client, table)?;
    if !unfilled.is_empty() {
        preflight::warn(
            &format!("install: no rows were added to {table}: {}", unfilled.join("; ")),
            "run ALTER TABLE … ALTER COLUMN … SET DEFAULT …, then SELECT dragonfly.install() again",
        );
        return Ok(());
    }
    let added = ddl::as_owner(client, sql, &[])?;
    if added > 0 {
        note("added", &format!("{added} rows of {table}"));
    }
    Ok(())
}

fn create(
    client: &mut SpiClient<'_>,
    missing: bool,
    sql: &str,
    object: &str,
    note: &mut Note<'_>,
) -> Result<()> {
    if missing {
        execute(client, sql)?;
        note("created", object);
    }
    Ok(())
}
