//! Ten stages taken, started and completed, against the same in PL/pgSQL with pgmq's own functions.

use anyhow::Result;

use super::prepare;
use crate::bench::contest::{self, Contender, Rules};
use crate::bench::effort::Effort;
use crate::bench::figure::{Figure, Target};
use crate::bench::pgbench::Length;
use crate::bench::place::Place;

const DATABASE: &str = "stages";
const FILL: &str = "select bench.fill_jobs(3000)";
/// Every completed stage queued the next one: no message is lost, none is there twice.
const WHOLE: &str = "select count(*) > 100
    and (select count(*) from pgmq.q_content) = 3000
    and (select count(*) from pgmq.a_content) = count(*)
    and count(*) = (select count(*) from content_job_events where status = 'queued') - 3000
    from content_job_events where status = 'completed'";

const CONTENDERS: [Contender; 2] = [
    Contender {
        name: "stages",
        database: DATABASE,
        script: "content_stages.sql",
        before: FILL,
        after: WHOLE,
    },
    Contender {
        name: "stages, PL/pgSQL",
        database: DATABASE,
        script: "content_stages_plpgsql.sql",
        before: FILL,
        after: WHOLE,
    },
];

/// Asynchronous commit: the disk is the same for both.
pub fn measure(place: &Place, effort: &Effort) -> Result<Vec<Figure>> {
    prepare(place, DATABASE)?;
    let length = Length::Seconds(effort.seconds);
    let rules = Rules { rounds: effort.rounds, length, sync_commit: false, checkpoint: true };
    let scores = contest::hold(place, &CONTENDERS, &rules)?.counting(10, "stages/s");
    let name = "10 × dequeue, start, complete ÷ PL/pgSQL";
    Ok(vec![scores.figure(name, "stages", "stages, PL/pgSQL", Target::AtLeast(1.2))?])
}
