//! Polling beside a registry that has seen millions of jobs.

use anyhow::Result;

use super::{JOBS_PER_CALL, RESET, prepare, stock};
use crate::bench::contest::{self, Contender, Rules};
use crate::bench::effort::Effort;
use crate::bench::figure::{Figure, Target};
use crate::bench::pgbench::Length;
use crate::bench::place::Place;

const EMPTY: &str = "workers_empty";
const FULL: &str = "workers_full";
const KEEP_REGISTRY: &str = "truncate workers.metric_slots, pgmq.q_ingest_raw, pgmq.a_ingest_raw";

/// Sessions of workers live long. In one that has just begun, every page of a large index costs the mapping
/// of that page too, which has nothing to do with the registry.
const LONGER: u32 = 5;

/// The full registry lies in a database of its own, so that both can be measured in turns. No checkpoint
/// between the runs: after one, the first change of each page writes the whole page to the log.
pub fn measure(place: &Place, effort: &Effort) -> Result<Vec<Figure>> {
    prepare(place, EMPTY)?;
    fill(place, effort.keys)?;
    let (taken, stock) = stock(effort, LONGER * JOBS_PER_CALL);
    let contenders =
        [("none", EMPTY, RESET), ("full", FULL, KEEP_REGISTRY)].map(|(name, database, reset)| {
            Contender {
                name,
                database,
                script: "workers_poll.sql",
                before: format!("{reset}; select bench.fill_envelopes('ingest_raw', {stock})")
                    .leak(),
                after: format!("select count(*) = {taken} from pgmq.a_ingest_raw").leak(),
            }
        });
    let length = Length::Transactions(LONGER * effort.transactions);
    let rules = Rules { rounds: effort.rounds, length, sync_commit: false, checkpoint: false };
    let scores = contest::hold(place, &contenders, &rules)?.counting(JOBS_PER_CALL, "jobs/s");
    let label = format!("poll, succeed_many at {} processed jobs ÷ at none", effort.keys);
    Ok(vec![scores.figure(&label, "full", "none", Target::AtLeast(0.8))?])
}

fn fill(place: &Place, jobs: u64) -> Result<()> {
    eprintln!("  filling the registry with {jobs} jobs");
    let mut client = prepare(place, FULL)?;
    client.execute("select bench.fill_registry($1)", &[&i64::try_from(jobs)?])?;
    // One by one: statements sent together are one transaction, in which VACUUM is refused.
    client.batch_execute("vacuum analyze workers.processed_jobs")?;
    client.batch_execute("checkpoint")?;
    Ok(())
}
