//! Tasks of plaintiffs that follow from a case.

use crate::enforcement::statements;
use dragonfly_domain::{Timestamp, Uuid};
use pgrx::Spi;
use pgrx::spi::SpiTupleTable;

use crate::error::{Error, Reason, Result};
use crate::{clock, ids};

/// The task is there.
pub fn task_exists(id: Uuid) -> Result<bool> {
    Spi::connect(|client| {
        let rows = statements::TASK_EXISTS.run(client, &[ids::datum(id).into()])?;
        Ok(!rows.is_empty())
    })
}

/// How often a task may be made and closed by others meanwhile, before something else must be wrong.
const ROUNDS: usize = 10;

/// The open task of that kind on a case, locked, or a new one; none for a case without a plaintiff.
pub fn review_task(
    case_id: Uuid,
    kind: &str,
    due_at: Timestamp,
    actor: &str,
) -> Result<Option<Uuid>> {
    let Some(plaintiff_id) = plaintiff_of(case_id)? else { return Ok(None) };
    for _ in 0..ROUNDS {
        if let Some(task) = open_task(case_id, kind)? {
            return Ok(Some(task));
        }
        // Nothing is made when somebody else makes one right now; it is found the next time.
        if let Some(task) = make_task(plaintiff_id, case_id, kind, due_at, actor)? {
            return Ok(Some(task));
        }
    }
    Err(Error::new(Reason::ForeignUniqueIndex, format!("another {kind} task is in the way"))
        .detail(format!("case {case_id}, plaintiff {plaintiff_id}"))
        .hint("Look for a unique index on public.plaintiff_tasks that is not dragonfly_queue's."))
}

fn plaintiff_of(case_id: Uuid) -> Result<Option<Uuid>> {
    Spi::connect(|client| {
        let rows = statements::PLAINTIFF_OF.run(client, &[ids::datum(case_id).into()])?;
        first_id(rows)
    })
}

fn open_task(case_id: Uuid, kind: &str) -> Result<Option<Uuid>> {
    Spi::connect(|client| {
        let arguments = [ids::datum(case_id).into(), kind.into()];
        let rows = statements::OPEN_TASK.run(client, &arguments)?;
        first_id(rows)
    })
}

fn make_task(
    plaintiff_id: Uuid,
    case_id: Uuid,
    kind: &str,
    due_at: Timestamp,
    actor: &str,
) -> Result<Option<Uuid>> {
    Spi::connect(|client| {
        let arguments = [
            ids::datum(plaintiff_id).into(),
            kind.into(),
            clock::timestamptz(due_at).into(),
            actor.into(),
            ids::datum(case_id).into(),
        ];
        let rows = statements::MAKE_TASK.run(client, &arguments)?;
        first_id(rows)
    })
}

fn first_id(rows: SpiTupleTable<'_>) -> Result<Option<Uuid>> {
    if rows.is_empty() { Ok(None) } else { Ok(rows.first().get_one::<pgrx::Uuid>()?.map(ids::of)) }
}
