//! Taking messages off a queue in hundreds, and deleting them.

use anyhow::Result;

use super::RESET;
use crate::bench::contest::{self, Contender, Rules};
use crate::bench::effort::Effort;
use crate::bench::figure::{Figure, Target};
use crate::bench::pgbench::{CLIENTS, Length};
use crate::bench::place::{MAIN, Place};

const MESSAGES_PER_CALL: u32 = 100;

/// Both queues start with the same messages, one tenth more than a run takes: a run that finds a
/// queue empty would measure nothing.
pub fn measure(place: &Place, effort: &Effort) -> Result<Vec<Figure>> {
    let taken = MESSAGES_PER_CALL * CLIENTS * effort.transactions;
    let stock = taken + taken / 10;
    let contenders =
        [("dequeue_jobs", "dequeue_jobs.sql", "enrich"), ("pgmq.read", "pgmq_read.sql", "plain")]
            .map(|(name, script, queue)| Contender {
                name,
                database: MAIN,
                script,
                before: format!("{RESET}; select bench.fill_queue('{queue}', {stock})").leak(),
                after: format!("select count(*) = {} from pgmq.q_{queue}", stock - taken).leak(),
            });
    let length = Length::Transactions(effort.transactions);
    let rules = Rules { rounds: effort.rounds, length, sync_commit: false, checkpoint: true };
    let scores = contest::hold(place, &contenders, &rules)?;
    let scores = scores.counting(MESSAGES_PER_CALL, "messages/s");
    Ok(vec![scores.figure(
        "dequeue_jobs, pgmq_delete_many ÷ pgmq.read, pgmq.delete",
        "dequeue_jobs",
        "pgmq.read",
        Target::AtLeast(1.0),
    )?])
}
