//! Counting, in a slot of the backend's own: no row that every session waits for.

use pgrx::datum::{IntoDatum, TimestampWithTimeZone};
use pgrx::spi::quote_literal;
use pgrx::{Spi, oids_of};

use crate::error::Result;
use crate::plan::{self, Text};

/// What is counted of the rows of a common table expression.
pub enum Outcome {
    /// Completions; the rows have `msg_id` and `claimed_at`.
    Completed,
    /// Failures.
    Failed,
}

/// A statement, to be used as a common table expression, that counts the rows of `rows` at the time
/// `at` (the number of an argument of type timestamptz).
pub fn counted(queue: &str, rows: &str, at: &str, outcome: &Outcome) -> String {
    let queue = quote_literal(queue);
    let figures = match outcome {
        Outcome::Completed => format!(
            "pg_catalog.count(*) as done, pg_catalog.count(*) as processed, 0 as failed,
             pg_catalog.sum(took.ms) as sum_ms, pg_catalog.min(took.ms) as min_ms,
             pg_catalog.max(took.ms) as max_ms, pg_catalog.max(done.msg_id) as last_job_id,
             {at} as last_success_at"
        ),
        Outcome::Failed => "0 as done, 0 as processed, pg_catalog.count(*) as failed, 0 as sum_ms,
             null::integer as min_ms, 0 as max_ms, null::bigint as last_job_id,
             null::timestamptz as last_success_at"
            .to_owned(),
    };
    let took = match outcome {
        Outcome::Completed => format!(
            ", lateral (select least(greatest(pg_catalog.floor(
                   extract(epoch from {at} - case when pg_catalog.isfinite(done.claimed_at)
                                                  then done.claimed_at end) * 1000), 0),
                   2147483647)::integer as ms) as took"
        ),
        Outcome::Failed => String::new(),
    };
    format!(
        "insert into workers.metric_slots as slot
             (queue_name, slot, minute_at, minute_count, processed, failed, latency_sum_ms, min_ms,
              max_ms, last_job_id, last_success_at)
         select {queue}, pg_catalog.pg_backend_pid() % 64, pg_catalog.date_trunc('minute', {at}),
             figures.done, figures.processed, figures.failed, coalesce(figures.sum_ms, 0),
             figures.min_ms, coalesce(figures.max_ms, 0), figures.last_job_id, figures.last_success_at
         from (select pg_catalog.count(*) as rows, {figures} from {rows} as done{took}) as figures
         where figures.rows > 0
         {ADD}"
    )
}

/// Counts so many failures of a queue. A statement of its own: counters are locked last, after every row
/// of the registry.
pub fn count_failed(queue: &str, failures: usize, at: TimestampWithTimeZone) -> Result<()> {
    let failures = i32::try_from(failures).unwrap_or(i32::MAX);
    Spi::connect(|client| {
        plan::write(client, "count_failed", queue, &[failures.into(), at.into()], |_| {
            let rows = "pg_catalog.generate_series(1, $1)";
            let sql = counted(queue, rows, "$2", &Outcome::Failed);
            Ok(Text::new(sql, oids_of![i32, TimestampWithTimeZone]))
        })?;
        Ok(())
    })
}

/// A later minute pushes the count of the one before aside; an earlier one, from a session that came
/// late to its row, counts for the later.
pub const ADD: &str = "on conflict (queue_name, slot) do update set
     minute_at = greatest(slot.minute_at, excluded.minute_at),
     minute_count = excluded.minute_count
         + case when slot.minute_at >= excluded.minute_at then slot.minute_count else 0 end,
     prev_count = case when slot.minute_at >= excluded.minute_at then slot.prev_count
                       when slot.minute_at = excluded.minute_at - interval '1 minute'
                       then slot.minute_count else 0 end,
     processed = slot.processed + excluded.processed,
     failed = slot.failed + excluded.failed,
     latency_sum_ms = slot.latency_sum_ms + excluded.latency_sum_ms,
     min_ms = least(slot.min_ms, excluded.min_ms),
     max_ms = greatest(slot.max_ms, excluded.max_ms),
     last_job_id = coalesce(excluded.last_job_id, slot.last_job_id),
     last_success_at = greatest(slot.last_success_at, excluded.last_success_at)";
