//! Signs of life and the counters that workers write themselves.

use crate::workers::statements;
use pgrx::datum::{TimestampWithTimeZone, Uuid};
use pgrx::{AnyNumeric, Spi};

use crate::error::Result;
use crate::jsonb::RawJsonb;

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
        statements::HEARTBEAT.run(client, &arguments)?;
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
        let rows = statements::STALE_WORKERS.run(client, &[minutes.into()])?;
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
        statements::COUNT_PROCESSED.run(client, &arguments)?;
        Ok(())
    })
}
