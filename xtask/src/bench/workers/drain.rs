//! How soon two sessions empty a queue of envelopes whose handlers do nothing.

use std::sync::Barrier;
use std::thread;
use std::time::Instant;

use anyhow::{Context, Result, anyhow, ensure};
use postgres::Client;

use super::{JOBS_PER_CALL, RESET, prepare};
use crate::bench::effort::Effort;
use crate::bench::figure::{Figure, Target};
use crate::bench::place::Place;

const DATABASE: &str = "workers_drain";
const ENVELOPES: u32 = 20_000;
const SESSIONS: usize = 2;

/// One way to take jobs and be done with them.
struct Way {
    name: &'static str,
    queue: &'static str,
    /// `$1` is the worker; a row per job, its id first.
    take: &'static str,
    /// `$1` are the ids, `$2` is the worker.
    finish: &'static str,
    /// True when all of them are done.
    after: &'static str,
}

const OURS: Way = Way {
    name: "workers",
    queue: "ingest_raw",
    take: "select msg_id, attempt, envelope from workers.poll('ingest_raw', $1::text::uuid, 100, 30)",
    finish: "select workers.succeed_many('ingest_raw', $1, $2::text::uuid)",
    after: "select count(*) = 20000 from workers.processed_jobs where status = 'completed'",
};
const PGMQ: Way = Way {
    name: "pgmq",
    queue: "plain",
    take: "select msg_id, read_ct, message from pgmq.read('plain', 30, 100) where $1::text is not null",
    finish: "select pgmq.delete('plain', $1::bigint[]) where $2::text is not null",
    after: "select count(*) = 0 from pgmq.q_plain",
};

/// Each round drains the one queue, then the other.
pub fn measure(place: &Place, effort: &Effort) -> Result<Vec<Figure>> {
    prepare(place, DATABASE)?;
    let mut ways = [(OURS, Vec::new()), (PGMQ, Vec::new())];
    for round in 0..effort.rounds {
        for (way, rates) in &mut ways {
            let rate = drain(place, way)?;
            eprintln!("  round {} {:<24} {rate:>9.1} jobs/s", round + 1, way.name);
            rates.push(rate);
        }
    }
    let [(_, ours), (_, theirs)] = ways;
    let label = "drain of 20 000 envelopes ÷ pgmq.read(100), pgmq.delete, 2 sessions";
    let figure = Figure::compare(label, "jobs/s", (&ours, &theirs), Target::AtLeast(0.45));
    Ok(vec![figure.context("nothing was drained")?])
}

fn drain(place: &Place, way: &Way) -> Result<f64> {
    let mut admin = place.connect(DATABASE)?;
    let fill = format!("{RESET}; select bench.fill_envelopes('{}', {ENVELOPES})", way.queue);
    admin.batch_execute(&fill)?;
    admin.batch_execute("checkpoint")?;
    let clients = (0..SESSIONS).map(|_| place.connect(DATABASE)).collect::<Result<Vec<_>>>()?;
    let barrier = Barrier::new(SESSIONS + 1);
    let seconds = thread::scope(|scope| -> Result<f64> {
        let start = |(number, client): (usize, Client)| {
            let barrier = &barrier;
            scope.spawn(move || work(client, number, way, barrier))
        };
        let sessions: Vec<_> = clients.into_iter().enumerate().map(start).collect();
        barrier.wait();
        let began = Instant::now();
        for session in sessions {
            session.join().map_err(|_| anyhow!("a session ended early"))??;
        }
        Ok(began.elapsed().as_secs_f64())
    })?;
    let all_done: bool = admin.query_one(way.after, &[])?.get(0);
    ensure!(all_done, "{} left jobs", way.name);
    Ok(f64::from(ENVELOPES) / seconds)
}

/// Prepares its statements, waits for the start, and works until nothing comes.
fn work(mut client: Client, number: usize, way: &Way, barrier: &Barrier) -> Result<()> {
    let prepared = client
        .batch_execute("set synchronous_commit = off")
        .and_then(|()| Ok((client.prepare(way.take)?, client.prepare(way.finish)?)));
    barrier.wait();
    let (take, finish) = prepared?;
    let worker = format!("00000000-0000-4000-8000-{number:012}");
    let mut ids = Vec::with_capacity(usize::try_from(JOBS_PER_CALL)?);
    loop {
        let jobs = client.query(&take, &[&worker])?;
        if jobs.is_empty() {
            return Ok(());
        }
        ids.clear();
        ids.extend(jobs.iter().map(|job| job.get::<_, i64>(0)));
        client.query(&finish, &[&ids, &worker])?;
    }
}
