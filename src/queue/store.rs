//! Statements of the queue functions; each is kept, one per queue.

use std::collections::HashMap;

use dragonfly_domain::Timestamp;
use dragonfly_domain::queue::{Job, Kind, ReadRequest};
use pgrx::datum::{IntoDatum, TimestampWithTimeZone};
use pgrx::spi::quote_literal;
use pgrx::{Spi, oids_of};

use super::batch::Shipment;
use super::sifting::{Sifted, sift};
use super::tables::{Queue, table_of};
use crate::error::{Error, Reason, Result};
use crate::jsonb::RawJsonb;
use crate::plan::{self, ANY_OF_FIRST, Text};
use crate::{clock, waiting};

/// How often a key may be taken and gone again, by purges, before something else must be wrong.
pub const ROUNDS: usize = 100;

/// Neither claimed nor known, again and again: a trigger or rule keeps rows out of the ledger.
pub fn swallowed() -> Error {
    Error::new(Reason::RowNotKept, "idempotency keys do not reach dragonfly.idempotency_keys")
        .hint("Look for triggers, rules and policies on that table.")
}

/// Claims the key and sends the message in one statement; `None` when the key is taken.
pub fn send(job: &Job<'_>, payload: Option<RawJsonb>, now: Timestamp) -> Result<Option<i64>> {
    let arguments = [
        job.key.as_ref().into(),
        payload.into(),
        clock::timestamptz(job.visible_at).into(),
        now.to_string().into(),
    ];
    Spi::connect(|client| {
        let rows = plan::write(client, "send", job.kind.name(), &arguments, |client| {
            let Queue { table, sequence, .. } = Queue::of_kind(client, job.kind)?;
            let kind = job.kind;
            let sql = format!(
                "with claim as (
                     insert into dragonfly.idempotency_keys (queue, key, msg_id, retained_since)
                     values ('{kind}', $1, pg_catalog.nextval({sequence}), $3)
                     on conflict do nothing
                     returning msg_id)
                 insert into pgmq.{table} (msg_id, vt, message) overriding system value
                 select claim.msg_id, $3, pg_catalog.jsonb_build_object(
                     'kind', '{kind}', 'idempotency_key', $1,
                     'payload', coalesce($2, '{{}}'), 'enqueued_at', $4)
                 from claim
                 returning msg_id"
            );
            Ok(Text::new(sql, oids_of![String, RawJsonb, TimestampWithTimeZone, String]))
        })?;
        if rows.is_empty() { Ok(None) } else { Ok(rows.first().get_one::<i64>()?) }
    })
}

/// The message that stands for a key of a queue, named plainly. Sees what was committed while `send`
/// waited.
pub fn known(queue: &str, key: &str) -> Result<Option<i64>> {
    Spi::connect(|client| {
        let rows = plan::write(client, "known", queue, &[key.into()], |_| {
            let queue = quote_literal(queue);
            let sql = format!(
                "select msg_id from dragonfly.idempotency_keys where queue = {queue} and key = $1"
            );
            Ok(Text::new(sql, oids_of![String]))
        })?;
        if rows.is_empty() {
            return Ok(None);
        }
        rows.first().get_one::<i64>()?.ok_or_else(|| no_message(key)).map(Some)
    })
}

/// Only an adopted ledger can have such a row; nothing can be answered for it.
fn no_message(key: &str) -> Error {
    Error::new(Reason::SetUpIncomplete, "an idempotency key stands for no message")
        .detail(format!("key {key} in dragonfly.idempotency_keys has no msg_id"))
        .hint("Delete the rows of dragonfly.idempotency_keys whose msg_id is null.")
}

/// Claims keys in key order, so that two batches never wait for each other in a circle, and sends
/// the messages of those that were free, ids in input order. A key that is taken is locked, not
/// changed: a purge in between would have it claimed late, out of order.
pub fn send_many(
    kind: Kind,
    shipment: &Shipment<'_>,
    now: Timestamp,
) -> Result<HashMap<String, i64>> {
    let arguments = shipment.arguments(now);
    Spi::connect(|client| {
        let rows = plan::write(client, "send_many", kind.name(), &arguments, |client| {
            let Queue { table, sequence, .. } = Queue::of_kind(client, kind)?;
            let sql = format!(
                "with input as materialized (
                     select pg_catalog.nextval({sequence}) as msg_id, job.key, job.payload, job.visible_at
                     from (select * from unnest($1, $2, $3)
                               with ordinality as job (key, payload, visible_at, place)
                           order by place) as job),
                 claim as (
                     insert into dragonfly.idempotency_keys as ledger
                         (queue, key, msg_id, retained_since)
                     select '{kind}', key, msg_id, visible_at from input order by key collate \"C\"
                     on conflict (queue, key) do update set msg_id = ledger.msg_id where false
                     returning ledger.key, ledger.msg_id),
                 sent as (
                     insert into pgmq.{table} (msg_id, vt, message) overriding system value
                     select msg_id, input.visible_at, pg_catalog.jsonb_build_object(
                         'kind', '{kind}', 'idempotency_key', input.key,
                         'payload', coalesce(input.payload, '{{}}'), 'enqueued_at', $4)
                     from claim join input using (msg_id)
                     order by msg_id)
                 select key, msg_id from claim"
            );
            let types = oids_of![Vec<String>, Vec<RawJsonb>, Vec<TimestampWithTimeZone>, String];
            Ok(Text::new(sql, types))
        })?;
        ids_by_key(rows)
    })
}

