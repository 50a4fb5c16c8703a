//! What the database says about queues and workers: its views, row by row.

use serde::{Deserialize, Serialize};

use crate::db::Db;
use crate::failure::Failure;

const LOOK: &str = "
    select jsonb_build_object(
        'timestamp', now(),
        'queues', coalesce((select jsonb_agg(to_jsonb(queue) order by queue_name)
                            from workers.v_queue_metrics as queue), '[]'),
        'workers', coalesce((select jsonb_agg(to_jsonb(worker) order by queue_name, worker_id)
                             from workers.v_worker_health as worker), '[]'))::text";

/// One look at everything.
#[derive(Debug, Deserialize)]
pub struct Figures {
    /// When, by the database's clock.
    pub timestamp: String,
    /// Every queue, by name.
    pub queues: Vec<Queue>,
    /// Every worker, by queue.
    pub workers: Vec<Worker>,
}

/// A row of `workers.v_queue_metrics`. Figures of a queue that the caller may not read are absent.
#[derive(Clone, Debug, Default, Deserialize)]
#[allow(clippy::struct_field_names)] // the column is called so
pub struct Queue {
    /// Its name.
    pub queue_name: String,
    /// Jobs completed.
    pub total_processed: i64,
    /// Jobs failed.
    pub total_failed: i64,
    /// Failed jobs among all.
    pub failure_rate_pct: Option<f64>,
    /// Milliseconds from claim to end, on average.
    pub avg_latency_ms: Option<i64>,
    /// The least.
    pub min_latency_ms: Option<i64>,
    /// The most.
    pub max_latency_ms: Option<i64>,
    /// When the last job was completed.
    pub last_success_at: Option<String>,
    /// How long ago that is.
    pub minutes_since_last_success: Option<f64>,
    /// Completions of the last full minute.
    pub throughput_jpm: Option<f64>,
    /// Workers that report.
    pub active_workers: i64,
    /// Messages that a reader could take now.
    pub depth: Option<i64>,
    /// Messages that somebody has taken.
    pub in_flight: Option<i64>,
    /// Age of the oldest that waits.
    pub oldest_message_age_seconds: Option<i64>,
    /// Dead letters that nobody has resolved.
    pub dead_letters: i64,
}

/// A row of `workers.v_worker_health`.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[allow(clippy::struct_field_names)] // the column is called so
pub struct Worker {
    /// The worker.
    pub worker_id: String,
    /// Its queue, as it spells it.
    pub queue_name: String,
    /// Where it runs.
    pub hostname: String,
    /// As it reports: starting, healthy, draining, stopped.
    pub status: String,
    /// alive, stale, dead, stopped
    pub health_status: String,
    /// Its last sign of life.
    pub last_heartbeat_at: String,
    /// How long ago that is.
    pub seconds_since_heartbeat: i64,
    /// Jobs completed, as it reports.
    pub jobs_processed: i64,
    /// Jobs failed, as it reports.
    pub jobs_failed: i64,
    /// Version of its program.
    pub version: String,
    /// Its process.
    pub pid: i64,
}

impl Figures {
    /// Asks the database.
    pub async fn look(db: &Db) -> Result<Self, Failure> {
        db.json(LOOK, &[]).await
    }

    /// The workers of a queue, in both spellings of its name.
    pub fn workers_of<'a>(&'a self, queue: &'a Queue) -> impl Iterator<Item = &'a Worker> {
        self.workers.iter().filter(|worker| self.plain_name(&worker.queue_name) == queue.queue_name)
    }

    /// `q_ingest_raw` is `ingest_raw`, unless there is a queue of the longer name.
    fn plain_name<'a>(&self, name: &'a str) -> &'a str {
        match name.strip_prefix("q_") {
            Some(plain) if !self.queues.iter().any(|queue| queue.queue_name == name) => plain,
            _ => name,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_worker_belongs_to_its_queue_in_both_spellings() {
        let queue = |name: &str| Queue { queue_name: name.to_owned(), ..Queue::default() };
        let worker = |name: &str| Worker { queue_name: name.to_owned(), ..Worker::default() };
        let figures = Figures {
            timestamp: String::new(),
            queues: vec![queue("ingest_raw"), queue("both"), queue("q_both")],
            workers: vec![worker("ingest_raw"), worker("q_ingest_raw"), worker("q_both")],
        };
        let counts: Vec<_> =
            figures.queues.iter().map(|queue| figures.workers_of(queue).count()).collect();
        assert_eq!(counts, [2, 0, 1]);
    }
}
