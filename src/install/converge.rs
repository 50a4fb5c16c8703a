//! Brings the data model to what the schema files say, one object after the other.

use dragonfly_domain::schema::{Adoption, Constraint, Item, SchemaFault, Table, adopt};
use pgrx::spi::SpiClient;

use super::store::{self, EXTENSION, OWNER, execute};
use super::{access, cron, model, preflight, present};
use crate::error::Result;

/// What `install()` did.
pub struct Change {
    /// created, added, validated, scheduled, released
    pub action: &'static str,
    /// The object.
    pub object: String,
}

/// Writes a change down: what was done, to what.
type Note<'a> = dyn FnMut(&'static str, &str) + 'a;

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

/// Converges and reports what it changed. Everything that cannot be adopted is refused before
/// anything is changed.
pub fn run(client: &mut SpiClient<'_>, lock_down: bool) -> Result<Vec<Change>> {
    store::lock(client)?;
    let items = model::items()?;
    let adoptions = items.iter().map(|item| check(client, item)).collect::<Result<Vec<_>>>()?;
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
    changes: &mut Vec<Change>,
) -> Result<()> {
    let note: &mut Note<'_> =
        &mut |action, object| changes.push(Change { action, object: object.into() });
    match item {
        Item::Table(table) => match adoption {
            None => create_table(client, table, note)?,
            Some(adoption) => complete_table(client, table, adoption, note)?,
        },
        Item::Queue { name } => queue(client, name, note)?,
        Item::Index { schema, name, sql, .. } => {
            let missing = !store::relation_exists(client, &format!("{schema}.{name}"))?;
            create(client, missing, sql, &format!("index {schema}.{name}"), note)?;
        }
        Item::Helper { signature, sql, .. } => {
            let missing = store::function_oid(client, signature)?.is_none();
            let sql = format!("{sql}; alter function {signature} owner to {OWNER}");
            create(client, missing, &sql, &format!("function {signature}"), note)?;
        }
        Item::Trigger { name, table, sql } => {
            let missing = !store::has_trigger(client, table, name)?;
            create(client, missing, sql, &format!("trigger {name} on {table}"), note)?;
        }
        Item::Policy { name, table, sql } => {
            let missing = store::needs_policy(client, table, name)?;
            create(client, missing, sql, &format!("policy {name} on {table}"), note)?;
        }
        Item::Comment { object, sql } => {
            if store::is_ours(client, object)? {
                execute(client, sql)?;
            }
        }
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

fn create_table(client: &mut SpiClient<'_>, table: &Table, note: &mut Note<'_>) -> Result<()> {
    execute(client, &table.sql)?;
    note("created", &format!("table {}", table.name));
    own_table(client, &table.name, note)
}

/// A table that we made belongs to `dragonfly_owner` and is closed to everybody else.
fn own_table(client: &mut SpiClient<'_>, table: &str, note: &mut Note<'_>) -> Result<()> {
    execute(client, &format!("alter table {table} owner to {OWNER}"))?;
    admit_owner(client, table, note)
}

/// Row level security is on and forced on our tables; the owner, whom it holds for too, and every
/// table on which an application enabled it, get a policy for our functions.
fn admit_owner(client: &mut SpiClient<'_>, table: &str, note: &mut Note<'_>) -> Result<()> {
    if store::is_ours(client, table)? && !store::is_closed(client, table)? {
        execute(client, &format!("alter table {table} enable row level security"))?;
        execute(client, &format!("alter table {table} force row level security"))?;
        note("secured", &format!("table {table}"));
    }
    if store::needs_policy(client, table, "dragonfly_owner_all")? {
        execute(
            client,
            &format!(
                "create policy dragonfly_owner_all on {table} to {OWNER} \
                 using (true) with check (true)"
            ),
        )?;
        note("created", &format!("policy dragonfly_owner_all on {table}"));
    }
    Ok(())
}

fn complete_table(
    client: &mut SpiClient<'_>,
    table: &Table,
    adoption: &Adoption,
    note: &mut Note<'_>,
) -> Result<()> {
    for column in &adoption.add_columns {
        execute(client, &format!("alter table {} add column {column}", table.name))?;
        let name = column.split_whitespace().next().unwrap_or_default();
        note("added", &format!("column {}.{name}", table.name));
    }
    for constraint in &adoption.add_constraints {
        add_constraint(client, &table.name, constraint, note)?;
    }
    for constraint in &adoption.validate {
        if validate(client, &table.name, constraint)? {
            note("validated", &format!("constraint {constraint} on {}", table.name));
        }
    }
    admit_owner(client, &table.name, note)
}

/// Whether the rows keep the rule; warns when they do not.
fn validate(client: &mut SpiClient<'_>, table: &str, constraint: &str) -> Result<bool> {
    let sql = format!("alter table {table} validate constraint {constraint}");
    let done =
        store::calls_only_builtins(client, table, constraint)? && store::attempt(client, &sql)?;
    if !done {
        warn_of_rows(table, constraint);
    }
    Ok(done)
}

fn warn_of_rows(table: &str, constraint: &str) {
    preflight::warn(
        &format!("install: rows of {table} break {constraint}"),
        "mend the rows, then run SELECT dragonfly.install() again",
    );
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
        if store::attempt(client, &add)? {
            note("added", &object);
        } else {
            warn_of_rows(table, &constraint.name);
        }
        return Ok(());
    }
    execute(client, &format!("{add} not valid"))?;
    note("added", &object);
    validate(client, table, &constraint.name)?;
    Ok(())
}

fn queue(client: &mut SpiClient<'_>, name: &str, note: &mut Note<'_>) -> Result<()> {
    let tables = [format!("pgmq.q_{name}"), format!("pgmq.a_{name}")];
    let mut made = Vec::new();
    for table in &tables {
        if !store::relation_exists(client, table)? {
            made.push(table);
        }
    }
    if !made.is_empty() {
        execute(client, &format!("select pgmq.create('{name}')"))?;
        store::skip_known_ids(client, name)?;
        note("created", &format!("queue {name}"));
    } else if store::register_queue(client, name)? {
        note("added", &format!("pgmq.meta row of {name}"));
    }
    for table in &tables {
        free_from_pgmq(client, table, note)?;
        if made.contains(&table) {
            own_table(client, table, note)?;
        } else {
            admit_owner(client, table, note)?;
        }
        if store::is_member_of(client, EXTENSION, table)? {
            note("created", &format!("table {table}"));
        }
    }
    Ok(())
}

/// pgmq before 1.10 makes queue tables and their sequences members of its own, which no dump carries.
fn free_from_pgmq(client: &mut SpiClient<'_>, table: &str, note: &mut Note<'_>) -> Result<()> {
    let mut objects = vec![format!("table {table}")];
    for sequence in store::sequences_of(client, table)? {
        objects.push(format!("sequence {sequence}"));
    }
    for object in objects {
        let name = object.split_once(' ').map_or("", |(_, name)| name);
        if store::is_member_of(client, "pgmq", name)? {
            execute(client, &format!("alter extension pgmq drop {object}"))?;
            note("released", &format!("{object} from pgmq"));
        }
    }
    Ok(())
}
