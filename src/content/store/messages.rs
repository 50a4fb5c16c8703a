//! Messages on their queues.

use crate::content::statements;
use crate::statement::{self, On, Statement};
use std::collections::HashSet;

use dragonfly_domain::Uuid;
use dragonfly_domain::content::{Stage, Ticket};
use pgrx::Spi;

use crate::element::Element;
use crate::error::{Error, Result};
use crate::jsonb::RawJsonb;
use crate::queue::{Sifted, sift};
use crate::statement::Queue;

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
    let claim = match wanted.stage {
        None => &statements::CLAIM,
        Some(_) => &statements::CLAIM_OF_STAGE,
    };
    let taken = Spi::connect(|client| {
        let rows = claim.run_on(client, On::queue(wanted.queue), &arguments)?;
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

/// Locks a message; `None` when it is gone.
pub fn lock(ticket: Ticket<'_>) -> Result<Option<Message>> {
    let found = Spi::connect(|client| -> Result<_> {
        let arguments = [ticket.msg_id.into()];
        let mut rows =
            statements::LOCK_MESSAGE.run_on(client, On::queue(ticket.queue), &arguments)?;
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
        let rows =
            statements::LOCK_FREE_MESSAGES.run_on(client, On::queue(queue), &[msg_ids.into()])?;
        statement::first_column(rows)
    })
}

/// Whether a message is on its queue; a queue that is gone has none.
pub fn is_there(ticket: Ticket<'_>) -> Result<bool> {
    Spi::connect(|client| {
        let Some(Queue { table, .. }) = Queue::find(client, ticket.queue)? else {
            return Ok(false);
        };
        let rows = statements::MESSAGE_EXISTS.run_on(
            client,
            On::table(&table),
            &[ticket.msg_id.into()],
        )?;
        Ok(!rows.is_empty())
    })
}

/// Moves messages to the archive; how many were on the queue.
pub fn archive(queue: &str, msg_ids: Vec<Option<i64>>) -> Result<usize> {
    run_archive(&statements::ARCHIVE, queue, msg_ids)
}

/// The same, but passes by what somebody else holds right now.
pub fn archive_unheld(queue: &str, msg_ids: Vec<Option<i64>>) -> Result<usize> {
    run_archive(&statements::ARCHIVE_UNHELD, queue, msg_ids)
}

fn run_archive(statement: &Statement, queue: &str, msg_ids: Vec<Option<i64>>) -> Result<usize> {
    Spi::connect(|client| Ok(statement.run_on(client, On::queue(queue), &[msg_ids.into()])?.len()))
}

/// Keeps a message hidden for that long from now, never for less than it would be; whether it is there.
pub fn extend(ticket: Ticket<'_>, seconds: i32) -> Result<bool> {
    Spi::connect(|client| {
        let arguments = [ticket.msg_id.into(), seconds.into()];
        let rows = statements::EXTEND.run_on(client, On::queue(ticket.queue), &arguments)?;
        Ok(!rows.is_empty())
    })
}

/// pgmq's own figures of a queue, or why there are none; never raises.
pub fn depth(queue: &str) -> Result<Option<RawJsonb>> {
    let found = Spi::connect(|client| -> Result<_> {
        let readable = statements::METRICS_ARE_READABLE.run(client, &[queue.into()])?;
        if readable.is_empty() {
            return Ok(None);
        }
        let rows = statements::QUEUE_METRICS.run(client, &[queue.into()])?;
        statement::first_value(rows)
    })?;
    Ok(found.map(RawJsonb::move_here))
}
