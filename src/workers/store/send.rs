//! Onto a queue, each key once: claims in the ledger and sends in one statement.

use pgrx::datum::{IntoDatum, TimestampWithTimeZone};
use pgrx::spi::quote_literal;
use pgrx::{Spi, oids_of};

use super::queue;
use crate::error::Result;
use crate::jsonb::RawJsonb;
use crate::plan::{self, Text};

/// Claims the key and sends the message, visible from then on; `None` when the key is taken.
pub fn send(
    queue: &str,
    key: &str,
    message: RawJsonb,
    visible_at: Option<TimestampWithTimeZone>,
) -> Result<Option<i64>> {
    let arguments = [key.into(), message.into(), visible_at.into()];
    Spi::connect(|client| {
        let rows = plan::write(client, "send", queue, &arguments, |client| {
            let found = queue::find(client, queue)?;
            let (table, sequence, name) = (found.table, found.sequence, quote_literal(queue));
            let sql = format!(
                "with claim as (
                     insert into dragonfly.idempotency_keys (queue, key, msg_id, retained_since)
                     values ({name}, $1, pg_catalog.nextval({sequence}), $3)
                     on conflict do nothing
                     returning msg_id)
                 insert into pgmq.{table} (msg_id, vt, message) overriding system value
                 select claim.msg_id, $3, $2 from claim
                 returning msg_id"
            );
            Ok(Text::new(sql, oids_of![String, RawJsonb, TimestampWithTimeZone]))
        })?;
        if rows.is_empty() { Ok(None) } else { Ok(rows.first().get_one::<i64>()?) }
    })
}

/// Sends a message that has no key: every one is another job.
pub fn send_unkeyed(
    queue: &str,
    message: RawJsonb,
    visible_at: Option<TimestampWithTimeZone>,
) -> Result<Option<i64>> {
    Spi::connect(|client| {
        let arguments = [message.into(), visible_at.into()];
        let rows = plan::write(client, "send_unkeyed", queue, &arguments, |client| {
            let table = queue::find(client, queue)?.table;
            let sql =
                format!("insert into pgmq.{table} (vt, message) values ($2, $1) returning msg_id");
            Ok(Text::new(sql, oids_of![RawJsonb, TimestampWithTimeZone]))
        })?;
        if rows.is_empty() { Ok(None) } else { Ok(rows.first().get_one::<i64>()?) }
    })
}
