//! How soon a waiting client hears of a job, at 50 jobs a second.

use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, anyhow};
use postgres::Client;
use postgres::fallible_iterator::FallibleIterator;

use super::RESET;
use crate::bench::effort::Effort;
use crate::bench::figure::{Figure, Target};
use crate::bench::place::{MAIN, Place};
use crate::bench::stats::quantile;

const INTERVAL: Duration = Duration::from_millis(20);
/// Far beyond anything seen: a wake-up later than this is a lost one.
const LOST: Duration = Duration::from_secs(2);

/// One way to be woken.
struct Way {
    name: &'static str,
    /// What the consumer says before it sleeps.
    wait: &'static str,
    /// What the producer calls, with a key of its own.
    enqueue: &'static str,
}

/// How the producer commits.
struct Mode {
    name: &'static str,
    setting: &'static str,
}

const MODES: [Mode; 2] = [
    Mode { name: "async", setting: "set synchronous_commit = off" },
    Mode { name: "sync", setting: "set synchronous_commit = on" },
];

const OURS: Way = Way {
    name: "dragonfly.waiting",
    wait: "listen dragonfly_queue; select dragonfly.waiting('enrich')",
    enqueue: "select public.queue_job($1, 'enrich', '{\"judgment_id\": 4711}'::jsonb)",
};
const PGMQ: Way = Way {
    name: "enable_notify_insert",
    wait: "listen \"pgmq.q_plain.INSERT\"",
    enqueue: "select pgmq.send('plain', jsonb_build_object('kind', 'enrich',
        'idempotency_key', $1::text, 'payload', '{\"judgment_id\": 4711}'::jsonb))",
};

/// Median and 99th percentile of both ways; each round asks the one, then the other.
pub fn measure(place: &Place, effort: &Effort) -> Result<Vec<Figure>> {
    let mut admin = place.connect(MAIN)?;
    admin.batch_execute("select pgmq.enable_notify_insert('plain', 0)")?;
    let mut figures = Vec::new();
    for mode in &MODES {
        let mut ways = [(OURS, Vec::new()), (PGMQ, Vec::new())];
        for round in 0..effort.rounds {
            for (way, rounds) in &mut ways {
                let seen = latencies_of(place, way, effort.wakes, mode)?;
                let median = quantile(&seen, 0.5).unwrap_or_default();
                eprintln!("  round {} {:<28} {median:>9.3} ms", round + 1, way.name);
                rounds.push(seen);
            }
        }
        let [(_, ours), (_, theirs)] = ways;
        for (word, part) in [("median", 0.5), ("99th percentile", 0.99)] {
            figures.push(compare(&format!("{word}, {}", mode.name), part, &ours, &theirs)?);
        }
    }
    admin.batch_execute("select pgmq.disable_notify_insert('plain')")?;
    Ok(figures)
}

fn compare(word: &str, part: f64, ours: &[Vec<f64>], theirs: &[Vec<f64>]) -> Result<Figure> {
    let of = |rounds: &[Vec<f64>]| -> Vec<f64> {
        rounds.iter().filter_map(|seen| quantile(seen, part)).collect()
    };
    let label = format!("wake-up ÷ pgmq's enable_notify_insert, {word}");
    Figure::compare(&label, "ms", (&of(ours), &of(theirs)), Target::AtMost(1.0))
        .context("no wake-up was measured")
}

fn latencies_of(place: &Place, way: &Way, count: usize, mode: &Mode) -> Result<Vec<f64>> {
    let mut consumer = place.connect(MAIN)?;
    consumer.batch_execute(RESET)?;
    consumer.batch_execute(way.wait).with_context(|| way.wait.to_owned())?;
    let mut producer = place.connect(MAIN)?;
    producer.batch_execute(mode.setting)?;
    let (starts, started) = mpsc::channel();
    thread::scope(|scope| {
        let sent = scope.spawn(move || produce(&mut producer, way.enqueue, count, &starts));
        let heard = hear(&mut consumer, count, &started);
        let sent = sent.join().map_err(|_| anyhow!("the producer ended early"))?;
        sent.and(heard)
    })
}

/// Sends a job every 20 ms and says when each call began.
fn produce(
    producer: &mut Client,
    enqueue: &str,
    count: usize,
    starts: &Sender<Instant>,
) -> Result<()> {
    let enqueue = producer.prepare(enqueue)?;
    let begin = Instant::now();
    for number in 0..count {
        let due = INTERVAL * u32::try_from(number)?;
        thread::sleep(due.saturating_sub(begin.elapsed()));
        let key = format!("wake:{number}");
        starts.send(Instant::now())?;
        producer.query_one(&enqueue, &[&key])?;
    }
    Ok(())
}

/// Pairs wake-ups with calls in their order: latencies are far below the interval, and a lost wake-up
/// ends the measurement.
fn hear(consumer: &mut Client, count: usize, started: &Receiver<Instant>) -> Result<Vec<f64>> {
    let mut latencies = Vec::with_capacity(count);
    let mut notifications = consumer.notifications();
    let mut wakes = notifications.timeout_iter(LOST);
    for number in 0..count {
        wakes.next()?.with_context(|| format!("no wake-up for job {number} within {LOST:?}"))?;
        latencies.push(started.recv()?.elapsed().as_secs_f64() * 1000.0);
    }
    Ok(latencies)
}
