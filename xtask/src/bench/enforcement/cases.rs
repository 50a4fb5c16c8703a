//! One stage change per call against the same by hand, and the nightly refresh against one scan.

use anyhow::Result;

use super::{FULL, NOTHING, SOUND};
use crate::bench::contest::{self, Contender, Rules};
use crate::bench::effort::Effort;
use crate::bench::figure::{Figure, Target};
use crate::bench::pgbench::Length;
use crate::bench::place::Place;

const MOVED: &str =
    "select count(*) > 100 from public.enforcement_history where changed_by = 'bench'";
const UNCHANGED: &str = "select count(*) = 0 from public.enforcement_history
    where actor_type = 'automation'";

pub fn measure(place: &Place, effort: &Effort) -> Result<Vec<Figure>> {
    let length = Length::Seconds(effort.seconds);
    let mut figures = Vec::new();
    for (sync_commit, mode) in [(false, "async"), (true, "sync")] {
        let rules = Rules { rounds: effort.rounds, length, sync_commit, checkpoint: true };
        let contenders = [
            contender("set_enforcement_stage", "set_stage.sql", MOVED),
            contender("plpgsql", "set_stage_plpgsql.sql", MOVED),
        ];
        let scores = contest::hold(place, &contenders, &rules)?;
        let label = format!("set_enforcement_stage ÷ PL/pgSQL, {mode}");
        figures.push(scores.figure(
            &label,
            "set_enforcement_stage",
            "plpgsql",
            Target::AtLeast(0.95),
        )?);
    }
    let rules = Rules { rounds: effort.rounds, length, sync_commit: true, checkpoint: false };
    let contenders = [
        contender("refresh", "refresh.sql", UNCHANGED),
        contender("one scan", "refresh_scan.sql", SOUND),
    ];
    let scores = contest::hold(place, &contenders, &rules)?;
    // Rates: how often the scan runs in the time of one refresh.
    let label = "refresh with nothing to change ÷ one scan, time";
    figures.push(scores.figure(label, "one scan", "refresh", Target::AtMost(3.0))?);
    Ok(figures)
}

const fn contender(name: &'static str, script: &'static str, after: &'static str) -> Contender {
    Contender { name, database: FULL, script, before: NOTHING, after }
}
