//! Forgetting workers. Those that come back report again; of the others nobody needs the row.

use clap::Args;

use crate::db::{Db, Refusal, value};
use crate::failure::Failure;

/// Whom to forget before looking.
#[derive(Debug, Args)]
pub struct PruneArgs {
    /// Removes workers that stopped, and those not heard of for a day, before it looks.
    #[arg(long)]
    prune: bool,
    /// Removes also those that have not reported for `--threshold` minutes.
    #[arg(long, requires = "prune")]
    stale: bool,
    /// Removes this one instead, whatever it does: its id, or the first 8 digits; can be given several times.
    #[arg(long = "worker", value_name = "ID", requires = "prune", conflicts_with = "stale")]
    workers: Vec<String>,
}

/// `$1` minutes: those without a sign of life for so long go too; empty when they stay.
const GONE: &str = "
    delete from workers.heartbeats where worker_id in (
        select worker_id from workers.v_worker_health
        where health_status = 'stopped' or seconds_since_heartbeat > 86400
        union all
        select worker_id from workers.find_stale_workers(nullif($1, '')::integer) where $1 <> '')
    returning worker_id::text";
/// `$1` a worker's id, or the beginning that a narrow table shows, when it is of one worker only.
const ONE: &str = "
    with found as (
        select worker_id from workers.heartbeats
        where starts_with(worker_id::text, lower(btrim($1))) and length(btrim($1)) >= 8),
    gone as (
        delete from workers.heartbeats as worker using found
        where worker.worker_id = found.worker_id and (select count(*) from found) = 1)
    select count(*) from found";

impl PruneArgs {
    /// Forgets who stopped and who was not heard of for a day, when that is asked for. How many those were.
    pub async fn run(&self, db: &Db, threshold: u32) -> Result<Option<usize>, Failure> {
        if !self.prune {
            return Ok(None);
        }
        if !self.workers.is_empty() {
            return named(db, &self.workers).await.map(Some);
        }
        let minutes = if self.stale { threshold.to_string() } else { String::new() };
        Ok(Some(db.rows(GONE, &[&minutes]).await?.len()))
    }
}

/// Forgets these, whatever they do. How many those were.
async fn named(db: &Db, workers: &[String]) -> Result<usize, Failure> {
    for worker in workers {
        let rows = db.rows(ONE, &[worker]).await?;
        let message = match rows.first().map(value::<i64>).transpose()?.unwrap_or_default() {
            1 => continue,
            0 => format!("there is no worker {worker:?}"),
            many => format!("{many} workers begin with {worker:?}"),
        };
        let hint =
            Some("dragonfly workers --json shows their ids; 8 digits are the least".to_owned());
        return Err(Failure::Refused(Refusal { message, hint, ..Refusal::default() }));
    }
    Ok(workers.len())
}
