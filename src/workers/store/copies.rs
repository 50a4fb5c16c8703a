//! Dead letters that a tool sent back whole, instead of the message in them.

use pgrx::datum::{IntoDatum, TimestampWithTimeZone};
use pgrx::spi::quote_literal;
use pgrx::{Spi, oids_of};

use super::queue;
use crate::error::Result;
use crate::jsonb::RawJsonb;
use crate::plan::{self, Text};

/// Such a message.
pub struct Copied {
    /// Its id.
    pub msg_id: i64,
    /// The key of the message in it.
    pub key: String,
    /// The message in it.
    pub message: Option<RawJsonb>,
    /// The letter's row in the log, where it names one.
    pub log_id: Option<String>,
    /// The message that the letter was made of, where it names one.
    pub original_id: Option<String>,
}

/// `$1` message, `$2` what it becomes, `$3` key, `$4` row of the log, `$5` now, `$6` the original message. Waits
/// for nobody: what another session holds is left to it. A row of the log must be of this queue and key.
const UNWRAP: &str = "
with unwrapped as (
        update pgmq.{table} as message set message = $2 where message.msg_id = $1),
    held as materialized (
        select from workers.processed_jobs as job
        where job.idempotency_key = $3 and job.queue_name = {name}
          and job.status = 'failed' and job.lease_until = 'infinity'
        for update skip locked),
    forgotten as (
        delete from workers.processed_jobs as job
        where job.idempotency_key = $3 and job.queue_name = {name} and exists (select from held)),
    moved as (
        update dragonfly.idempotency_keys as ledger
        set msg_id = $1, retained_since = greatest(ledger.retained_since, $5)
        where ledger.queue = {name} and ledger.key = $3 and ledger.msg_id::text = $6
          and exists (select from held)),
    told as materialized (
        select log.id::text as id from workers.dead_letter_log as log
        where log.id::text = $4 and log.resolved_at is null and log.idempotency_key = $3
          and log.original_queue::text in ({name}, pg_catalog.concat('q_', {name}))
        for update skip locked)
update workers.dead_letter_log as log
set resolved_at = $5, resolution_notes = pg_catalog.concat('sent back as message ', $1)
from told where log.id::text = told.id";

/// Replaces the letters by the messages in them. As after a replay the registry forgets the job, and the row of
/// the log is resolved.
pub fn unwrap(queue: &str, mut copies: Vec<Copied>, now: TimestampWithTimeZone) -> Result<()> {
    copies.sort_by(|one, other| one.key.cmp(&other.key));
    for Copied { msg_id, key, message, log_id, original_id } in copies {
        let arguments = [
            msg_id.into(),
            message.into(),
            key.into(),
            log_id.into(),
            now.into(),
            original_id.into(),
        ];
        Spi::connect(|client| {
            plan::write(client, "unwrap", queue, &arguments, |client| {
                let table = queue::find(client, queue)?.table;
                let parts = [("table", table.as_str()), ("name", &quote_literal(queue))];
                let types = oids_of![i64, RawJsonb, String, String, TimestampWithTimeZone, String];
                Ok(Text::new(queue::fill(UNWRAP, &parts), types))
            })
            .map(drop)
        })?;
    }
    Ok(())
}
