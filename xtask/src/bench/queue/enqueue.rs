//! `queue_job` against the least work that keeps a key and a message, and against PL/pgSQL.

use anyhow::Result;

use super::RESET;
use crate::bench::contest::{self, Contender, Rules, Scores};
use crate::bench::effort::Effort;
use crate::bench::figure::{Figure, Target};
use crate::bench::pgbench::Length;
use crate::bench::place::{MAIN, Place};

/// As many keys as messages, and no fewer than a run must have made.
const BOTH_WRITTEN: &str = "select count(*) > 100
    and count(*) = (select count(*) from pgmq.q_enrich) from dragonfly.idempotency_keys";
const FLOOR_WRITTEN: &str = "select count(*) > 100
    and count(*) = (select count(*) from bench.floor_queue) from bench.floor_keys";
const PLAIN_WRITTEN: &str = "select count(*) > 100 from pgmq.q_plain";
const HUNDRED_KEYS: &str = "select count(*) = 100
    and count(*) = (select count(*) from pgmq.q_enrich) from dragonfly.idempotency_keys";

const CONTENDERS: [Contender; 6] = [
    contender("floor", "floor.sql", FLOOR_WRITTEN),
    contender("queue_job", "queue_job.sql", BOTH_WRITTEN),
    contender("plpgsql", "plpgsql.sql", PLAIN_WRITTEN),
    contender("floor, fields", "floor_fields.sql", FLOOR_WRITTEN),
    contender("queue_job, fields", "queue_job_fields.sql", BOTH_WRITTEN),
    contender("queue_job, repeated", "queue_job_repeated.sql", HUNDRED_KEYS),
];

const fn contender(name: &'static str, script: &'static str, after: &'static str) -> Contender {
    Contender { name, database: MAIN, script, before: RESET, after }
}

/// All figures with synchronous commit off, then on.
pub fn measure(place: &Place, effort: &Effort) -> Result<Vec<Figure>> {
    let mut figures = Vec::new();
    for sync_commit in [false, true] {
        let length = Length::Seconds(effort.seconds);
        let rules = Rules { rounds: effort.rounds, length, sync_commit, checkpoint: true };
        let scores = contest::hold(place, &CONTENDERS, &rules)?;
        figures.extend(compare(&scores, sync_commit)?);
    }
    Ok(figures)
}

fn compare(scores: &Scores, sync_commit: bool) -> Result<Vec<Figure>> {
    let mode = if sync_commit { "sync" } else { "async" };
    let label = |text: &str| format!("{text}, {mode}");
    let limit = scores.figure(
        &label("floor ÷ PL/pgSQL and pgmq.send"),
        "floor",
        "plpgsql",
        Target::None,
    )?;
    // With synchronous commit both sides wait for the same disk: the floor bounds what is possible.
    let wanted = if sync_commit { 0.90 * limit.ratio.median } else { 2.0 };
    let lines = [
        ("queue_job(jsonb) ÷ floor", "queue_job", "floor", 0.85),
        ("queue_job(key, kind, payload) ÷ floor", "queue_job, fields", "floor, fields", 0.85),
        ("queue_job ÷ PL/pgSQL and pgmq.send", "queue_job", "plpgsql", wanted),
        ("repeated key ÷ distinct keys", "queue_job, repeated", "queue_job", 1.0),
    ];
    let mut figures = vec![limit];
    for (text, first, second, bound) in lines {
        figures.push(scores.figure(&label(text), first, second, Target::AtLeast(bound))?);
    }
    Ok(figures)
}
