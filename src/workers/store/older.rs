//! What the older single steps need besides: they know a job by its key alone.

use pgrx::datum::{DatumWithOid, IntoDatum, TimestampWithTimeZone, Uuid};
use pgrx::{Spi, oids_of};

use super::queue;
use crate::error::Result;
use crate::jsonb::RawJsonb;
use crate::plan::{self, Text};
use crate::queue::UTC;

/// Some job of that key is completed and none is being worked on or failed.
pub fn is_processed(key: &str) -> Result<bool> {
    Spi::connect(|client| {
        let rows = plan::read(client, "is_processed", "", &[key.into()], |_| {
            let sql = "select coalesce(pg_catalog.bool_and(status::text = 'completed'), false)
                       from workers.processed_jobs where idempotency_key = $1";
            Ok(Text::new(sql, oids_of![String]))
        })?;
        Ok(rows.first().get_one::<bool>()?.unwrap_or_default())
    })
}

/// Until when a message is hidden, its row locked; `None` when it is gone.
pub fn lease_of(queue: &str, msg_id: i64) -> Result<Option<TimestampWithTimeZone>> {
    Spi::connect(|client| {
        let rows = plan::write(client, "lease_of", queue, &[msg_id.into()], |client| {
            let table = queue::find(client, queue)?.table;
            let sql = format!("select vt from pgmq.{table} where msg_id = $1 for update");
            Ok(Text::new(sql, oids_of![i64]))
        })?;
        if rows.is_empty() { Ok(None) } else { Ok(rows.first().get_one()?) }
    })
}

/// How a job ended.
pub enum End<'a> {
    /// With this result.
    Completed(Option<RawJsonb>),
    /// With this error.
    Failed(&'a str),
}

/// Ends the job of that key that was claimed last; how many of them were being worked on.
pub fn close_latest(key: &str, end: &End<'_>) -> Result<i64> {
    let (completed, result, error) = match end {
        End::Completed(result) => (true, *result, None),
        End::Failed(error) => (false, None, Some(*error)),
    };
    let arguments = [key.into(), completed.into(), result.into(), error.into()];
    Spi::connect(|client| {
        let rows = plan::write(client, "close_latest", "", &arguments, |client| {
            let sql = "with open as materialized (
                    select queue_name, claimed_at from workers.processed_jobs
                    where idempotency_key = $1 and status = 'processing'
                    order by queue_name for update),
                latest as (
                    select queue_name from open order by claimed_at desc nulls last, queue_name limit 1),
                closed as (
                    update workers.processed_jobs as job
                    set status = (case when $2 then 'completed' else 'failed' end)
                            ::[workers.processed_jobs.status],
                        result = case when $2 then $3 else job.result end,
                        last_error = case when $2 then job.last_error else $4 end,
                        processed_at = case when $2 then pg_catalog.clock_timestamp()
                                            else job.processed_at end,
                        lease_until = null, updated_at = pg_catalog.clock_timestamp()
                    from latest
                    where job.idempotency_key = $1 and job.queue_name = latest.queue_name)
                select pg_catalog.count(*) from open";
            let types = oids_of![String, bool, RawJsonb, String];
            Ok(Text::new(crate::columns::typed(client, sql)?, types))
        })?;
        Ok(rows.first().get_one::<i64>()?.unwrap_or_default())
    })
}

/// `$1` queue, `$2` message, `$3` key, `$4` payload, `$5` error, `$6` stack, `$7` attempt, `$8` first attempt,
/// `$9` worker, `$10` why in one of three phrases.
const LOG_LETTER: &str = "
with there as (
        select id from workers.dead_letter_log
        where original_job_id = $2 and resolved_at is null
          and original_queue::text in ({name}, pg_catalog.concat('q_', {name}))
        order by moved_to_dlq_at, id limit 1),
    logged as (
        insert into workers.dead_letter_log
            (id, original_queue, original_job_id, idempotency_key, payload, error_message,
             error_stack, attempt_count, first_attempt_at, last_attempt_at, worker_id)
        select pg_catalog.gen_random_uuid(), $1, $2, $3, $4, $5, $6, $7, $8,
            pg_catalog.clock_timestamp(), $9
        where not exists (select from there)
        returning id, moved_to_dlq_at),
    marked as (
        update workers.processed_jobs as job
        set status = 'failed', lease_until = 'infinity', last_error = $5,
            updated_at = pg_catalog.clock_timestamp()
        where job.idempotency_key = $3 and job.queue_name = {name}
          and job.job_id = $2 and job.status <> 'completed'),
    sent as (
        insert into pgmq.{dead} (vt, message)
        select pg_catalog.clock_timestamp(), pg_catalog.jsonb_build_object(
            'original_queue', $1, 'original_msg_id', $2, 'original_job_id', $2,
            'original_payload', $4, 'idempotency_key', $3, 'error', $10,
            'error_message', $5, 'validation_errors', null, 'attempt_count', $7,
            'worker_id', $9,
            'moved_to_dlq_at', pg_catalog.to_char(logged.moved_to_dlq_at {UTC}),
            'dlq_log_id', logged.id)
        from logged)
    select id from there union all select id from logged";

/// Logs a job as dead and sends its letter; the log's id. The message stays where it is, for its worker
/// to archive; the registry's row says that nobody is to claim it again. A job that lies there already
/// keeps its one letter.
pub fn log_letter(queue: &str, arguments: &[DatumWithOid<'_>]) -> Result<Option<Uuid>> {
    Spi::connect(|client| {
        let rows = plan::write(client, "log_letter", queue, arguments, |client| {
            let dead = queue::find(client, dragonfly_domain::workers::DEAD_LETTER)?.table;
            let name = pgrx::spi::quote_literal(queue);
            let sql = queue::fill(LOG_LETTER, &[("name", &name), ("dead", &dead), ("UTC", UTC)]);
            let types = oids_of![
                String,
                i64,
                String,
                RawJsonb,
                String,
                String,
                i32,
                TimestampWithTimeZone,
                Uuid,
                String
            ];
            Ok(Text::new(sql, types))
        })?;
        if rows.is_empty() { Ok(None) } else { Ok(rows.first().get_one::<Uuid>()?) }
    })
}
