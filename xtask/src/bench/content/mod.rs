//! The figures of area `content`.

pub mod backlog;
pub mod stages;

use std::fs;

use anyhow::{Context, Result};
use postgres::Client;

use super::pgbench;
use super::place::Place;

/// A database of its own with what these figures compare with.
fn prepare(place: &Place, database: &'static str) -> Result<Client> {
    place.add_database(database)?;
    let mut client = place.connect(database)?;
    let file = "content.sql";
    let text = fs::read_to_string(pgbench::script_path(file)).context(file)?;
    client.batch_execute(&text).context(file)?;
    Ok(client)
}
