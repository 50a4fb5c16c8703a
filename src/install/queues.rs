//! Queues: pgmq's tables with their place in its list, freed from its membership.

use dragonfly_domain::schema::Item;
use pgrx::Spi;
use pgrx::spi::SpiClient;

use super::converge::Note;
use super::store::{self, EXTENSION, execute};
use super::{aliases, forget, grants, tables};
use crate::caller::require_read_committed;
use crate::error::{Error, Reason, Result};

/// Makes a queue, or completes one that was there; one with both spellings gets views for the other.
pub fn converge(
    client: &mut SpiClient<'_>,
    name: &str,
    both_spellings: bool,
    note: &mut Note<'_>,
) -> Result<()> {
    if !both_spellings {
        return complete(client, name, false, note);
    }
    complete(client, &real_name(client, name)?, true, note)?;
    aliases::converge(client, name, note)
}

/// The name under which a queue's tables stand: an application may have made them for `q_x` where the
/// plain name is `x`.
pub fn real_name(client: &SpiClient<'_>, plain: &str) -> Result<String> {
    let spelt = format!("q_{plain}");
    let only_spelt = !is_table(client, &format!("pgmq.q_{plain}"))?
        && is_table(client, &format!("pgmq.q_{spelt}"))?;
    Ok(if only_spelt { spelt } else { plain.to_owned() })
}

/// Plain names of the queues of the data model that are not there.
pub fn missing(client: &SpiClient<'_>, items: &[Item]) -> Result<Vec<String>> {
    let mut missing = Vec::new();
    for item in items {
        let Item::Queue { name, .. } = item else { continue };
        let real = real_name(client, name)?;
        if !is_table(client, &format!("pgmq.q_{real}"))? {
            missing.push(name.clone());
        }
    }
    Ok(missing)
}

/// The relation is there and no view.
pub fn is_table(client: &SpiClient<'_>, relation: &str) -> Result<bool> {
    let sql = include_str!("sql/is_table.sql");
    store::exists(client, sql, relation)
}

fn complete(
    client: &mut SpiClient<'_>,
    name: &str,
    for_workers: bool,
    note: &mut Note<'_>,
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
        free_from_pgmq(client, table, note)?;
        if made.contains(&table) {
            tables::own(client, table, note)?;
        } else {
            tables::admit_owner(client, table, note)?;
        }
        if for_workers {
            admit_workers(client, table, note)?;
        }
        if store::is_member_of(client, EXTENSION, table)? {
            note("created", &format!("table {table}"));
        }
    }
    Ok(())
}

/// pgmq's own functions run with the rights of their caller; without this they would find nothing.
fn admit_workers(client: &mut SpiClient<'_>, table: &str, note: &mut Note<'_>) -> Result<()> {
    let policy = "service_role_all";
    if store::role_exists(client, "service_role")? && store::needs_policy(client, table, policy)? {
        execute(
            client,
            &format!(
                "create policy {policy} on {table} to service_role using (true) with check (true)"
            ),
        )?;
        note("created", &format!("policy {policy} on {table}"));
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

/// Makes a worker queue at any time, with the rights that `install()` takes.
pub fn make(plain: &str) -> Result<()> {
    Spi::connect_mut(|client| {
        begin(client)?;
        let real = real_name(client, plain)?;
        let anew = !is_table(client, &format!("pgmq.q_{real}"))?;
        converge(client, plain, true, &mut |_, _| {})?;
        grants::apply_to_queue(client, plain)?;
        if anew {
            forget::known(client, plain, &mut |_, _| {})?;
        }
        Ok(())
    })
}

/// Drops one, views first; whether it was there. Messages and dead letters go with `force` only.
pub fn drop(plain: &str, force: bool) -> Result<bool> {
    // An older snapshot would not see what was sent before the lock.
    require_read_committed()?;
    Spi::connect_mut(|client| {
        begin(client)?;
        let real = real_name(client, plain)?;
        if !is_table(client, &format!("pgmq.q_{real}"))? {
            return Ok(false);
        }
        aliases::drop_all(client, plain)?;
        if !force {
            require_empty(client, plain, &real)?;
        }
        execute(client, &format!("select pgmq.drop_queue('{real}')"))?;
        forget::all(client, plain)?;
        Ok(true)
    })
}

/// Nobody sends to it between the look and the end.
fn require_empty(client: &mut SpiClient<'_>, plain: &str, real: &str) -> Result<()> {
    execute(client, &format!("lock table pgmq.q_{real} in access exclusive mode"))?;
    let messages = count(client, &format!("select count(*) from pgmq.q_{real}"))?;
    let letters = forget::letters(client, plain)?;
    if messages == 0 && letters == 0 {
        return Ok(());
    }
    Err(Error::new(Reason::QueueNotEmpty, format!("queue {plain} is not empty"))
        .detail(format!("{messages} messages, {letters} dead letters"))
        .hint(format!("SELECT workers.drop_queue('{plain}', force => true) drops them with it.")))
}

fn count(client: &SpiClient<'_>, sql: &str) -> Result<i64> {
    Ok(store::value::<i64>(client, sql, &[])?.unwrap_or_default())
}

fn begin(client: &mut SpiClient<'_>) -> Result<()> {
    store::pin_search_path(client)?;
    store::require_installer(client)?;
    store::lock(client)
}
