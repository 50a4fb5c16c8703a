//! What the older single steps need besides: they know a job by its key alone.

use pgrx::datum::{DatumWithOid, IntoDatum, TimestampWithTimeZone, Uuid};
use pgrx::{Spi, oids_of};

use super::queue;
use crate::columns;
use crate::error::Result;
use crate::jsonb::RawJsonb;
use crate::plan::{self, ANY_OF_FIRST, Text};
use crate::queue::UTC;

/// Some job of that key is completed and none is being worked on or failed.
pub fn is_processed(keys: Vec<String>) -> Result<bool> {
    Spi::connect(|client| {
        let rows = plan::read(client, "is_processed", "", &[keys.into()], |_| {
            let sql = format!(
                "select coalesce(pg_catalog.bool_and(status::text = 'completed'), false)
                 from workers.processed_jobs where idempotency_key = {ANY_OF_FIRST}"
            );
            Ok(Text::new(sql, oids_of![Vec<String>]))
        })?;
        Ok(rows.first().get_one::<bool>()?.unwrap_or_default())
    })
}

/// What the registry says of a job, its row locked now.
pub struct Standing {
    status: Option<String>,
    job_id: Option<i64>,
    /// Who claimed it.
    pub worker: Option<Uuid>,
    lease_until: Option<TimestampWithTimeZone>,
    is_leased: bool,
}

impl Standing {
    /// It is done.
    pub fn is_completed(&self) -> bool {
        self.status.as_deref() == Some("completed")
    }

    /// It is being worked on for that message, until that time.
    pub fn is_claim_of(&self, msg_id: i64, until: TimestampWithTimeZone) -> bool {
        self.is_claimed() && self.job_id == Some(msg_id) && self.lease_until == Some(until)
    }

    /// Somebody else holds it, and not for too long.
    pub fn is_of_another(&self, worker: Option<Uuid>) -> bool {
        self.is_claimed() && self.is_leased && self.worker != worker
    }

    fn is_claimed(&self) -> bool {
        self.status.as_deref() == Some("processing")
    }
}

/// What the registry says of a key; the message must be locked.
pub fn standing(queue: &str, key: &str) -> Result<Option<Standing>> {
    Spi::connect(|client| {
        let rows = plan::write(client, "standing", "", &[queue.into(), key.into()], |_| {
            let sql = "select job.status::text, job.job_id, job.worker_id, job.lease_until,
                    coalesce(job.lease_until > pg_catalog.clock_timestamp(), false)
                from workers.processed_jobs as job
                where job.idempotency_key = $2 and job.queue_name = $1
                limit 1 for update";
            Ok(Text::new(sql, oids_of![String, String]))
        })?;
        let Some(row) = rows.into_iter().next() else { return Ok(None) };
        Ok(Some(Standing {
            status: row.get(1)?,
            job_id: row.get(2)?,
            worker: row.get(3)?,
            lease_until: row.get(4)?,
            is_leased: row.get(5)?.unwrap_or_default(),
        }))
    })
}

/// How a job ended.
pub enum End<'a> {
    /// With this result.
    Completed(Option<RawJsonb>),
    /// With this error.
    Failed(&'a str),
}

/// Ends the job of one of those keys that was claimed last; how many of them were being worked on.
pub fn close_latest(keys: Vec<String>, end: &End<'_>) -> Result<i64> {
    let (completed, result, error) = match end {
        End::Completed(result) => (true, *result, None),
        End::Failed(error) => (false, None, Some(*error)),
    };
    let arguments = [keys.into(), completed.into(), result.into(), error.into()];
    Spi::connect(|client| {
        let rows = plan::write(client, "close_latest", "", &arguments, |client| {
            let sql = format!(
                "with open as materialized (
                    select idempotency_key, queue_name, claimed_at from workers.processed_jobs
                    where idempotency_key = {ANY_OF_FIRST} and status = 'processing'
                    order by idempotency_key, queue_name for update),
                latest as (
                    select idempotency_key, queue_name from open
                    order by claimed_at desc nulls last, idempotency_key, queue_name limit 1),
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
                    where job.idempotency_key = latest.idempotency_key
                      and job.queue_name = latest.queue_name)
                select pg_catalog.count(*) from open"
            );
            let types = oids_of![Vec<String>, bool, RawJsonb, String];
            Ok(Text::new(columns::typed(client, &sql)?, types))
        })?;
        Ok(rows.first().get_one::<i64>()?.unwrap_or_default())
    })
}

/// `$1` queue, `$2` message, `$3` key, `$4` payload, `$5` error, `$6` stack, `$7` attempt, `$8` first attempt,
/// `$9` worker, `$10` why in one of three phrases, `$11` whether it is to be logged only.
const LOG_LETTER: &str = "
with there as (
        select id from workers.dead_letter_log
        where original_job_id = $2 and resolved_at is null
          and original_queue::text in ({name}, pg_catalog.concat('q_', {name}))
        order by moved_to_dlq_at, id limit 1),
    logged as (
        insert into workers.dead_letter_log
            (id, original_queue, original_job_id, idempotency_key, payload, error_message,
             error_stack, attempt_count, first_attempt_at, last_attempt_at, worker_id,
             resolved_at, resolution_notes)
        select pg_catalog.gen_random_uuid(), $1, $2, $3, $4, $5, $6, $7, $8,
            pg_catalog.clock_timestamp(), $9,
            case when $11 then pg_catalog.clock_timestamp() end,
            case when $11 then 'not moved: completed, or in the hands of another worker' end
        where not exists (select from there)
        returning id, moved_to_dlq_at),
    marked as (
        update workers.processed_jobs as job
        set status = 'failed', lease_until = 'infinity', last_error = $5,
            updated_at = pg_catalog.clock_timestamp()
        where job.idempotency_key = $3 and job.queue_name = {name}
          and job.job_id = $2 and job.status <> 'completed' and not $11),
    sent as (
        insert into pgmq.{dead} (vt, message)
        select pg_catalog.clock_timestamp(), pg_catalog.jsonb_build_object(
            'original_queue', $1, 'original_msg_id', $2, 'original_job_id', $2,
            'original_payload', $4, 'idempotency_key', $3, 'error', $10,
            'error_message', $5, 'validation_errors', null, 'attempt_count', $7,
            'worker_id', $9,
            'moved_to_dlq_at', pg_catalog.to_char(logged.moved_to_dlq_at {UTC}),
            'dlq_log_id', logged.id)
        from logged where not $11)
    select id from there union all select id from logged";

/// Logs a job as dead and sends its letter; the log's id. The message stays where it is, for its worker
/// to archive; the registry's row says that nobody is to claim it again. A job that lies there already
/// keeps its one letter; what is logged only counts as resolved. The message and the registry's row must
/// be locked: two sessions would write two letters.
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
                String,
                bool
            ];
            Ok(Text::new(sql, types))
        })?;
        if rows.is_empty() { Ok(None) } else { Ok(rows.first().get_one::<Uuid>()?) }
    })
}
