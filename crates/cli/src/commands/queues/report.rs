//! The figures as JSON and as a table.

use serde::Serialize;

use super::warnings;
use crate::figures::{Figures, Queue};
use crate::screen::{Column, Screen, Tone, age, or_dash};

const COLUMNS: [Column; 9] = [
    Column::Text("QUEUE"),
    Column::Figure("READY"),
    Column::Figure("IN FLIGHT"),
    Column::Figure("RETRYING"),
    Column::Figure("DELAYED"),
    Column::Figure("OLDEST"),
    Column::Figure("WORKERS"),
    Column::Figure("LAST SUCCESS"),
    Column::Figure("DEAD"),
];
/// As narrow as a terminal may be before LAST SUCCESS is left out.
const WIDE: u16 = 96;
const LAST_SUCCESS: usize = 7;

/// What `--json` prints.
#[derive(Debug, Serialize)]
pub struct Report {
    timestamp: String,
    queues: Vec<QueueReport>,
    summary: Summary,
}

#[derive(Debug, Serialize)]
struct QueueReport {
    queue_name: String,
    /// All of them; null where the caller may not read the queue.
    total_messages: Option<i64>,
    oldest_message_age_seconds: Option<i64>,
    processing_count: Option<i64>,
    queue_length: Option<i64>,
    retrying_count: Option<i64>,
    delayed_count: Option<i64>,
    worker_status: WorkerStatus,
    last_success_at: Option<String>,
    dead_letters: i64,
}

#[derive(Debug, PartialEq, Eq, Serialize)]
struct WorkerStatus {
    /// online, offline, or none when no worker was ever seen.
    status: &'static str,
    active_count: i64,
    last_heartbeat: Option<String>,
}

#[derive(Debug, Default, PartialEq, Eq, Serialize)]
struct Summary {
    total_messages: i64,
    total_processing: i64,
    workers_online: i64,
    workers_offline: i64,
}

impl Report {
    /// Of one look.
    pub fn of(figures: &Figures) -> Self {
        let queues: Vec<_> =
            figures.queues.iter().map(|queue| QueueReport::of(queue, figures)).collect();
        let online = figures.queues.iter().map(|queue| queue.active_workers).sum();
        let known = i64::try_from(figures.workers.len()).unwrap_or(i64::MAX);
        let summary = Summary {
            total_messages: queues.iter().filter_map(|queue| queue.total_messages).sum(),
            total_processing: queues.iter().filter_map(|queue| queue.processing_count).sum(),
            workers_online: online,
            workers_offline: known.saturating_sub(online).max(0),
        };
        Self { timestamp: figures.timestamp.clone(), queues, summary }
    }
}

impl QueueReport {
    fn of(queue: &Queue, figures: &Figures) -> Self {
        let last = figures.workers_of(queue).min_by_key(|worker| worker.seconds_since_heartbeat);
        let status = match (queue.active_workers, last) {
            (1.., _) => "online",
            (_, Some(_)) => "offline",
            (_, None) => "none",
        };
        Self {
            queue_name: queue.queue_name.clone(),
            total_messages: queue.depth.map(|ready| {
                [queue.in_flight, queue.retrying, queue.delayed].iter().flatten().sum::<i64>()
                    + ready
            }),
            oldest_message_age_seconds: queue.oldest_message_age_seconds,
            processing_count: queue.in_flight,
            queue_length: queue.depth,
            retrying_count: queue.retrying,
            delayed_count: queue.delayed,
            worker_status: WorkerStatus {
                status,
                active_count: queue.active_workers,
                last_heartbeat: last.map(|worker| worker.last_heartbeat_at.clone()),
            },
            last_success_at: queue.last_success_at.clone(),
            dead_letters: queue.dead_letters,
        }
    }
}

/// A line a queue.
pub fn table(figures: &Figures, screen: Screen) -> String {
    let narrow = screen.width.is_some_and(|width| width < WIDE);
    let mut columns = COLUMNS.to_vec();
    if narrow {
        columns.remove(LAST_SUCCESS);
    }
    let rows = figures.queues.iter().map(|queue| {
        let tone = if warnings::of_queue(queue).is_empty() { Tone::Plain } else { Tone::Warning };
        let mut cells = cells(queue, figures);
        if narrow {
            cells.remove(LAST_SUCCESS);
        }
        (tone, cells)
    });
    screen.table(&columns, rows.collect())
}

fn cells(queue: &Queue, figures: &Figures) -> Vec<String> {
    let known = figures.workers_of(queue).count();
    let workers = match (queue.active_workers, known) {
        (0, 0) => "-".to_owned(),
        (active, known) => format!("{active} of {known}"),
    };
    #[allow(clippy::cast_possible_truncation)] // whole seconds of a few years
    let success = queue.minutes_since_last_success.map(|minutes| (minutes * 60.0) as i64);
    vec![
        queue.queue_name.clone(),
        or_dash(queue.depth),
        or_dash(queue.in_flight),
        or_dash(queue.retrying),
        or_dash(queue.delayed),
        or_dash(queue.oldest_message_age_seconds.map(age)),
        workers,
        or_dash(success.map(|seconds| age(seconds) + " ago")),
        queue.dead_letters.to_string(),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figures::Worker;

    #[test]
    fn a_stopped_worker_is_not_online() {
        let worker = |health: &str| Worker {
            queue_name: "enrich".to_owned(),
            health_status: health.to_owned(),
            last_heartbeat_at: "then".to_owned(),
            ..Worker::default()
        };
        let queue = |active| Queue {
            queue_name: "enrich".to_owned(),
            active_workers: active,
            depth: Some(3),
            in_flight: Some(2),
            ..Queue::default()
        };
        let look = |active, workers: &[&str]| {
            let figures = Figures {
                timestamp: String::new(),
                queues: vec![queue(active)],
                workers: workers.iter().map(|health| worker(health)).collect(),
            };
            let mut report = Report::of(&figures);
            let status = report.queues.remove(0).worker_status.status;
            (status, report.summary.workers_online, report.summary.workers_offline)
        };
        assert_eq!(look(1, &["alive", "stopped"]), ("online", 1, 1));
        assert_eq!(look(0, &["stopped"]), ("offline", 0, 1));
        assert_eq!(look(0, &[]), ("none", 0, 0));
    }

    #[test]
    fn a_queue_that_may_not_be_read_has_no_figures() {
        let queue = Queue { queue_name: "secret".to_owned(), ..Queue::default() };
        let figures =
            Figures { timestamp: String::new(), queues: vec![queue], workers: Vec::new() };
        let report = Report::of(&figures);
        assert_eq!(report.queues.first().and_then(|queue| queue.total_messages), None);
        assert_eq!(report.summary, Summary::default());
    }
}
