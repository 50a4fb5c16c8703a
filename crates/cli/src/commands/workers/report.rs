//! Workers as JSON and as a table.

use serde::{Deserialize, Serialize};

use crate::figures::{Figures, Worker};
use crate::screen::{Column, Screen, Tone, age};

const COLUMNS: [Column; 8] = [
    Column::Text("QUEUE"),
    Column::Word("WORKER"),
    Column::Text("HOST"),
    Column::Figure("STATUS"),
    Column::Figure("HEARTBEAT"),
    Column::Figure("DONE"),
    Column::Figure("FAILED"),
    Column::Text("VERSION"),
];
/// As narrow as a terminal may be before a worker's id is shortened to its first eight digits and its
/// version is left out.
const WIDE: u16 = 110;
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
    /// Oldest first.
    pub stale_workers: Vec<StaleWorker>,
}

#[derive(Debug, PartialEq, Eq, Serialize)]
struct Summary {
    total_workers: usize,
    alive: usize,
    stale: usize,
    stopped: usize,
}

impl Report {
    /// Of one look.
    pub fn new(figures: &Figures, stale_workers: Vec<StaleWorker>) -> Self {
        let total_workers = figures.workers.len();
        let stopped = figures.workers.iter().filter(|worker| worker.is_stopped()).count();
        let stale = stale_workers.len();
        let alive = total_workers.saturating_sub(stopped + stale);
        Self {
            timestamp: figures.timestamp.clone(),
            workers: figures.workers.clone(),
            summary: Summary { total_workers, alive, stale, stopped },
            stale_workers,
        }
    }

    /// A line a worker, and a line with the sums.
    pub fn table(&self, screen: Screen) -> String {
        let narrow = screen.width.is_some_and(|width| width < WIDE);
        let rows = self.workers.iter().map(|worker| self.row(worker, narrow)).collect();
        let Summary { total_workers, alive, stale, stopped } = self.summary;
        let sums =
            format!("{total_workers} workers: {alive} alive, {stale} stale, {stopped} stopped");
        let shown = if narrow { COLUMNS_IF_NARROW } else { COLUMNS.len() };
        let (columns, _) = COLUMNS.split_at(shown);
        if total_workers == 0 { sums } else { screen.table(columns, rows) + "\n" + &sums }
    }

    fn row(&self, worker: &Worker, narrow: bool) -> (Tone, Vec<String>) {
        let stale = self.stale_workers.iter().any(|stale| stale.worker_id == worker.worker_id);
        let (tone, status) = match (stale, worker.is_stopped()) {
            (true, _) => (Tone::Bad, "stale"),
            (_, true) => (Tone::Plain, "stopped"),
            _ => (Tone::Plain, worker.status.as_str()),
        };
        let digits = if narrow { 8 } else { 36 };
        let mut cells = vec![
            worker.queue_name.clone(),
            worker.worker_id.chars().take(digits).collect(),
            worker.hostname.clone(),
            status.to_owned(),
            age(worker.seconds_since_heartbeat) + " ago",
            worker.jobs_processed.to_string(),
            worker.jobs_failed.to_string(),
            worker.version.clone(),
        ];
        if narrow {
            cells.truncate(COLUMNS_IF_NARROW);
        }
        (tone, cells)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_worker_is_alive_stale_or_stopped() {
        let worker = |id: &str, health: &str| Worker {
            worker_id: id.to_owned(),
            health_status: health.to_owned(),
            ..Worker::default()
        };
        let figures = Figures {
            timestamp: String::new(),
            queues: Vec::new(),
            workers: vec![worker("a", "alive"), worker("b", "dead"), worker("c", "stopped")],
        };
        let stale = StaleWorker { worker_id: "b".to_owned(), ..StaleWorker::default() };
        let report = Report::new(&figures, vec![stale]);
        let expected = Summary { total_workers: 3, alive: 1, stale: 1, stopped: 1 };
        assert_eq!(report.summary, expected);
    }
}
