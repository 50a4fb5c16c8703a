//! Brings the data model to what the schema files say, one object after the other.

use dragonfly_domain::schema::{Adoption, Constraint, ConstraintKind, Item, Table, adopt};
use pgrx::spi::SpiClient;

use super::store::{self, EXTENSION, OWNER, execute};
use super::{access, cron, model, preflight};
use crate::error::Result;

/// What `install()` did.
pub struct Change {
    /// created, added, validated, scheduled, released
    pub action: &'static str,
    /// The object.
    pub object: String,
}

/// Whether nothing of the data model is there.
pub fn is_fresh(client: &SpiClient<'_>) -> Result<bool> {
    for item in model::items()? {
        let there = match &item {
            Item::Table(table) => store::relation_exists(client, &table.name)?,
            Item::Helper { signature, .. } => store::function_oid(client, signature)?.is_some(),
            Item::Queue { name } => store::relation_exists(client, &format!("pgmq.q_{name}"))?,
            _ => false,
        };
        if there {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Converges and reports what it note. Everything that cannot be adopted is refused before
/// anything is note.
pub fn run(client: &mut SpiClient<'_>, lock_down: bool) -> Result<Vec<Change>> {
    store::lock(client)?;
    let items = model::items()?;
    let mut adoptions = Vec::new();
    for item in &items {
        adoptions.push(match item {
            Item::Table(table) if store::relation_exists(client, &table.name)? => {
                Some(adopt(table, &store::present_table(client, table)?)?)
            }
            _ => None,
        });
    }
    let mut changes = Vec::new();
    for (item, adoption) in items.iter().zip(&adoptions) {
        apply(client, item, adoption.as_ref(), &mut changes)?;
    }
    if store::is_superuser(client)? {
        // The script did this at CREATE EXTENSION; the database's owner may not do it again.
        access::apply_to_members(client)?;
    }
    access::apply_to_model(client, lock_down)?;
    for object in store::release(client, &access::function_oids(client)?)? {
        changes.push(Change { action: "released", object });
    }
    changes.extend(cron::schedule_all(client)?);
    execute(client, "notify pgrst, 'reload schema'")?;
    Ok(changes)
}

fn apply(
    client: &mut SpiClient<'_>,
    item: &Item,
    adoption: Option<&Adoption>,
    changes: &mut Vec<Change>,
) -> Result<()> {
    let mut note = |action, object: &str| changes.push(Change { action, object: object.into() });
    match item {
        Item::Table(table) => match adoption {
            None => {
                execute(client, &table.sql)?;
                own_table(client, &table.name)?;
                note("created", &format!("table {}", table.name));
            }
            Some(adoption) => complete_table(client, table, adoption, &mut note)?,
        },
        Item::Queue { name } => queue(client, name, &mut note)?,
        Item::Index { schema, name, sql } => {
            if !store::relation_exists(client, &format!("{schema}.{name}"))? {
                execute(client, sql)?;
                note("created", &format!("index {schema}.{name}"));
            }
        }
        Item::Helper { signature, sql } => {
            if store::function_oid(client, signature)?.is_none() {
                execute(client, sql)?;
                execute(client, &format!("alter function {signature} owner to {OWNER}"))?;
                note("created", &format!("function {signature}"));
            }
        }
        Item::Trigger { name, table, sql } => {
            if !store::has_trigger(client, table, name)? {
                execute(client, sql)?;
                note("created", &format!("trigger {name} on {table}"));
            }
        }
        Item::Policy { name, table, sql } => {
            if store::needs_policy(client, table, name)? {
                execute(client, sql)?;
                note("created", &format!("policy {name} on {table}"));
            }
        }
        Item::Comment { object, sql } => {
            if store::is_ours(client, object)? {
                execute(client, sql)?;
            }
        }
    }
    Ok(())
}

/// A table that we made belongs to `dragonfly_owner` and is closed to everybody else.
fn own_table(client: &mut SpiClient<'_>, table: &str) -> Result<()> {
    execute(client, &format!("alter table {table} owner to {OWNER}"))?;
    execute(client, &format!("alter table {table} enable row level security"))?;
    execute(client, &format!("alter table {table} force row level security"))?;
    admit_owner(client, table)
}

/// Forced row level security holds for the owner too; so does RLS that an application enabled.
fn admit_owner(client: &mut SpiClient<'_>, table: &str) -> Result<()> {
    if store::needs_policy(client, table, "dragonfly_owner_all")? {
        execute(
            client,
            &format!(
                "create policy dragonfly_owner_all on {table} to {OWNER} \
                 using (true) with check (true)"
            ),
        )?;
    }
    Ok(())
}

fn complete_table(
    client: &mut SpiClient<'_>,
    table: &Table,
    adoption: &Adoption,
    note: &mut impl FnMut(&'static str, &str),
) -> Result<()> {
    for column in &adoption.add_columns {
        execute(client, &format!("alter table {} add column {column}", table.name))?;
        let name = column.split_whitespace().next().unwrap_or_default();
        note("added", &format!("column {}.{name}", table.name));
    }
    for constraint in &adoption.add_constraints {
        add_constraint(client, &table.name, constraint, note)?;
    }
    admit_owner(client, &table.name)
}

/// Rows that are there may break a rule that came later: a check or foreign key stays NOT VALID
/// then, a key is left out; the warning and the doctor say so.
fn add_constraint(
    client: &mut SpiClient<'_>,
    table: &str,
    constraint: &Constraint,
    note: &mut impl FnMut(&'static str, &str),
) -> Result<()> {
    let object = format!("constraint {} on {table}", constraint.name);
    let add = format!("alter table {table} add {}", constraint.sql);
    let done = match constraint.kind {
        ConstraintKind::PrimaryKey | ConstraintKind::Unique => store::attempt(client, &add)?,
        ConstraintKind::Check | ConstraintKind::ForeignKey => {
            execute(client, &format!("{add} not valid"))?;
            let validate = format!("alter table {table} validate constraint {}", constraint.name);
            store::attempt(client, &validate)?
        }
    };
    if done {
        note("added", &object);
    } else {
        preflight::warn(
            &format!("install: rows of {table} break {}", constraint.name),
            "mend the rows, then run SELECT dragonfly.install() again",
        );
    }
    Ok(())
}

fn queue(
    client: &mut SpiClient<'_>,
    name: &str,
    note: &mut impl FnMut(&'static str, &str),
) -> Result<()> {
    let tables = [format!("pgmq.q_{name}"), format!("pgmq.a_{name}")];
    let mut made = Vec::new();
    for table in &tables {
        if !store::relation_exists(client, table)? {
            made.push(table);
        }
    }
    if !made.is_empty() {
        execute(client, &format!("select pgmq.create('{name}')"))?;
        note("created", &format!("queue {name}"));
    } else if store::register_queue(client, name)? {
        note("added", &format!("pgmq.meta row of {name}"));
    }
    for table in &tables {
        if store::is_member_of(client, "pgmq", table)? {
            execute(client, &format!("alter extension pgmq drop table {table}"))?;
            note("released", &format!("{table} from pgmq"));
        }
        if made.contains(&table) {
            own_table(client, table)?;
        } else {
            admit_owner(client, table)?;
        }
        if store::is_member_of(client, EXTENSION, table)? {
            note("created", &format!("table {table}"));
        }
    }
    Ok(())
}
