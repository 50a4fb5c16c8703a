//! Statements of the calls' functions; each is kept.

use crate::plaintiffs::statements;
use crate::statement;

use dragonfly_domain::Timestamp;
use dragonfly_domain::plaintiffs::{Call, CopilotRequest};
use pgrx::Spi;
use pgrx::datum::{DatumWithOid, Uuid};

use crate::clock;
use crate::error::Result;
use crate::ids;
use crate::jsonb::RawJsonb;

/// What a call led to.
#[derive(Default)]
pub struct FollowUp {
    /// The task that was made; `None` when an open one was moved, or none was wanted.
    pub created: Option<Uuid>,
}

/// What there is when a task could not be closed.
pub struct Found {
    /// The plaintiff is there.
    pub plaintiff: bool,
    /// Whether the task is that plaintiff's, when it is there.
    pub is_theirs: Option<bool>,
}

/// Closes the task and records attempt and status; the attempt's id. `None` when there is no such task
/// of that plaintiff, or something forbids closing it.
///
/// One statement: its UPDATE is the lock, and works on the row as the session before left it. Where a
/// follow-up is wanted, the plaintiff's open calls are locked with the task, in the order of their ids:
/// one of them is to be moved, and whoever works on it is waited for. Then the plaintiff, so that two
/// calls at once do not plan two. Who holds the plaintiff waits for no task any more (see `follow_up`),
/// so nobody waits in a circle.
pub fn close(call: &Call, actor: &str, now: &str) -> Result<Option<Uuid>> {
    let next_call_at = call.next_call_at();
    let arguments = [
        ids::datum(call.plaintiff_id).into(),
        ids::datum(call.task_id).into(),
        call.outcome.as_str().into(),
        call.interest.as_deref().into(),
        call.notes.as_deref().into(),
        next_call_at.and_then(clock::timestamptz).into(),
        call.follow_up_at.map(|at| at.to_string()).into(),
        call.bucket.name().into(),
        call.history_note().into(),
        now.into(),
        actor.into(),
    ];
    let plans = next_call_at.is_some();
    let close = if plans { &statements::CLOSE_WITH_FOLLOW_UP } else { &statements::CLOSE };
    Spi::connect(|client| {
        let rows = close.run(client, &arguments)?;
        statement::first_value(rows)
    })
}

/// Moves the plaintiff's open call to that time, or plans one. `close` locked the open calls that there
/// were. One that came since and that another session has in hand already is passed by: that session may
/// be waiting for the plaintiff, whom we hold.
pub fn follow_up(call: &Call, actor: &str, at: Timestamp) -> Result<FollowUp> {
    let arguments = [
        ids::datum(call.plaintiff_id).into(),
        ids::datum(call.task_id).into(),
        clock::timestamptz(at).into(),
        call.follow_up_note().into(),
        call.outcome.as_str().into(),
        call.interest.as_deref().into(),
        actor.into(),
    ];
    Spi::connect(|client| {
        let rows = statements::FOLLOW_UP.run(client, &arguments)?;
        let created = if rows.is_empty() { None } else { rows.first().get_one::<Uuid>()? };
        Ok(FollowUp { created })
    })
}

/// What is there and what is not.
pub fn look_up(call: &Call) -> Result<Found> {
    let arguments: [DatumWithOid<'_>; 2] =
        [ids::datum(call.plaintiff_id).into(), ids::datum(call.task_id).into()];
    Spi::connect(|client| {
        let rows = statements::LOOK_UP.run(client, &arguments)?;
        let row = rows.first();
        Ok(Found {
            plaintiff: row.get::<bool>(1)?.unwrap_or_default(),
            is_theirs: row.get::<bool>(2)?,
        })
    })
}

/// The job's payload, and what makes its key new; `None` when there is no such case.
pub fn summary_payload(request: &CopilotRequest, now: &str) -> Result<Option<(RawJsonb, String)>> {
    let arguments =
        [ids::datum(request.case_id).into(), request.requested_by.as_deref().into(), now.into()];
    let found = Spi::connect(|client| -> Result<_> {
        let rows = statements::SUMMARY_PAYLOAD.run(client, &arguments)?;
        if rows.is_empty() {
            return Ok(None);
        }
        let row = rows.first();
        Ok(row.get::<RawJsonb>(1)?.zip(row.get::<String>(2)?))
    })?;
    Ok(found.map(|(payload, nonce)| (payload.move_here(), nonce)))
}
