//! The figures of `/metrics` by name; a dashboard and alerts that lean on them are in `deploy/grafana/`.

use super::metrics::{Health, Metric};
use crate::figures::{Jobs, Letters, Queue, Stage, Worker};

const GAUGE: &str = "gauge";
const COUNTER: &str = "counter";

#[allow(clippy::cast_precision_loss)] // Prometheus's own numbers are doubles
fn number(value: i64) -> f64 {
    value as f64
}

/// Of each queue.
pub const QUEUES: [Metric<Queue>; 15] = [
    Metric {
        name: "dragonfly_queue_depth",
        kind: GAUGE,
        help: "Messages that a worker could take now.",
        value: |queue| queue.depth.map(number),
    },
    Metric {
        name: "dragonfly_queue_in_flight",
        kind: GAUGE,
        help: "Messages that workers have.",
        value: |queue| queue.in_flight.map(number),
    },
    Metric {
        name: "dragonfly_queue_retrying",
        kind: GAUGE,
        help: "Messages that failed and wait for their next attempt.",
        value: |queue| queue.retrying.map(number),
    },
    Metric {
        name: "dragonfly_queue_delayed",
        kind: GAUGE,
        help: "Messages that wait for their time.",
        value: |queue| queue.delayed.map(number),
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

/// Of each worker.
pub const WORKERS: [Metric<Worker>; 4] = [
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

/// Of each worker, with more labels.
pub const WORKER_INFO: Metric<Worker> = Metric {
    name: "dragonfly_worker_info",
    kind: GAUGE,
    help: "Where the worker runs, and which version.",
    value: |_| Some(1.0),
};

/// Of each worker and state.
pub const WORKER_HEALTH: Metric<Health> = Metric {
    name: "dragonfly_worker_health",
    kind: GAUGE,
    help: "1 for what the worker is, 0 for what it is not.",
    value: |health| Some(number(i64::from(health.is))),
};

/// Of each stage of content that is configured or has work.
pub const STAGES: [Metric<Stage>; 4] = [
    Metric {
        name: "dragonfly_content_stage_ready",
        kind: GAUGE,
        help: "Rows of the stage that a worker could take now.",
        value: |stage| Some(number(stage.ready)),
    },
    Metric {
        name: "dragonfly_content_stage_in_flight",
        kind: GAUGE,
        help: "Rows of the stage that workers have.",
        value: |stage| Some(number(stage.in_flight)),
    },
    Metric {
        name: "dragonfly_content_stage_max_concurrency",
        kind: GAUGE,
        help: "Workers of the stage at the most; 0 when it is paused.",
        value: |stage| stage.max_concurrency.map(number),
    },
    Metric {
        name: "dragonfly_content_stage_problem",
        kind: GAUGE,
        help: "1 when the stage has ready work and gets no worker.",
        value: |stage| Some(number(i64::from(stage.problem))),
    },
];

/// Of each queue that letters came from; `source` is worker or content.
pub const LETTERS: [Metric<Letters>; 2] = [
    Metric {
        name: "dragonfly_dead_letters",
        kind: GAUGE,
        help: "Dead letters that nobody has resolved, also of queues that are gone.",
        value: |letters| Some(number(letters.count)),
    },
    Metric {
        name: "dragonfly_dead_letters_oldest_age_seconds",
        kind: GAUGE,
        help: "Age of the oldest of them.",
        value: |letters| letters.oldest_age_seconds.map(number),
    },
];

/// Of each type in the job store, of jobs that are not over.
pub const JOBS: [Metric<Jobs>; 4] = [
    Metric {
        name: "dragonfly_jobs_waiting",
        kind: GAUGE,
        help: "Jobs that nobody has claimed.",
        value: |jobs| Some(number(jobs.waiting)),
    },
    Metric {
        name: "dragonfly_jobs_running",
        kind: GAUGE,
        help: "Jobs that a worker has claimed.",
        value: |jobs| Some(number(jobs.running)),
    },
    Metric {
        name: "dragonfly_jobs_overdue",
        kind: GAUGE,
        help: "Jobs whose worker's lease is over.",
        value: |jobs| Some(number(jobs.overdue)),
    },
    Metric {
        name: "dragonfly_jobs_oldest_waiting_age_seconds",
        kind: GAUGE,
        help: "Age of the oldest job that nobody has claimed.",
        value: |jobs| jobs.oldest_age_seconds.map(number),
    },
];
