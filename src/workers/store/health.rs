//! Signs of life and the counters that workers write themselves.

use pgrx::datum::{IntoDatum, TimestampWithTimeZone, Uuid};
use pgrx::{AnyNumeric, Spi, oids_of};

use super::slots::ADD;
use crate::columns;
use crate::error::Result;
use crate::jsonb::RawJsonb;
use crate::plan::{self, Text};

/// A worker's report of itself.
pub struct Beat<'a> {
    /// The worker.
    pub worker: Uuid,
    /// Its queue, as it spells it.
    pub queue: &'a str,
    /// Its host.
    pub hostname: &'a str,
    /// Its version.
    pub version: &'a str,
    /// Its process.
    pub pid: i32,
    /// starting, healthy, draining or stopped
    pub status: &'a str,
    /// How many jobs it completed, in total.
    pub processed: i64,
    /// How many jobs failed, in total.
    pub failed: i64,
    /// Anything else.
    pub metadata: Option<RawJsonb>,
}

/// Records it.
pub fn beat(beat: &Beat<'_>) -> Result<()> {
    let arguments = [
        beat.worker.into(),
        beat.queue.into(),
        beat.hostname.into(),
        beat.version.into(),
        beat.pid.into(),
        beat.status.into(),
        beat.processed.into(),
        beat.failed.into(),
        beat.metadata.into(),
    ];
    Spi::connect(|client| {
        plan::write(client, "beat", "", &arguments, |client| {
            let sql = "insert into workers.heartbeats
                    (worker_id, queue_name, hostname, version, pid, status, last_heartbeat_at,
                     jobs_processed, jobs_failed, metadata)
                values ($1, $2, $3, $4, $5, $6::[workers.heartbeats.status],
                     pg_catalog.clock_timestamp(), $7, $8, coalesce($9, '{}'))
                on conflict (worker_id) do update set
                    queue_name = excluded.queue_name, hostname = excluded.hostname,
                    version = excluded.version, pid = excluded.pid, status = excluded.status,
                    last_heartbeat_at = excluded.last_heartbeat_at,
                    jobs_processed = excluded.jobs_processed, jobs_failed = excluded.jobs_failed,
                    metadata = excluded.metadata";
            let types = oids_of![Uuid, String, String, String, i32, String, i64, i64, RawJsonb];
            Ok(Text::new(columns::typed(client, sql)?, types))
        })?;
        Ok(())
    })
}

/// A worker that gave no sign of life.
pub struct Stale {
    /// The worker.
    pub worker: Option<Uuid>,
    /// Its queue.
    pub queue: Option<String>,
    /// Its host.
    pub hostname: Option<String>,
    /// What it said of itself last.
    pub status: Option<String>,
    /// When.
    pub at: Option<TimestampWithTimeZone>,
    /// How many minutes ago.
    pub minutes: Option<AnyNumeric>,
}

/// Workers that gave no sign of life for longer than that and did not say that they stop, oldest first.
pub fn stale(minutes: i32) -> Result<Vec<Stale>> {
    Spi::connect(|client| {
        let rows = plan::read(client, "stale", "", &[minutes.into()], |_| {
            let sql = "select worker_id, queue_name::text, hostname::text, status::text,
                    last_heartbeat_at, case when pg_catalog.isfinite(last_heartbeat_at)
                        then pg_catalog.round(
                            extract(epoch from pg_catalog.now() - last_heartbeat_at) / 60, 1) end
                from workers.heartbeats
                where status::text <> 'stopped'
                  and last_heartbeat_at < pg_catalog.now() - pg_catalog.make_interval(mins => $1)
                order by last_heartbeat_at, worker_id";
            Ok(Text::new(sql, oids_of![i32]))
        })?;
        let stale = rows.map(|row| {
            Ok(Stale {
                worker: row.get(1)?,
                queue: row.get(2)?,
                hostname: row.get(3)?,
                status: row.get(4)?,
                at: row.get(5)?,
                minutes: row.get(6)?,
            })
        });
        stale.collect()
    })
}

/// `$1` queue, `$2` its plain name, `$3` job, `$4` latency, `$5` whether it was completed.
const COUNT: &str = "
with counted as (
        insert into workers.metrics as counter
            (queue_name, last_job_id, last_success_at, total_processed, total_failed,
             avg_latency_ms, max_latency_ms, min_latency_ms, updated_at)
        values ($1, $3, case when $5 then pg_catalog.clock_timestamp() end,
            case when $5 then 1 else 0 end, case when $5 then 0 else 1 end,
            case when $5 then $4 else 0 end, case when $5 then $4 else 0 end,
            case when $5 then $4 end, pg_catalog.clock_timestamp())
        on conflict (queue_name) do update set
            last_job_id = coalesce(excluded.last_job_id, counter.last_job_id),
            last_success_at = coalesce(excluded.last_success_at, counter.last_success_at),
            total_processed = counter.total_processed + excluded.total_processed,
            total_failed = counter.total_failed + excluded.total_failed,
            avg_latency_ms = case when $5 then pg_catalog.round(
                    (counter.avg_latency_ms::numeric * counter.total_processed + $4)
                    / (counter.total_processed + 1))::integer
                else counter.avg_latency_ms end,
            max_latency_ms = greatest(counter.max_latency_ms, excluded.max_latency_ms),
            min_latency_ms = least(counter.min_latency_ms, excluded.min_latency_ms),
            updated_at = excluded.updated_at)
    insert into workers.metric_slots as slot (queue_name, slot, minute_at, minute_count)
    select $2, pg_catalog.pg_backend_pid() % 64,
        pg_catalog.date_trunc('minute', pg_catalog.clock_timestamp()), 1
    where $5
    {ADD}";

/// Adds one job to a queue's counters, as a worker measured it. The minute's count goes to the slots,
/// which know which minute it is.
pub fn count(
    queue: &str,
    plain: &str,
    job: Option<Uuid>,
    latency_ms: i32,
    success: bool,
) -> Result<()> {
    let arguments = [queue.into(), plain.into(), job.into(), latency_ms.into(), success.into()];
    Spi::connect(|client| {
        plan::write(client, "count", "", &arguments, |_| {
            let sql = COUNT.replace("{ADD}", ADD);
            Ok(Text::new(sql, oids_of![String, String, Uuid, i32, bool]))
        })?;
        Ok(())
    })
}