/// The messages that stand for keys, as far as they are there. One look at the key's index for each:
/// a plan made while the table was small must still be good when it has grown.
pub fn known_many(kind: Kind, keys: &[&str]) -> Result<HashMap<String, i64>> {
    Spi::connect(|client| {
        let arguments = [keys.to_vec().into()];
        let rows = plan::write(client, "known_many", kind.name(), &arguments, |_| {
            let sql = format!(
                "select wanted.key, found.msg_id from unnest($1) as wanted (key),
                     lateral (select ledger.msg_id from dragonfly.idempotency_keys as ledger
                              where ledger.queue = '{kind}' and ledger.key = wanted.key
                              limit 1) as found"
            );
            Ok(Text::new(sql, oids_of![Vec<String>]))
        })?;
        ids_by_key(rows)
    })
}

/// Notifies the sessions that wait for this queue, named plainly; costs nothing while there are none.
pub fn wake(queue: &str) -> Result<()> {
    if !waiting::anybody(queue) {
        return Ok(());
    }
    Spi::connect(|client| {
        let arguments = [waiting::CHANNEL.into(), queue.into()];
        plan::write(client, "wake", "", &arguments, |_| {
            Ok(Text::new("select pg_catalog.pg_notify($1, $2)", oids_of![String, String]))
        })?;
        Ok(())
    })
}

/// A message that was taken.
pub struct Taken {
    /// Its id.
    pub msg_id: i64,
    /// Its body; pgmq allows none.
    pub message: Option<RawJsonb>,
    /// How often it was read.
    pub read_ct: i32,
    /// Until when it is hidden, in UTC.
    pub visible_at: Option<String>,
    /// When it was sent, in UTC; none when that is no time of a calendar.
    pub enqueued_at: Option<String>,
}

/// Takes visible messages, those due longest first, and hides them; passes by what others are
/// taking. By due time and not by id: so the index on vt ends the search, however many messages
/// are delayed or in flight, and one that fails again and again does not hold up the rest.
pub fn take(request: &ReadRequest, now: TimestampWithTimeZone) -> Result<Sifted<Taken>> {
    let arguments =
        [request.visibility_timeout.into(), now.into(), i64::from(request.quantity).into()];
    Spi::connect(|client| {
        let rows = plan::write(client, "take", request.kind.name(), &arguments, |client| {
            let sql = Queue::of_kind(client, request.kind)?.take();
            Ok(Text::new(sql, oids_of![i32, TimestampWithTimeZone, i64]))
        })?;
        sift(rows, 2, |row, msg_id, message| {
            Ok(Taken {
                msg_id,
                message,
                read_ct: row.get(3)?.unwrap_or_default(),
                visible_at: row.get(4)?,
                enqueued_at: row.get(5)?,
            })
        })
    })
}

/// Removes one message of any queue; true when it was there.
pub fn delete(queue: &str, msg_id: i64) -> Result<bool> {
    Spi::connect(|client| {
        let table = table_of(client, queue)?;
        let rows = plan::write(client, "delete", &table, &[msg_id.into()], |_| {
            let sql = format!("delete from pgmq.{table} where msg_id = $1 returning msg_id");
            Ok(Text::new(sql, oids_of![i64]))
        })?;
        Ok(!rows.is_empty())
    })
}

/// Removes messages of any queue; the ids that were there.
pub fn delete_many(queue: &str, msg_ids: Vec<Option<i64>>) -> Result<Vec<i64>> {
    Spi::connect(|client| {
        let table = table_of(client, queue)?;
        let rows = plan::write(client, "delete_many", &table, &[msg_ids.into()], |_| {
            let sql =
                format!("delete from pgmq.{table} where msg_id = {ANY_OF_FIRST} returning msg_id");
            Ok(Text::new(sql, oids_of![Vec<i64>]))
        })?;
        plan::first_column(rows)
    })
}

/// Messages that were read in vain are visible again from then on, as if they had not been read.
pub fn put_back(queue: &str, msg_ids: Vec<i64>, at: TimestampWithTimeZone) -> Result<()> {
    Spi::connect(|client| {
        plan::write(client, "put_back", queue, &[msg_ids.into(), at.into()], |client| {
            let table = Queue::named(client, queue)?.table;
            let sql = format!(
                "update pgmq.{table} set vt = $2, read_ct = read_ct - 1
                 where msg_id = {ANY_OF_FIRST}"
            );
            Ok(Text::new(sql, oids_of![Vec<i64>, TimestampWithTimeZone]))
        })?;
        Ok(())
    })
}

/// Messages that were read and are more than the reader hands out are there for others at once.
pub fn give_back(queue: &str, surplus: Vec<i64>, at: TimestampWithTimeZone) -> Result<()> {
    if surplus.is_empty() {
        return Ok(());
    }
    put_back(queue, surplus, at)?;
    wake(queue)
}

fn ids_by_key(rows: pgrx::spi::SpiTupleTable<'_>) -> Result<HashMap<String, i64>> {
    let mut ids = HashMap::with_capacity(rows.len());
    for row in rows {
        let key = row.get::<String>(1)?.unwrap_or_default();
        let id = row.get::<i64>(2)?.ok_or_else(|| no_message(&key))?;
        ids.insert(key, id);
    }
    Ok(ids)
}
