//! The figures of area `workers`.

pub mod counters;
pub mod drain;
pub mod poll;
pub mod registry;

use std::fs;

use anyhow::{Context, Result};
use postgres::Client;

use super::effort::Effort;
use super::pgbench::{self, CLIENTS};
use super::place::Place;

/// Jobs of one poll.
const JOBS_PER_CALL: u32 = 100;
/// Empties everything that workers write, and the queue that they are compared with.
const RESET: &str = "truncate workers.processed_jobs, workers.metric_slots,
    pgmq.q_ingest_raw, pgmq.a_ingest_raw, pgmq.q_plain, pgmq.a_plain";

/// A database of its own with what fills its queues.
fn prepare(place: &Place, database: &'static str) -> Result<Client> {
    place.add_database(database)?;
    let mut client = place.connect(database)?;
    let file = "workers.sql";
    let text = fs::read_to_string(pgbench::script_path(file)).context(file)?;
    client.batch_execute(&text).context(file)?;
    Ok(client)
}

/// How many jobs a run of pgbench takes at that many a call, and one tenth more to start with: a run that
/// finds a queue empty would measure nothing.
fn stock(effort: &Effort, per_call: u32) -> (u32, u32) {
    let taken = per_call * CLIENTS * effort.transactions;
    (taken, taken + taken / 10)
}
