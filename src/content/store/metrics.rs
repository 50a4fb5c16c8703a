//! Figures that workers report.

use dragonfly_domain::Uuid;
use pgrx::AnyNumeric;
use pgrx::datum::IntoDatum;
use pgrx::{Spi, oids_of};

use crate::error::Result;
use crate::ids;
use crate::jsonb::RawJsonb;
use crate::plan::{self, Text};

/// A figure of a job's stage.
pub struct Metric<'a> {
    /// The job.
    pub job_id: Uuid,
    /// The stage.
    pub stage: &'a str,
    /// What is measured.
    pub what: &'a str,
    /// How much.
    pub value: AnyNumeric,
    /// The message that was worked on.
    pub message_id: Option<i64>,
    /// Which attempt.
    pub attempt_count: Option<i32>,
    /// Its priority.
    pub priority: Option<i32>,
    /// What else there is to say.
    pub metadata: Option<RawJsonb>,
}

/// Writes a figure down; its id, `None` when there is no such job.
pub fn record(metric: Metric<'_>) -> Result<Option<i64>> {
    let arguments = [
        ids::datum(metric.job_id).into(),
        metric.stage.into(),
        metric.what.into(),
        metric.value.into(),
        metric.message_id.into(),
        metric.attempt_count.into(),
        metric.priority.into(),
        metric.metadata.into(),
    ];
    Spi::connect(|client| {
        let rows = plan::write(client, "record", "", &arguments, |_| {
            let types = oids_of![pgrx::Uuid, String, String, AnyNumeric, i64, i32, i32, RawJsonb];
            Ok(Text::new(RECORD, types))
        })?;
        if rows.is_empty() { Ok(None) } else { Ok(rows.first().get_one::<i64>()?) }
    })
}

const RECORD: &str = "
insert into public.content_job_metrics (job_id, stage, metric_type, metric_value, message_id,
    attempt_count, priority, metadata)
select id, $2, $3, $4, $5, $6, $7, coalesce($8, '{}') from public.content_jobs where id = $1
returning id";
