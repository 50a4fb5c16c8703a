//! Contenders that run in turns, so that a slow moment of the machine hits all of them alike.

use anyhow::{Context, Result};

use super::cpu;
use super::figure::{Figure, Target};
use super::pgbench::{self, Length};
use super::place::Place;
use super::stats::Ratio;

/// One side of a comparison.
#[derive(Clone, Copy, Debug)]
pub struct Contender {
    /// Its name in the contest.
    pub name: &'static str,
    /// The database it runs in.
    pub database: &'static str,
    /// pgbench script, a file of `sql/`.
    pub script: &'static str,
    /// SQL that prepares each run, after which comes a checkpoint.
    pub before: &'static str,
    /// SQL that answers true when the run did what it should.
    pub after: &'static str,
}

/// The rates of all contenders, round by round.
#[derive(Debug)]
pub struct Scores {
    unit: &'static str,
    /// How many units one transaction stands for.
    per_transaction: f64,
    runs: Vec<(&'static str, Vec<Run>)>,
}

/// What one run showed.
#[derive(Clone, Copy, Debug)]
struct Run {
    /// Transactions per second.
    rate: f64,
    /// Seconds of processor time per transaction, client and server; `None` where that is not known.
    cpu: Option<f64>,
}

/// Conditions that hold for all contenders.
#[derive(Clone, Copy, Debug)]
pub struct Rules {
    /// Rounds; every contender runs once in each.
    pub rounds: usize,
    /// Length of a run.
    pub length: Length,
    /// `synchronous_commit`
    pub sync_commit: bool,
    /// Whether a checkpoint precedes each run.
    pub checkpoint: bool,
}

/// Runs all rounds. Every other round goes backwards: no contender always follows the same one.
pub fn hold(place: &Place, contenders: &[Contender], rules: &Rules) -> Result<Scores> {
    let mut runs: Vec<_> = contenders.iter().map(|it| (it.name, Vec::new())).collect();
    for round in 0..rules.rounds {
        let mut order: Vec<usize> = (0..contenders.len()).collect();
        if round % 2 == 1 {
            order.reverse();
        }
        for index in order {
            let (Some(contender), Some((_, runs))) = (contenders.get(index), runs.get_mut(index))
            else {
                continue;
            };
            let run = run_once(place, contender, rules)?;
            eprintln!("  round {} {:<24} {}", round + 1, contender.name, run.describe());
            runs.push(run);
        }
    }
    Ok(Scores { unit: "calls/s", per_transaction: 1.0, runs })
}

fn run_once(place: &Place, contender: &Contender, rules: &Rules) -> Result<Run> {
    let name = contender.name;
    prepare(place, contender, rules.checkpoint).with_context(|| format!("before {name}"))?;
    let before = cpu::used(place.postmaster());
    let program = place.pgbench(contender.database);
    let count = pgbench::run(program, contender.script, rules.length, rules.sync_commit)?;
    let cpu = cpu::used(place.postmaster()).zip(before);
    let sound: bool = place.connect(contender.database)?.query_one(contender.after, &[])?.get(0);
    anyhow::ensure!(sound, "{name} did not leave what it should: {}", contender.after);
    let cpu = cpu.map(|(after, before)| (after - before) / count.transactions);
    Ok(Run { rate: count.rate, cpu })
}

/// Its connection ends with it, so that its work is not counted as the run's.
fn prepare(place: &Place, contender: &Contender, checkpoint: bool) -> Result<()> {
    let mut client = place.connect(contender.database)?;
    client.batch_execute(contender.before)?;
    if checkpoint {
        client.batch_execute("checkpoint")?;
    }
    Ok(())
}

impl Run {
    fn describe(&self) -> String {
        let cpu = self.cpu.map(|seconds| format!("{:>9.1} µs CPU", seconds * 1e6));
        format!("{:>9.1} tps {}", self.rate, cpu.unwrap_or_default())
    }
}

impl Scores {
    /// Counts what each transaction does instead of transactions, for instance 1000 jobs.
    pub fn counting(mut self, per_transaction: u32, unit: &'static str) -> Self {
        self.per_transaction = f64::from(per_transaction);
        self.unit = unit;
        self
    }

    /// The line `first ÷ second` of the report.
    pub fn figure(&self, label: &str, first: &str, second: &str, target: Target) -> Result<Figure> {
        let (ours, theirs) = (self.of(first)?, self.of(second)?);
        let rates = |runs: &[Run]| -> Vec<f64> {
            runs.iter().map(|run| run.rate * self.per_transaction).collect()
        };
        let cpu = |runs: &[Run]| -> Vec<f64> { runs.iter().filter_map(|run| run.cpu).collect() };
        let figure = Figure::compare(label, self.unit, (&rates(ours), &rates(theirs)), target)
            .context("nothing was measured")?;
        // Time is the other way round: what needs half of it is twice as good.
        Ok(figure.with_cpu(Ratio::of(&cpu(theirs), &cpu(ours))))
    }

    fn of(&self, name: &str) -> Result<&[Run]> {
        let (_, runs) = self
            .runs
            .iter()
            .find(|(known, _)| *known == name)
            .with_context(|| format!("no contender {name}"))?;
        Ok(runs)
    }
}
