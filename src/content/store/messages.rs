//! Messages on their queues.

use std::collections::HashSet;

use dragonfly_domain::Uuid;
use dragonfly_domain::content::{Stage, Ticket};
use pgrx::datum::{IntoDatum, TimestampWithTimeZone};
use pgrx::spi::SpiClient;
use pgrx::{Spi, oids_of};

use crate::element::Element;
use crate::error::{Error, Result};
use crate::jsonb::RawJsonb;
use crate::plan::{self, ANY_OF_FIRST, Text};
use crate::queue::{Queue, Sifted, sift};

/// A request for messages.
pub struct Wanted<'a> {
    /// Plain name of the queue.
    pub queue: &'a str,
    /// For how long they stay hidden, in seconds.
    pub visibility: i32,
    /// How many at the most.
    pub quantity: i32,
    /// Of this stage only.
    pub stage: Option<Stage<'a>>,
}

/// A message that was taken.
#[derive(Clone)]
pub struct Message {
    /// Its id on its queue.
    pub msg_id: i64,
    /// The job it names, when that is a UUID.
    pub job_id: Option<Uuid>,
    /// The stage it names.
    pub stage: Option<String>,
    /// All of it.
    pub body: RawJsonb,
}

/// Takes due messages, those due longest first, and hides them; passes by what others are taking.
pub fn take(wanted: &Wanted<'_>) -> Result<Sifted<Message>> {
    let mut arguments = vec![
        wanted.visibility.into(),
        pgrx::datum::clock_timestamp().into(),
        i64::from(wanted.quantity).into(),
    ];
    arguments.extend(wanted.stage.map(|stage| stage.name().into()));
    let name = if wanted.stage.is_some() { "take of stage" } else { "take" };
    let taken = Spi::connect(|client| {
        let rows = plan::write(client, name, wanted.queue, &arguments, |client| {
            let queue = Queue::named(client, wanted.queue)?;
            Ok(match wanted.stage {
                None => Text::new(
                    queue.hiding("true", WHOLE),
                    oids_of![i32, TimestampWithTimeZone, i64],
                ),
                Some(_) => Text::new(
                    queue.hiding("due.message ->> 'stage' = $4", WHOLE),
                    oids_of![i32, TimestampWithTimeZone, i64, String],
                ),
            })
        })?;
        sift(rows, 2, |_, msg_id, body| Ok((msg_id, body)))
    })?;
    let read = |(msg_id, body): (i64, Option<RawJsonb>)| {
        Some(Message::read(msg_id, body.map(RawJsonb::move_here)?))
    };
    Ok(Sifted {
        fitting: taken.fitting.into_iter().filter_map(read).collect(),
        surplus: taken.surplus,
        oversized: taken.oversized,
    })
}

impl Message {
    /// What a body names: fields that are no text name nothing.
    fn read(msg_id: i64, body: RawJsonb) -> Self {
        let text = |name: &str| match body.get(name) {
            Element::Text(text) => Some(text),
            _ => None,
        };
        let job_id = text("job_id").and_then(|id| Uuid::try_parse(&id).ok());
        let stage = text("stage");
        let stage = Stage::named("stage", stage.as_deref()).ok();
        Self { msg_id, job_id, stage: stage.map(|stage| stage.name().to_owned()), body }
    }
}

/// A message; its fields are read from the body, which is measured first: as text one of them may be larger
/// than Postgres can write.
const WHOLE: &str = "message.msg_id, coalesce(message.message, 'null')";

/// Locks a message; `None` when it is gone.
pub fn lock(ticket: Ticket<'_>) -> Result<Option<Message>> {
    let found = Spi::connect(|client| -> Result<_> {
        let arguments = [ticket.msg_id.into()];
        let mut rows = plan::write(client, "lock", ticket.queue, &arguments, |client| {
            let Queue { table, .. } = Queue::named(client, ticket.queue)?;
            let sql =
                format!("select {WHOLE} from pgmq.{table} as message where msg_id = $1 for update");
            Ok(Text::new(sql, oids_of![i64]))
        })?;
        let row =
            rows.next().map(|row| Ok::<_, Error>((row.get::<i64>(1)?, row.get::<RawJsonb>(2)?)));
        row.transpose()
    })?;
    let found = found.and_then(|(msg_id, body)| msg_id.zip(body));
    Ok(found.map(|(msg_id, body)| Message::read(msg_id, body.move_here())))
}

