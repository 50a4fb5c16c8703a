//! What counting costs eight sessions on one queue.

use anyhow::Result;

use super::{RESET, prepare, stock};
use crate::bench::contest::{self, Contender, Rules};
use crate::bench::effort::Effort;
use crate::bench::figure::{Figure, Target};
use crate::bench::pgbench::Length;
use crate::bench::place::Place;

const COUNTED: &str = "workers_counted";
const UNCOUNTED: &str = "workers_uncounted";
const TAKE_AWAY: &str = "create trigger nothing before insert on workers.metric_slots
    for each row execute function bench.count_nothing()";
/// Jobs one by one are soon done; a run should not be over at once.
const LONGER: u32 = 10;

/// One job per call, so that counting is as large a part of it as it can be.
pub fn measure(place: &Place, effort: &Effort) -> Result<Vec<Figure>> {
    prepare(place, COUNTED)?;
    prepare(place, UNCOUNTED)?.batch_execute(TAKE_AWAY)?;
    let (taken, stock) = stock(effort, LONGER);
    let contenders = [("with counters", COUNTED, taken), ("without", UNCOUNTED, 0)].map(
        |(name, database, counted)| Contender {
            name,
            database,
            script: "workers_single.sql",
            before: format!("{RESET}; select bench.fill_envelopes('ingest_raw', {stock})").leak(),
            after: format!(
                "select (select count(*) = {taken} from pgmq.a_ingest_raw)
                     and coalesce(sum(processed), 0) = {counted} from workers.metric_slots"
            )
            .leak(),
        },
    );
    let length = Length::Transactions(LONGER * effort.transactions);
    let rules = Rules { rounds: effort.rounds, length, sync_commit: false, checkpoint: true };
    let scores = contest::hold(place, &contenders, &rules)?.counting(1, "jobs/s");
    let label = "poll(1), succeed ÷ the same without counters, 8 sessions";
    Ok(vec![scores.figure(label, "with counters", "without", Target::AtLeast(0.9))?])
}
