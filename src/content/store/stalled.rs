//! Stages whose worker is overdue, and what gives them back. Found without locks, acted on after the
//! locks were taken and the rows read again.

use crate::content::statements;
use crate::statement::{On, Statement};
use dragonfly_domain::Uuid;
use dragonfly_domain::size::{Batch, Verdict};
use pgrx::Spi;
use pgrx::datum::TimestampWithTimeZone;

use super::rows::Key;
use crate::error::Result;
use crate::ids;
use crate::jsonb::RawJsonb;

/// How many are taken back at once.
const AT_ONCE: i64 = 1000;

/// A stage that may be overdue.
pub struct Stalled {
    /// Job and stage.
    pub key: Key,
    /// Its message.
    pub msg_id: Option<i64>,
    /// What the message says; from the archive when it is gone from its queue.
    pub body: Option<RawJsonb>,
}

/// The queues that stages in processing name, and all on which a message of a stage may wait: those that
/// are there, and whether somebody is said to work on a message of theirs.
pub fn queues(made: &[&str]) -> Result<Vec<(String, bool)>> {
    Spi::connect(|client| {
        let rows = statements::QUEUES_WITH_STAGES.run(client, &[made.to_vec().into()])?;
        let mut queues = Vec::with_capacity(rows.len());
        for row in rows {
            queues.push((row.get(1)?.unwrap_or_default(), row.get(2)?.unwrap_or_default()));
        }
        Ok(queues)
    })
}

/// Locks the messages that have been visible again for the grace period, unless somebody is taking them.
pub fn visible_again(queue: &str, before: TimestampWithTimeZone) -> Result<Vec<Stalled>> {
    let arguments = [queue.into(), before.into(), AT_ONCE.into()];
    find(&statements::STALLED_VISIBLE_AGAIN, queue, &arguments)
}

/// Stages whose message is gone from its queue, with what the archive has of it.
pub fn gone(queue: &str, before: TimestampWithTimeZone) -> Result<Vec<Stalled>> {
    let arguments = [queue.into(), before.into(), AT_ONCE.into()];
    find(&statements::STALLED_WITHOUT_MESSAGE, queue, &arguments)
}

/// Stages of workers that write rows themselves and name no message, with what waits for them on a
/// queue. Looks by stage, for which our queues have an index.
pub fn unnamed(queue: &str, before: TimestampWithTimeZone) -> Result<Vec<Stalled>> {
    let arguments = [queue.into(), before.into(), AT_ONCE.into()];
    find(&statements::STALLED_UNNAMED, queue, &arguments)
}

/// Ends stages again that had ended: a worker that was overtaken may write `processing` over what another
/// one, a dead letter or a cancellation left, and would keep a slot, or have the work done twice.
pub fn end_again(before: TimestampWithTimeZone) -> Result<i32> {
    let arguments = [AT_ONCE.into(), before.into()];
    let count = Spi::connect(|client| -> Result<_> {
        let rows = statements::END_AGAIN.run(client, &arguments)?;
        Ok(rows.len())
    })?;
    Ok(i32::try_from(count).unwrap_or(i32::MAX))
}

fn find(
    statement: &Statement,
    queue: &str,
    arguments: &[pgrx::datum::DatumWithOid<'_>],
) -> Result<Vec<Stalled>> {
    let found = Spi::connect(|client| -> Result<Vec<Stalled>> {
        let rows = statement.run_on(client, On::queue(queue), arguments)?;
        let (mut found, mut batch) = (Vec::with_capacity(rows.len()), Batch::default());
        for row in rows {
            let key = row.get::<pgrx::Uuid>(1)?.map(ids::of).zip(row.get::<String>(2)?);
            let (msg_id, body) = (row.get::<i64>(3)?, row.get::<RawJsonb>(4)?);
            // The others are found again the next time. What is too large to be handed out counts as lost.
            let size = body.map(RawJsonb::size).unwrap_or_default();
            let body = match batch.admit(size) {
                Verdict::GiveBack => break,
                Verdict::SetAside => None,
                Verdict::HandOut => body,
            };
            found.extend(key.map(|key| Stalled { key, msg_id, body }));
        }
        Ok(found)
    })?;
    let here = |of: Stalled| Stalled { body: of.body.map(RawJsonb::move_here), ..of };
    Ok(found.into_iter().map(here).collect())
}

/// Queues stages again whose message is on its queue already.
pub fn give_back(queue: &str, stages: &[(Uuid, String, i64)]) -> Result<()> {
    let arguments = [
        stages.iter().map(|stage| ids::datum(stage.0)).collect::<Vec<_>>().into(),
        stages.iter().map(|stage| stage.1.as_str()).collect::<Vec<_>>().into(),
        stages.iter().map(|stage| stage.2).collect::<Vec<_>>().into(),
        queue.into(),
    ];
    Spi::connect(|client| {
        statements::REQUEUE_STALLED.run(client, &arguments)?;
        Ok(())
    })
}
