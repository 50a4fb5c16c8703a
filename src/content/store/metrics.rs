//! Figures that workers report.

use crate::content::statements;
use crate::statement;
use dragonfly_domain::Uuid;
use pgrx::AnyNumeric;
use pgrx::Spi;

use crate::error::Result;
use crate::ids;
use crate::jsonb::RawJsonb;

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
        let rows = statements::RECORD_METRIC.run(client, &arguments)?;
        statement::first_value(rows)
    })
}
