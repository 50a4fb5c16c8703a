//! `GET /metrics`: every figure of queues and workers in Prometheus's text format.

use std::fmt::Write;
use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::extract;
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};

use super::state::State;
use crate::figures::{Figures, Queue, Worker};
use crate::screen::plain;

const TEXT_FORMAT: &str = "text/plain; version=0.0.4; charset=utf-8";
const GAUGE: &str = "gauge";
const COUNTER: &str = "counter";

/// A figure: its name, type and help, and how to read it; what is unknown has no line.
struct Metric<T> {
    name: &'static str,
    kind: &'static str,
    help: &'static str,
    value: fn(&T) -> Option<f64>,
}

/// How long figures are told again without another look, and how long it is told that there are none.
const FRESH: Duration = Duration::from_secs(1);

/// The figures as they were told last.
pub struct Told {
    at: Instant,
    text: Option<String>,
}

/// What is known now, or 503. Clients that ask at the same time are told the same; one that goes away stops
/// no look, because the next one would begin another beside it.
pub async fn all(extract::State(state): extract::State<Arc<State>>) -> Response {
    let told = tokio::spawn(async move { tell(&state).await });
    let Some(text) = told.await.ok().flatten() else {
        let said = "the database does not answer\n";
        return (StatusCode::SERVICE_UNAVAILABLE, said).into_response();
    };
    ([(CONTENT_TYPE, TEXT_FORMAT)], text).into_response()
}

async fn tell(state: &State) -> Option<String> {
    let mut told = state.told.lock().await;
    let now = match told.take().filter(|told| told.at.elapsed() < FRESH) {
        Some(fresh) => fresh,
        None => look(state).await,
    };
    told.insert(now).text.clone()
}

async fn look(state: &State) -> Told {
    let figures = state.figures.read(async |db| Figures::look(db).await).await;
    let figures = figures.inspect_err(|failure| state.context.out.failure(failure));
    Told { text: figures.ok().as_ref().map(text), at: Instant::now() }
}

fn text(figures: &Figures) -> String {
    let mut text = String::new();
    for metric in &QUEUE_METRICS {
        metric.write(&mut text, &figures.queues, queue_labels);
    }
    for metric in &WORKER_METRICS {
        metric.write(&mut text, &figures.workers, worker_labels);
    }
    WORKER_INFO.write(&mut text, &figures.workers, info_labels);
    let health: Vec<_> = figures.workers.iter().flat_map(Health::of).collect();
    WORKER_HEALTH.write(&mut text, &health, |health| health.labels.clone());
    text
}

impl<T> Metric<T> {
    fn write(&self, text: &mut String, rows: &[T], labels: fn(&T) -> String) {
        let Self { name, kind, help, value } = self;
        // Writing to a string cannot fail.
        let _ = write!(text, "# HELP {name} {help}\n# TYPE {name} {kind}\n");
        for row in rows {
            if let Some(value) = value(row) {
                let _ = writeln!(text, "{name}{{{}}} {value}", labels(row));
            }
        }
    }
}

fn queue_labels(queue: &Queue) -> String {
    label("queue", &queue.queue_name)
}

/// What stays as long as the worker does: a label that changes would begin another series.
fn worker_labels(worker: &Worker) -> String {
    [label("queue", &worker.queue_name), label("worker_id", &worker.worker_id)].join(",")
}

fn info_labels(worker: &Worker) -> String {
    let more = [label("hostname", &worker.hostname), label("version", &worker.version)];
    format!("{},{}", worker_labels(worker), more.join(","))
}

/// What a worker is, or is not.
struct Health {
    labels: String,
    is: bool,
}

impl Health {
    fn of(worker: &Worker) -> [Self; 4] {
        ["alive", "stale", "dead", "stopped"].map(|health| Self {
            labels: format!("{},{}", worker_labels(worker), label("health", health)),
            is: worker.health_status == health,
        })
    }
}

fn label(name: &str, value: &str) -> String {
    let value = plain(value).replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n");
    format!("{name}=\"{value}\"")
}

#[allow(clippy::cast_precision_loss)] // Prometheus's own numbers are doubles
fn number(value: i64) -> f64 {
    value as f64
}

