//! Queues: pgmq's tables with their place in its list, freed from its membership.

use pgrx::spi::SpiClient;

use super::converge::Note;
use super::store::{self, EXTENSION, execute};
use super::tables;
use crate::error::Result;

/// Makes a queue, or completes one that was there.
pub fn converge(client: &mut SpiClient<'_>, name: &str, note: &mut Note<'_>) -> Result<()> {
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
            tables::own(client, table, note)?;
        } else {
            tables::admit_owner(client, table, note)?;
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
