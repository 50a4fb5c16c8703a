//! How long and how often is measured.

use std::env;

/// Rounds and lengths of one benchmark.
#[derive(Clone, Copy, Debug)]
pub struct Effort {
    /// Rounds; each contender runs once per round.
    pub rounds: usize,
    /// Length of one run in seconds.
    pub seconds: u32,
    /// Transactions of each client, where a run ends by work done and not by time.
    pub transactions: u32,
    /// Keys in the ledger for the figure that compares a full one with an empty one.
    pub keys: u64,
    /// Judgments in the back office; a fifth of them have a case, each has two events.
    pub judgments: u64,
    /// Finished jobs beside those that wait.
    pub finished_jobs: u64,
    /// Finished stages beside the open ones of the backlog.
    pub finished_stages: i64,
    /// Enqueues per contender and round of the wake-up figure.
    pub wakes: usize,
}

impl Effort {
    const FULL: Self = Self {
        rounds: 15,
        seconds: 2,
        transactions: 75,
        keys: 10_000_000,
        judgments: 1_000_000,
        finished_jobs: 1_000_000,
        finished_stages: 5_000_000,
        wakes: 200,
    };
    const QUICK: Self = Self {
        rounds: 2,
        seconds: 1,
        transactions: 20,
        keys: 100_000,
        judgments: 100_000,
        finished_jobs: 100_000,
        finished_stages: 100_000,
        wakes: 25,
    };

    /// The full effort, unless `DRAGONFLY_BENCH_QUICK` is set to something other than 0.
    pub fn from_env() -> Self {
        match env::var("DRAGONFLY_BENCH_QUICK").as_deref() {
            Err(_) | Ok("" | "0") => Self::FULL,
            Ok(_) => Self::QUICK,
        }
    }
}