/// Locks messages that nobody else holds; those that were locked.
pub fn lock_free(queue: &str, msg_ids: Vec<Option<i64>>) -> Result<HashSet<i64>> {
    Spi::connect(|client| {
        let rows = plan::write(client, "lock_free", queue, &[msg_ids.into()], |client| {
            let Queue { table, .. } = Queue::named(client, queue)?;
            let sql = format!(
                "select msg_id from pgmq.{table} where msg_id = {ANY_OF_FIRST}
                 order by msg_id for update skip locked"
            );
            Ok(Text::new(sql, oids_of![Vec<i64>]))
        })?;
        plan::first_column(rows)
    })
}

/// Whether a message is on its queue; a queue that is gone has none.
pub fn is_there(ticket: Ticket<'_>) -> Result<bool> {
    Spi::connect(|client| {
        let Some(Queue { table, .. }) = Queue::find(client, ticket.queue)? else {
            return Ok(false);
        };
        let rows = plan::write(client, "is_there", &table, &[ticket.msg_id.into()], |_| {
            let sql = format!("select from pgmq.{table} where msg_id = $1");
            Ok(Text::new(sql, oids_of![i64]))
        })?;
        Ok(!rows.is_empty())
    })
}

/// Moves messages to the archive; how many were on the queue.
pub fn archive(queue: &str, msg_ids: Vec<Option<i64>>) -> Result<usize> {
    run_archive(queue, "archive", msg_ids, |_| format!("msg_id = {ANY_OF_FIRST}"))
}

/// The same, but passes by what somebody else holds right now.
pub fn archive_unheld(queue: &str, msg_ids: Vec<Option<i64>>) -> Result<usize> {
    run_archive(queue, "archive_unheld", msg_ids, |Queue { table, .. }| {
        format!(
            "msg_id = any (array(select msg_id from pgmq.{table} where msg_id = {ANY_OF_FIRST}
                                 for update skip locked))"
        )
    })
}

fn run_archive(
    queue: &str,
    name: &'static str,
    msg_ids: Vec<Option<i64>>,
    which: impl FnOnce(&Queue) -> String,
) -> Result<usize> {
    Spi::connect(|client: &SpiClient<'_>| {
        let rows = plan::write(client, name, queue, &[msg_ids.into()], |client| {
            let queue = Queue::named(client, queue)?;
            let sql = format!("with {} select from gone", queue.archiving(&which(&queue)));
            Ok(Text::new(sql, oids_of![Vec<i64>]))
        })?;
        Ok(rows.len())
    })
}

/// Keeps a message hidden for that long from now, never for less than it would be; whether it is there.
pub fn extend(ticket: Ticket<'_>, seconds: i32) -> Result<bool> {
    Spi::connect(|client| {
        let arguments = [ticket.msg_id.into(), seconds.into()];
        let rows = plan::write(client, "extend", ticket.queue, &arguments, |client| {
            let Queue { table, .. } = Queue::named(client, ticket.queue)?;
            let sql = format!(
                "update pgmq.{table} set vt = greatest(
                     vt, pg_catalog.clock_timestamp() + pg_catalog.make_interval(secs => $2))
                 where msg_id = $1
                 returning msg_id"
            );
            Ok(Text::new(sql, oids_of![i64, i32]))
        })?;
        Ok(!rows.is_empty())
    })
}

/// pgmq's own figures of a queue, or why there are none; never raises.
pub fn depth(queue: &str) -> Result<Option<RawJsonb>> {
    let found = Spi::connect(|client| -> Result<_> {
        let readable = plan::read(client, "readable", "", &[queue.into()], |_| {
            let sql = "select from pgmq.meta
                       where queue_name = pg_catalog.lower($1 collate \"C\") and pg_catalog.has_table_privilege(
                           pg_catalog.to_regclass(pg_catalog.format('pgmq.%I', 'q_' || queue_name)), 'select')
                         and pg_catalog.has_sequence_privilege(
                           pg_catalog.to_regclass(pg_catalog.format('pgmq.%I', 'q_' || queue_name || '_msg_id_seq')),
                           'select')";
            Ok(Text::new(sql, oids_of![String]))
        })?;
        if readable.is_empty() {
            return Ok(None);
        }
        let rows = plan::read(client, "depth", "", &[queue.into()], |_| {
            let sql = "select pg_catalog.to_jsonb(metrics) from pgmq.metrics(pg_catalog.lower($1 collate \"C\")) as metrics";
            Ok(Text::new(sql, oids_of![String]))
        })?;
        if rows.is_empty() { Ok(None) } else { Ok(rows.first().get_one::<RawJsonb>()?) }
    })?;
    Ok(found.map(RawJsonb::move_here))
}
