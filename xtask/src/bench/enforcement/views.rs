//! Views against the plainest statements that answer the same, and against themselves on a tenth of
//! the rows.

use anyhow::Result;

use super::{FULL, NOTHING, SOUND, TENTH};
use crate::bench::contest::{self, Contender, Rules};
use crate::bench::effort::Effort;
use crate::bench::figure::{Figure, Target};
use crate::bench::pgbench::Length;
use crate::bench::place::Place;

/// Label, the plain or the small one, the view or the large one, and what their ratio of time may be.
type Line = (&'static str, Contender, Contender, f64);

const LINES: [Line; 5] = [
    (
        "timeline of 30 items ÷ index look-ups, time",
        contender("look-ups", FULL, "timeline_lookups.sql"),
        contender("timeline", FULL, "timeline.sql"),
        1.5,
    ),
    (
        "timeline among 2 M events ÷ among 100 k, time",
        contender("timeline, tenth", TENTH, "timeline.sql"),
        contender("timeline, full", FULL, "timeline.sql"),
        1.2,
    ),
    (
        "v_enforcement_summary ÷ one GROUP BY, time",
        contender("group by", FULL, "summary_group.sql"),
        contender("summary", FULL, "summary.sql"),
        1.5,
    ),
    (
        "first 50 of v_enforcement_recent, 1 M judgments ÷ 100 k, time",
        contender("recent, tenth", TENTH, "recent.sql"),
        contender("recent, full", FULL, "recent.sql"),
        1.3,
    ),
    (
        "first 50 of the overview by stage and tier, 1 M ÷ 100 k, time",
        contender("overview, tenth", TENTH, "overview.sql"),
        contender("overview, full", FULL, "overview.sql"),
        1.3,
    ),
];

pub fn measure(place: &Place, effort: &Effort) -> Result<Vec<Figure>> {
    let length = Length::Seconds(effort.seconds);
    let rules = Rules { rounds: effort.rounds, length, sync_commit: true, checkpoint: false };
    let mut figures = Vec::new();
    for (label, small, large, bound) in LINES {
        let scores = contest::hold(place, &[small, large], &rules)?;
        // The ratio of rates, turned round, is the ratio of times.
        figures.push(scores.figure(label, small.name, large.name, Target::AtMost(bound))?);
    }
    Ok(figures)
}

const fn contender(name: &'static str, database: &'static str, script: &'static str) -> Contender {
    Contender { name, database, script, before: NOTHING, after: SOUND }
}
