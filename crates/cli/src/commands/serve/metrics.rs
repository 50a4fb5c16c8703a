//! `GET /metrics`: every figure of queues, workers, stages, dead letters and jobs in Prometheus's text format.

use std::fmt::Write;
use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::extract;
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};

use super::series::{JOBS, LETTERS, QUEUES, STAGES, WORKER_HEALTH, WORKER_INFO, WORKERS};
use super::state::State;
use crate::db::Db;
use crate::figures::{Figures, Jobs, Letters, More, Queue, Stage, Worker};
use crate::screen::plain;

const TEXT_FORMAT: &str = "text/plain; version=0.0.4; charset=utf-8";

/// A figure: its name, type and help, and how to read it; what is unknown has no line.
pub struct Metric<T> {
    /// `dragonfly_…`
    pub name: &'static str,
    /// gauge or counter
    pub kind: &'static str,
    /// What it counts.
    pub help: &'static str,
    /// How much that is.
    pub value: fn(&T) -> Option<f64>,
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
    let look = async |db: &Db| Ok((Figures::look(db).await?, More::look(db).await?));
    let figures = state.figures.read(look).await;
    let figures = figures.inspect_err(|failure| state.context.out.failure(failure));
    let text = figures.ok().map(|(figures, more)| text(&figures, &more));
    Told { text, at: Instant::now() }
}

fn text(figures: &Figures, more: &More) -> String {
    let mut text = String::new();
    all_of(&QUEUES, &mut text, &figures.queues, queue_labels);
    all_of(&WORKERS, &mut text, &figures.workers, worker_labels);
    WORKER_INFO.write(&mut text, &figures.workers, info_labels);
    let health: Vec<_> = figures.workers.iter().flat_map(Health::of).collect();
    WORKER_HEALTH.write(&mut text, &health, |health| health.labels.clone());
    all_of(&STAGES, &mut text, &more.stages, stage_labels);
    all_of(&LETTERS, &mut text, &more.letters, letter_labels);
    all_of(&JOBS, &mut text, &more.jobs, job_labels);
    text
}

fn all_of<T>(metrics: &[Metric<T>], text: &mut String, rows: &[T], labels: fn(&T) -> String) {
    for metric in metrics {
        metric.write(text, rows, labels);
    }
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

fn stage_labels(stage: &Stage) -> String {
    label("stage", &stage.name)
}

fn letter_labels(letters: &Letters) -> String {
    [label("source", &letters.source), label("queue", &letters.queue)].join(",")
}

fn job_labels(jobs: &Jobs) -> String {
    label("type", &jobs.kind)
}

/// What a worker is, or is not.
pub struct Health {
    labels: String,
    /// Whether it is.
    pub is: bool,
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_escaped_and_unknown_figures_left_out() {
        let queue =
            Queue { queue_name: "a\"b\\c\nd".to_owned(), depth: Some(7), ..Queue::default() };
        let figures =
            Figures { timestamp: String::new(), queues: vec![queue], workers: Vec::new() };
        let text = text(&figures, &More::default());
        assert!(text.contains("dragonfly_queue_depth{queue=\"a\\\"b\\\\c\\nd\"} 7\n"), "{text}");
        assert!(!text.contains("dragonfly_queue_in_flight{"), "{text}");
        assert!(text.contains("# TYPE dragonfly_worker_up gauge\n"), "{text}");
    }
}
