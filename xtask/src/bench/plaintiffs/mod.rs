//! The figures of areas `plaintiffs` and `imports`.

pub mod calls;
pub mod import;
pub mod pipeline;

use std::fs;
use std::time::Instant;

use anyhow::{Context, Result};
use postgres::Client;

use super::pgbench;
use super::place::Place;

/// A database of its own with what these figures compare with.
fn prepare(place: &Place, database: &'static str) -> Result<Client> {
    place.add_database(database)?;
    let mut client = place.connect(database)?;
    let file = "plaintiffs.sql";
    let text = fs::read_to_string(pgbench::script_path(file)).context(file)?;
    client.batch_execute(&text).context(file)?;
    Ok(client)
}

/// How many seconds a statement takes, with synchronous commit off.
fn seconds(client: &mut Client, sql: &str) -> Result<f64> {
    client.batch_execute("set synchronous_commit = off")?;
    let began = Instant::now();
    client.batch_execute(sql).with_context(|| sql.to_owned())?;
    Ok(began.elapsed().as_secs_f64())
}
