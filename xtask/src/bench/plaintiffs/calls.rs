//! `log_call_outcome` against the same statements as one PL/pgSQL function.

use anyhow::Result;

use super::prepare;
use crate::bench::contest::{self, Contender, Rules};
use crate::bench::effort::Effort;
use crate::bench::figure::{Figure, Target};
use crate::bench::pgbench::Length;
use crate::bench::place::Place;

const DATABASE: &str = "calls";
/// As many attempts as entries of the history, and no fewer than a run must have made.
const RECORDED: &str = "select count(*) > 100
    and count(*) = (select count(*) from plaintiff_status_history) from plaintiff_call_attempts";

const CONTENDERS: [Contender; 4] = [
    contender("call", "call.sql"),
    contender("call, PL/pgSQL", "call_plpgsql.sql"),
    contender("follow-up", "call_follow_up.sql"),
    contender("follow-up, PL/pgSQL", "call_follow_up_plpgsql.sql"),
];

const fn contender(name: &'static str, script: &'static str) -> Contender {
    let before = "select bench.fill_calls()";
    Contender { name, database: DATABASE, script, before, after: RECORDED }
}

/// Asynchronous commit: the disk is the same for both.
pub fn measure(place: &Place, effort: &Effort) -> Result<Vec<Figure>> {
    prepare(place, DATABASE)?;
    let length = Length::Seconds(effort.seconds);
    let rules = Rules { rounds: effort.rounds, length, sync_commit: false, checkpoint: true };
    let scores = contest::hold(place, &CONTENDERS, &rules)?;
    let figure = |label: &str, first: &str, second: &str| {
        scores.figure(label, first, second, Target::AtLeast(1.2))
    };
    Ok(vec![
        figure("log_call_outcome ÷ one PL/pgSQL function", "call", "call, PL/pgSQL")?,
        figure("the same with a follow-up", "follow-up", "follow-up, PL/pgSQL")?,
    ])
}
