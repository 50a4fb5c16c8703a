//! `queue_jobs` with 1000 jobs per call.

use anyhow::{Result, ensure};

use super::RESET;
use crate::bench::contest::{self, Contender, Rules};
use crate::bench::effort::Effort;
use crate::bench::figure::{Figure, Target};
use crate::bench::pgbench::Length;
use crate::bench::place::{MAIN, Place};

const JOBS_PER_CALL: u32 = 1000;
/// Batches made in advance, so that making them is no part of the run; more than a run can use up.
const BATCHES_PER_SECOND: u32 = 500;
const MAKE_BATCHES: &str = "select bench.make_batches($1, $2)";
/// Every call found a batch of its own, and all of its jobs are there.
const SENT: &str = "select count(*) = 1000 * (select last_value from bench.batch_number)
    and (select last_value <= (select max(id) from bench.batches) from bench.batch_number)";

/// Throughput in jobs, asynchronous commit: the commits are too few to matter.
pub fn measure(place: &Place, effort: &Effort) -> Result<Vec<Figure>> {
    let mut client = place.connect(MAIN)?;
    let count = i32::try_from(BATCHES_PER_SECOND * effort.seconds)?;
    let jobs = i32::try_from(JOBS_PER_CALL)?;
    let made: i64 = client.query_one(MAKE_BATCHES, &[&count, &jobs])?.get(0);
    ensure!(made == i64::from(count), "made {made} batches of {count}");
    let before = format!("{RESET}; alter sequence bench.batch_number restart");
    let length = Length::Seconds(effort.seconds);
    let rules = Rules { rounds: effort.rounds, length, sync_commit: false, checkpoint: true };
    let scores = contest::hold(place, &contenders(before.leak()), &rules)?;
    let scores = scores.counting(JOBS_PER_CALL, "jobs/s");
    Ok(vec![
        scores.figure(
            "queue_jobs ÷ the same two set INSERTs by hand",
            "queue_jobs",
            "two INSERTs",
            Target::AtLeast(0.90),
        )?,
        scores.figure("queue_jobs ÷ pgmq.send_batch", "queue_jobs", "send_batch", Target::None)?,
    ])
}

fn contenders(before: &'static str) -> [Contender; 3] {
    [
        ("queue_jobs", "queue_jobs.sql", "pgmq.q_enrich"),
        ("two INSERTs", "floor_batch.sql", "bench.floor_queue"),
        ("send_batch", "send_batch.sql", "pgmq.q_plain"),
    ]
    .map(|(name, script, queue)| {
        let after = format!("{SENT} from {queue}").leak();
        Contender { name, database: MAIN, script, before, after }
    })
}