const QUEUE_METRICS: [Metric<Queue>; 13] = [
    Metric {
        name: "dragonfly_queue_depth",
        kind: GAUGE,
        help: "Messages that a worker could take now.",
        value: |queue| queue.depth.map(number),
    },
    Metric {
        name: "dragonfly_queue_in_flight",
        kind: GAUGE,
        help: "Messages that workers have taken.",
        value: |queue| queue.in_flight.map(number),
    },
    Metric {
        name: "dragonfly_queue_oldest_message_age_seconds",
        kind: GAUGE,
        help: "Age of the oldest message that waits.",
        value: |queue| queue.oldest_message_age_seconds.map(number),
    },
    Metric {
        name: "dragonfly_queue_dead_letters",
        kind: GAUGE,
        help: "Dead letters that nobody has resolved.",
        value: |queue| Some(number(queue.dead_letters)),
    },
    Metric {
        name: "dragonfly_queue_active_workers",
        kind: GAUGE,
        help: "Workers that report.",
        value: |queue| Some(number(queue.active_workers)),
    },
    Metric {
        name: "dragonfly_queue_processed_total",
        kind: COUNTER,
        help: "Jobs completed.",
        value: |queue| Some(number(queue.total_processed)),
    },
    Metric {
        name: "dragonfly_queue_failed_total",
        kind: COUNTER,
        help: "Jobs failed.",
        value: |queue| Some(number(queue.total_failed)),
    },
    Metric {
        name: "dragonfly_queue_failure_ratio",
        kind: GAUGE,
        help: "Failed jobs among all, 0 to 1.",
        value: |queue| queue.failure_rate_pct.map(|percent| percent / 100.0),
    },
    Metric {
        name: "dragonfly_queue_throughput_jobs_per_minute",
        kind: GAUGE,
        help: "Jobs completed in the last full minute.",
        value: |queue| queue.throughput_jpm,
    },
    Metric {
        name: "dragonfly_queue_latency_avg_milliseconds",
        kind: GAUGE,
        help: "From claim to end, on average.",
        value: |queue| queue.avg_latency_ms.map(number),
    },
    Metric {
        name: "dragonfly_queue_latency_min_milliseconds",
        kind: GAUGE,
        help: "From claim to end, the least.",
        value: |queue| queue.min_latency_ms.map(number),
    },
    Metric {
        name: "dragonfly_queue_latency_max_milliseconds",
        kind: GAUGE,
        help: "From claim to end, the most.",
        value: |queue| queue.max_latency_ms.map(number),
    },
    Metric {
        name: "dragonfly_queue_last_success_age_seconds",
        kind: GAUGE,
        help: "Since the last job was completed.",
        value: |queue| queue.minutes_since_last_success.map(|minutes| minutes * 60.0),
    },
];

const WORKER_METRICS: [Metric<Worker>; 4] = [
    Metric {
        name: "dragonfly_worker_up",
        kind: GAUGE,
        help: "1 when the worker reported within 2 minutes and has not stopped.",
        value: |worker| Some(number(i64::from(worker.health_status == "alive"))),
    },
    Metric {
        name: "dragonfly_worker_heartbeat_age_seconds",
        kind: GAUGE,
        help: "Since the worker's last sign of life.",
        value: |worker| Some(number(worker.seconds_since_heartbeat)),
    },
    Metric {
        name: "dragonfly_worker_jobs_processed_total",
        kind: COUNTER,
        help: "Jobs completed, as the worker reports.",
        value: |worker| Some(number(worker.jobs_processed)),
    },
    Metric {
        name: "dragonfly_worker_jobs_failed_total",
        kind: COUNTER,
        help: "Jobs failed, as the worker reports.",
        value: |worker| Some(number(worker.jobs_failed)),
    },
];

const WORKER_INFO: Metric<Worker> = Metric {
    name: "dragonfly_worker_info",
    kind: GAUGE,
    help: "Where the worker runs, and which version.",
    value: |_| Some(1.0),
};

const WORKER_HEALTH: Metric<Health> = Metric {
    name: "dragonfly_worker_health",
    kind: GAUGE,
    help: "1 for what the worker is, 0 for what it is not.",
    value: |health| Some(number(i64::from(health.is))),
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_escaped_and_unknown_figures_left_out() {
        let queue =
            Queue { queue_name: "a\"b\\c\nd".to_owned(), depth: Some(7), ..Queue::default() };
        let figures =
            Figures { timestamp: String::new(), queues: vec![queue], workers: Vec::new() };
        let text = text(&figures);
        assert!(text.contains("dragonfly_queue_depth{queue=\"a\\\"b\\\\c\\nd\"} 7\n"), "{text}");
        assert!(!text.contains("dragonfly_queue_in_flight{"), "{text}");
        assert!(text.contains("# TYPE dragonfly_worker_up gauge\n"), "{text}");
    }
}
