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
/// Stages, and letters by the queue they came from, also of queues that are not there any more.
const MORE: &str = "
    select jsonb_build_object(
        'stages', coalesce((
            select jsonb_agg(jsonb_build_object(
                'stage', backlog.stage, 'ready', ready_count, 'in_flight', inflight_count,
                'max_concurrency', case when config.enabled then config.max_concurrency else 0 end,
                'problem', exists (select from public.get_content_stage_problems() as problem
                                   where problem.stage = backlog.stage)) order by backlog.stage)
            from public.get_content_stage_backlog() as backlog
            left join public.content_stage_config as config on config.stage::text = backlog.stage), '[]'),
        'letters', coalesce((
            select jsonb_agg(to_jsonb(letter) order by source, queue)
            from (select 'worker' as source, regexp_replace(lower(original_queue), '^q_', '') as queue,
                      count(*) as letters, floor(extract(epoch from now() - min(moved_to_dlq_at)
                          filter (where isfinite(moved_to_dlq_at))))::bigint as oldest_age_seconds
                  from workers.dead_letter_log where resolved_at is null group by 2
                  union all
                  select 'content', queue_name, count(*), floor(extract(epoch from now() - min(routed_at)
                      filter (where isfinite(routed_at))))::bigint
                  from public.content_dead_letters where resolved_at is null group by 2) as letter), '[]'),
        'has_jobs', to_regclass('dragonfly.job_queue') is not null)::text";
/// Jobs that are not over, by type, with every type that is known.
const JOBS: &str = "
    select coalesce(jsonb_agg(to_jsonb(job) order by type), '[]')::text
    from (select coalesce(job.type, known.type) as type,
              count(job.job_id) filter (where run_id is null) as waiting,
              count(job.job_id) filter (where run_id is not null) as running,
              count(job.job_id) filter (where run_id is not null and lease_until < now()) as overdue,
              floor(extract(epoch from now() - min(job.created_at at time zone 'utc') filter (
                  where run_id is null and isfinite(job.created_at))))::bigint as oldest_age_seconds
          from dragonfly.job_queue as job
          full join public.job_types as known on known.type = job.type
          group by 1) as job";

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

/// What `/metrics` tells besides queues and workers.
#[derive(Debug, Default, Deserialize)]
pub struct More {
    /// Stages of content.
    pub stages: Vec<Stage>,
    /// Dead letters by queue.
    pub letters: Vec<Letters>,
    /// Jobs by type.
    #[serde(default)]
    pub jobs: Vec<Jobs>,
    has_jobs: bool,
}

/// A stage of content.
#[derive(Debug, Default, Deserialize)]
pub struct Stage {
    /// Its name.
    #[serde(rename = "stage")]
    pub name: String,
    /// Rows that a worker could take now.
    pub ready: i64,
    /// Rows that workers have.
    pub in_flight: i64,
    /// Workers at the most; 0 when it is paused, none without a row.
    pub max_concurrency: Option<i64>,
    /// It has ready work and gets no worker.
    pub problem: bool,
}

/// Dead letters that nobody has resolved.
#[derive(Debug, Default, Deserialize)]
pub struct Letters {
    /// `worker` or `content`.
    pub source: String,
    /// Where they came from.
    pub queue: String,
    /// How many.
    #[serde(rename = "letters")]
    pub count: i64,
    /// How long the first has been there.
    pub oldest_age_seconds: Option<i64>,
}

/// Jobs of the job store that are not over.
#[derive(Debug, Default, Deserialize)]
pub struct Jobs {
    /// Their type.
    #[serde(rename = "type")]
    pub kind: String,
    /// Nobody has claimed them.
    pub waiting: i64,
    /// A worker has claimed them.
    pub running: i64,
    /// Its lease is over.
    pub overdue: i64,
    /// How long the first has waited.
    pub oldest_age_seconds: Option<i64>,
}

impl More {
    /// Asks the database.
    pub async fn look(db: &Db) -> Result<Self, Failure> {
        let mut more: Self = db.json(MORE, &[]).await?;
        if more.has_jobs {
            more.jobs = db.json(JOBS, &[]).await?;
        }
        Ok(more)
    }
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
    /// Messages that a worker has.
    pub in_flight: Option<i64>,
    /// Messages that failed and wait for their next attempt.
    pub retrying: Option<i64>,
    /// Messages that wait for their time.
    pub delayed: Option<i64>,
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
