//! A hundred jobs polled and done, against pgmq alone.

use anyhow::Result;

use super::{JOBS_PER_CALL, RESET, prepare, stock};
use crate::bench::contest::{self, Contender, Rules};
use crate::bench::effort::Effort;
use crate::bench::figure::{Figure, Target};
use crate::bench::pgbench::Length;
use crate::bench::place::Place;

const DATABASE: &str = "workers_poll";

/// Both queues start with the same envelopes; every job that was taken is in its queue's archive.
pub fn measure(place: &Place, effort: &Effort) -> Result<Vec<Figure>> {
    prepare(place, DATABASE)?;
    let (taken, stock) = stock(effort, JOBS_PER_CALL);
    let contenders =
        [("poll", "workers_poll.sql", "ingest_raw"), ("pgmq", "workers_pgmq.sql", "plain")].map(
            |(name, script, queue)| Contender {
                name,
                database: DATABASE,
                script,
                before: format!("{RESET}; select bench.fill_envelopes('{queue}', {stock})").leak(),
                after: format!("select count(*) = {taken} from pgmq.a_{queue}").leak(),
            },
        );
    let length = Length::Transactions(effort.transactions);
    let rules = Rules { rounds: effort.rounds, length, sync_commit: false, checkpoint: true };
    let scores = contest::hold(place, &contenders, &rules)?.counting(JOBS_PER_CALL, "jobs/s");
    let label = "poll(100), succeed_many ÷ pgmq.read(100), pgmq.archive";
    Ok(vec![scores.figure(label, "poll", "pgmq", Target::AtLeast(0.6))?])
}
