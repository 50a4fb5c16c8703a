//! Contenders that run in turns, so that a slow moment of the machine hits all of them alike.

use anyhow::{Context, Result};

use super::figure::{Figure, Target};
use super::pgbench::{self, Length};
use super::place::Place;

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
    rates: Vec<(&'static str, Vec<f64>)>,
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
    let mut rates: Vec<_> = contenders.iter().map(|it| (it.name, Vec::new())).collect();
    for round in 0..rules.rounds {
        let mut order: Vec<usize> = (0..contenders.len()).collect();
        if round % 2 == 1 {
            order.reverse();
        }
        for index in order {
            let (Some(contender), Some((_, rates))) = (contenders.get(index), rates.get_mut(index))
            else {
                continue;
            };
            let rate = run_once(place, contender, rules)?;
            eprintln!("  round {} {:<28} {rate:>9.1} tps", round + 1, contender.name);
            rates.push(rate);
        }
    }
    Ok(Scores { unit: "calls/s", per_transaction: 1.0, rates })
}

fn run_once(place: &Place, contender: &Contender, rules: &Rules) -> Result<f64> {
    let name = contender.name;
    let mut client = place.connect(contender.database)?;
    client.batch_execute(contender.before).with_context(|| format!("before {name}"))?;
    if rules.checkpoint {
        client.batch_execute("checkpoint")?;
    }
    let program = place.pgbench(contender.database);
    let rate = pgbench::run(program, contender.script, rules.length, rules.sync_commit)?;
    let sound: bool = client.query_one(contender.after, &[])?.get(0);
    anyhow::ensure!(sound, "{name} did not leave what it should: {}", contender.after);
    Ok(rate)
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
        Figure::compare(label, self.unit, (&ours, &theirs), target).context("nothing was measured")
    }

    fn of(&self, name: &str) -> Result<Vec<f64>> {
        let (_, rates) = self
            .rates
            .iter()
            .find(|(known, _)| *known == name)
            .with_context(|| format!("no contender {name}"))?;
        Ok(rates.iter().map(|rate| rate * self.per_transaction).collect())
    }
}
