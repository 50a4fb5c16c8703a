//! Tasks of plaintiffs that follow from a case.

use dragonfly_domain::{Timestamp, Uuid};
use pgrx::datum::{IntoDatum, TimestampWithTimeZone};
use pgrx::spi::SpiTupleTable;
use pgrx::{Spi, oids_of};

use crate::error::{Error, Reason, Result};
use crate::plan::{self, Text};
use crate::{clock, columns, ids};

/// The task is there.
pub fn task_exists(id: Uuid) -> Result<bool> {
    Spi::connect(|client| {
        let rows = plan::write(client, "task_exists", "", &[ids::datum(id).into()], |_| {
            let sql = "select from public.plaintiff_tasks where id = $1";
            Ok(Text::new(sql, oids_of![pgrx::Uuid]))
        })?;
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
    let sql = "select coalesce(its_case.plaintiff_id, judgment.plaintiff_id)
               from public.enforcement_cases as its_case
               join public.judgments as judgment on judgment.id = its_case.judgment_id
               where its_case.id = $1";
    Spi::connect(|client| {
        let rows = plan::write(client, "plaintiff_of", "", &[ids::datum(case_id).into()], |_| {
            Ok(Text::new(sql, oids_of![pgrx::Uuid]))
        })?;
        first_id(rows)
    })
}

fn open_task(case_id: Uuid, kind: &str) -> Result<Option<Uuid>> {
    let sql = "select id from public.plaintiff_tasks
               where case_id = $1 and $2 in (kind::text, task_code)
                 and status in ('open', 'in_progress')
               order by created_at, id limit 1 for no key update";
    Spi::connect(|client| {
        let arguments = [ids::datum(case_id).into(), kind.into()];
        let rows = plan::write(client, "open_task", "", &arguments, |_| {
            Ok(Text::new(sql, oids_of![pgrx::Uuid, String]))
        })?;
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
    let sql = "insert into public.plaintiff_tasks
                   (plaintiff_id, kind, status, due_at, created_by, case_id, task_code)
               values ($1, $2::[public.plaintiff_tasks.kind], 'open', $3, $4, $5, $2)
               on conflict do nothing
               returning id";
    Spi::connect(|client| {
        let arguments = [
            ids::datum(plaintiff_id).into(),
            kind.into(),
            clock::timestamptz(due_at).into(),
            actor.into(),
            ids::datum(case_id).into(),
        ];
        let rows = plan::write(client, "make_task", "", &arguments, |client| {
            let types = oids_of![pgrx::Uuid, String, TimestampWithTimeZone, String, pgrx::Uuid];
            Ok(Text::new(columns::typed(client, sql)?, types))
        })?;
        first_id(rows)
    })
}

fn first_id(rows: SpiTupleTable<'_>) -> Result<Option<Uuid>> {
    if rows.is_empty() { Ok(None) } else { Ok(rows.first().get_one::<pgrx::Uuid>()?.map(ids::of)) }
}
