//! Distinct keys into a ledger that already holds millions.

use anyhow::Result;

use crate::bench::contest::{self, Contender, Rules};
use crate::bench::effort::Effort;
use crate::bench::figure::{Figure, Target};
use crate::bench::pgbench::{self, Length};
use crate::bench::place::{MAIN, Place};

const FULL: &str = "bench_full";
const SCRIPT: &str = "queue_job.sql";
const EMPTY_LEDGER: &str = "truncate dragonfly.idempotency_keys, pgmq.q_enrich";
const EMPTY_QUEUE: &str = "truncate pgmq.q_enrich";
const WRITTEN: &str = "select count(*) > 100 from pgmq.q_enrich";
const FILL: &str = "insert into dragonfly.idempotency_keys (queue, key, msg_id, retained_since)
    select 'enrich', bench.random_key(), n, now() - random() * interval '7 days'
    from generate_series(1, $1::bigint) as n";

/// The full ledger lies in a database of its own, so that both can be measured in turns.
pub fn measure(place: &Place, effort: &Effort) -> Result<Vec<Figure>> {
    place.add_database(FULL)?;
    fill(place, effort.keys)?;
    let contenders = [
        contender("empty ledger", MAIN, EMPTY_LEDGER),
        contender("full ledger", FULL, EMPTY_QUEUE),
    ];
    // No checkpoint between the runs: after one, the first change of each of the index's many pages
    // writes the whole page to the log, which in four seconds would be all there is to see. The first
    // run, which is not counted, takes that.
    let length = Length::Seconds(effort.seconds);
    let rules = Rules { rounds: effort.rounds, length, sync_commit: false, checkpoint: false };
    pgbench::run(place.pgbench(FULL), SCRIPT, Length::Seconds(5 * effort.seconds), false)?;
    let scores = contest::hold(place, &contenders, &rules)?;
    let label = format!("queue_job at {} keys ÷ at none", effort.keys);
    Ok(vec![scores.figure(&label, "full ledger", "empty ledger", Target::AtLeast(0.8))?])
}

const fn contender(name: &'static str, database: &'static str, before: &'static str) -> Contender {
    Contender { name, database, script: SCRIPT, before, after: WRITTEN }
}

fn fill(place: &Place, keys: u64) -> Result<()> {
    eprintln!("  filling the ledger with {keys} keys");
    let mut client = place.connect(FULL)?;
    client.execute(FILL, &[&i64::try_from(keys)?])?;
    // One by one: statements sent together are one transaction, in which VACUUM is refused.
    client.batch_execute("vacuum analyze dragonfly.idempotency_keys")?;
    client.batch_execute("checkpoint")?;
    Ok(())
}
