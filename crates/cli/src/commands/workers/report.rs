//! Workers as JSON and as a table.

use serde::{Deserialize, Serialize};

use crate::figures::{Figures, Worker};
use crate::screen::{Column, Screen, Tone, age, counted};

const COLUMNS: [Column; 9] = [
    Column::Text("QUEUE"),
    Column::Word("WORKER"),
    Column::Text("HOST"),
    Column::Figure("HEALTH"),
    Column::Figure("HEARTBEAT"),
    Column::Figure("DONE"),
    Column::Figure("FAILED"),
    Column::Text("VERSION"),
    Column::Figure("STATUS"),
];
/// As narrow as a terminal may be before a worker's id is shortened to its first eight digits and its
/// version and what it reports of itself are left out.
const WIDE: u16 = 120;
const COLUMNS_IF_NARROW: usize = 7;

/// A row of `workers.find_stale_workers()`.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct StaleWorker {
    /// The worker.
    pub worker_id: String,
    /// Its queue, as it spells it.
    pub queue_name: String,
    /// Where it runs.
    pub hostname: String,
    /// What it reported last.
    pub status: String,
    /// When that was.
    pub last_heartbeat_at: String,
    /// How long ago that is.
    pub minutes_stale: f64,
}

/// What `--json` prints.
#[derive(Debug, Serialize)]
pub struct Report {
    /// When, by the database's clock.
    pub timestamp: String,
    workers: Vec<Worker>,
    summary: Summary,
    /// Those without a sign of life for longer than the threshold, oldest first.
    pub stale_workers: Vec<StaleWorker>,
}

#[derive(Debug, PartialEq, Eq, Serialize)]
struct Summary {
    total_workers: usize,
    alive: usize,
    stale: usize,
    dead: usize,
    stopped: usize,
}

impl Report {
    /// Of one look.
    pub fn new(figures: &Figures, stale_workers: Vec<StaleWorker>) -> Self {
        let count = |health: &str| {
            figures.workers.iter().filter(|worker| worker.health_status == health).count()
        };
        let summary = Summary {
            total_workers: figures.workers.len(),
            alive: count("alive"),
            stale: count("stale"),
            dead: count("dead"),
            stopped: count("stopped"),
        };
        Self {
            timestamp: figures.timestamp.clone(),
            workers: figures.workers.clone(),
            summary,
            stale_workers,
        }
    }

    /// A line a worker, and a line with the sums.
    pub fn table(&self, screen: Screen) -> String {
        let narrow = screen.width.is_some_and(|width| width < WIDE);
        let rows = self.workers.iter().map(|worker| row(worker, narrow)).collect();
        let Summary { total_workers, alive, stale, dead, stopped } = self.summary;
        let workers = counted(total_workers, "worker");
        let sums =
            format!("{workers}: {alive} alive, {stale} stale, {dead} dead, {stopped} stopped");
        let shown = if narrow { COLUMNS_IF_NARROW } else { COLUMNS.len() };
        let (columns, _) = COLUMNS.split_at(shown);
        if total_workers == 0 { sums } else { screen.table(columns, rows) + "\n" + &sums }
    }
}

fn row(worker: &Worker, narrow: bool) -> (Tone, Vec<String>) {
    let tone = match worker.health_status.as_str() {
        "stale" => Tone::Warning,
        "dead" => Tone::Bad,
        _ => Tone::Plain,
    };
    let digits = if narrow { 8 } else { 36 };
    let mut cells = vec![
        worker.queue_name.clone(),
        worker.worker_id.chars().take(digits).collect(),
        worker.hostname.clone(),
        worker.health_status.clone(),
        age(worker.seconds_since_heartbeat) + " ago",
        worker.jobs_processed.to_string(),
        worker.jobs_failed.to_string(),
        worker.version.clone(),
        worker.status.clone(),
    ];
    if narrow {
        cells.truncate(COLUMNS_IF_NARROW);
    }
    (tone, cells)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_worker_is_alive_stale_dead_or_stopped() {
        let worker = |id: &str, health: &str| Worker {
            worker_id: id.to_owned(),
            health_status: health.to_owned(),
            ..Worker::default()
        };
        let figures = Figures {
            timestamp: String::new(),
            queues: Vec::new(),
            workers: ["alive", "stale", "dead", "stopped"]
                .map(|health| worker(health, health))
                .into(),
        };
        let report = Report::new(&figures, Vec::new());
        let expected = Summary { total_workers: 4, alive: 1, stale: 1, dead: 1, stopped: 1 };
        assert_eq!(report.summary, expected);
    }
}
