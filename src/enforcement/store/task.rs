//! Tasks of plaintiffs that follow from a case.

use dragonfly_domain::{Timestamp, Uuid};
use pgrx::datum::IntoDatum;
use pgrx::{Spi, oids_of};

use crate::error::{Cause, Error, Result};
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

/// The open task of that kind on a case, made when there is none; none for a case without a plaintiff.
pub fn review_task(
    case_id: Uuid,
    kind: &str,
    due_at: Timestamp,
    actor: &str,
) -> Result<Option<Uuid>> {
    let due_at = clock::timestamptz(due_at);
    Spi::connect(|client| {
        let arguments = [ids::datum(case_id).into(), kind.into(), due_at.into(), actor.into()];
        let row = plan::write(client, "review_task", "", &arguments, |client| {
            Ok(Text::new(
                columns::typed(client, REVIEW_TASK)?,
                oids_of![pgrx::Uuid, String, pgrx::datum::TimestampWithTimeZone, String],
            ))
        })?
        .first();
        let (task, has_plaintiff) = (row.get::<pgrx::Uuid>(1)?, row.get::<bool>(2)?);
        if task.is_none() && has_plaintiff == Some(true) {
            return Err(Error::new(Cause::Conflict, format!("another {kind} task is in the way"))
                .detail(format!("case {case_id}"))
                .hint("DROP the unique index on public.plaintiff_tasks that is not dragonfly_queue's."));
        }
        Ok(task.map(ids::of))
    })
}

const REVIEW_TASK: &str = "
with owner as (
    select coalesce(its_case.plaintiff_id, judgment.plaintiff_id) as plaintiff_id
    from public.enforcement_cases as its_case
    join public.judgments as judgment on judgment.id = its_case.judgment_id
    where its_case.id = $1),
present as (
    select task.id from public.plaintiff_tasks as task
    where task.case_id = $1 and $2 in (task.kind::text, task.task_code)
      and task.status in ('open', 'in_progress')
    order by task.created_at limit 1),
made as (
    insert into public.plaintiff_tasks
        (plaintiff_id, kind, status, due_at, created_by, case_id, task_code)
    select plaintiff_id, $2::[public.plaintiff_tasks.kind], 'open', $3, $4, $1, $2
    from owner
    where plaintiff_id is not null and not exists (select from present)
    on conflict do nothing
    returning id)
select coalesce((select id from present), (select id from made)),
       (select plaintiff_id is not null from owner)";
