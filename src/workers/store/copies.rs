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
}

/// `$1` message, `$2` what it becomes, `$3` key, `$4` row of the log, `$5` now. Another session that holds the
/// job's row looks after it itself.
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
        where job.idempotency_key = $3 and job.queue_name = {name} and exists (select from held))
update workers.dead_letter_log as log
set resolved_at = $5, resolution_notes = pg_catalog.concat('sent back as message ', $1)
where log.id::text = $4 and log.resolved_at is null";

/// Replaces the letters by the messages in them. As after a replay the registry forgets the job, and the row of
/// the log is resolved.
pub fn unwrap(queue: &str, mut copies: Vec<Copied>, now: TimestampWithTimeZone) -> Result<()> {
    copies.sort_by(|one, other| one.key.cmp(&other.key));
    for Copied { msg_id, key, message, log_id } in copies {
        let arguments = [msg_id.into(), message.into(), key.into(), log_id.into(), now.into()];
        Spi::connect(|client| {
            plan::write(client, "unwrap", queue, &arguments, |client| {
                let table = queue::find(client, queue)?.table;
                let parts = [("table", table.as_str()), ("name", &quote_literal(queue))];
                let types = oids_of![i64, RawJsonb, String, String, TimestampWithTimeZone];
                Ok(Text::new(queue::fill(UNWRAP, &parts), types))
            })
            .map(drop)
        })?;
    }
    Ok(())
}
