//! Statements of the calls' functions; each is kept.

use std::cell::RefCell;

use dragonfly_domain::Timestamp;
use dragonfly_domain::plaintiffs::{Call, CopilotRequest};
use pgrx::datum::{DatumWithOid, IntoDatum, TimestampWithTimeZone, Uuid};
use pgrx::pg_sys::Oid;
use pgrx::spi::SpiClient;
use pgrx::{Spi, oids_of};

use super::indexes;
use crate::error::Result;
use crate::ids;
use crate::jsonb::RawJsonb;
use crate::plan::{self, Text};
use crate::{clock, columns};

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
    /// What removes the unique index that stands in the way.
    pub narrow_index: Option<String>,
}

/// Closes the task and records attempt and status; the attempt's id. `None` when there is no such task
/// of that plaintiff, or something forbids closing it.
///
/// One statement: its UPDATE is the lock, and works on the row as the session before left it. Where a
/// follow-up is wanted, the plaintiff's open calls are locked with the task, in the order of their ids:
/// one of them is to be moved, and whoever works on it is waited for. Then the plaintiff, so that two
/// calls at once do not plan two. Who holds the plaintiff waits for no task any more (see `follow_up`),
/// so nobody waits in a circle.
///
/// `guarded` keeps it from a second closed task of one kind, which a narrow index would refuse.
pub fn close(call: &Call, actor: &str, now: &str, guarded: bool) -> Result<Option<Uuid>> {
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
    let variant = match (plans, guarded) {
        (false, false) => "",
        (true, false) => "follow-up",
        (false, true) => "guarded",
        (true, true) => "guarded follow-up",
    };
    Spi::connect(|client| {
        let text = |client: &SpiClient<'_>| closing(client, plans, guarded);
        let rows = plan::write(client, "close", variant, &arguments, text)?;
        if rows.is_empty() { Ok(None) } else { Ok(rows.first().get_one::<Uuid>()?) }
    })
}

fn closing(client: &SpiClient<'_>, plans: bool, guarded: bool) -> Result<Text> {
    let (first, locked, done) =
        if plans { (OPEN_CALLS, ALL_LOCKED, LOCKED) } else { ("", "", "closed") };
    let guard = if guarded { GUARD } else { "" };
    let sql = format!(
        "with {first} closed as (
             update public.plaintiff_tasks as task
             set status = 'closed',
                 completed_at = pg_catalog.now(),
                 closed_at = coalesce(task.closed_at, pg_catalog.now()),
                 result = coalesce(task.result, $3::[public.plaintiff_tasks.result]),
                 metadata = case when pg_catalog.jsonb_typeof(task.metadata) in ('object', 'array')
                                 then task.metadata else '{{}}' end
                     || pg_catalog.jsonb_build_object(
                         'result', $3, 'interest_level', $4,
                         'closed_by', $11, 'closed_at', $10)
             where task.id = $2 and task.plaintiff_id = $1
               and pg_catalog.current_setting('transaction_isolation') like 'read %'
               {locked} {guard}
             returning task.id),
         history as (
             insert into public.plaintiff_status_history (plaintiff_id, status, note, changed_by)
             select $1, $8::[public.plaintiff_status_history.status], $9,
                 $11::[public.plaintiff_status_history.changed_by] from closed)
         insert into public.plaintiff_call_attempts (plaintiff_id, task_id, outcome, interest_level,
             notes, next_follow_up_at, created_by, metadata)
         select $1, done.id, $3::[public.plaintiff_call_attempts.outcome],
             $4::[public.plaintiff_call_attempts.interest_level], $5, $6,
             $11::[public.plaintiff_call_attempts.created_by], pg_catalog.jsonb_build_object(
             'from_rpc', 'log_call_outcome', 'follow_up_at', $7)
         from {done} as done
         returning id"
    );
    let types = oids_of![
        Uuid,
        Uuid,
        String,
        String,
        String,
        TimestampWithTimeZone,
        String,
        String,
        String,
        String,
        String
    ];
    Ok(Text::new(columns::typed(client, &sql)?, types))
}

const GUARD: &str = "and not exists (
    select from public.plaintiff_tasks as other
    where other.plaintiff_id = $1 and other.status::text = 'closed'
      and other.kind = task.kind and other.id <> task.id)";

const OPEN_CALLS: &str = "
    locked as materialized (
        select task.id from public.plaintiff_tasks as task
        where task.plaintiff_id = $1 and task.id = any (array(
            select $2 union
            select open.id from public.plaintiff_tasks as open
            where open.plaintiff_id = $1 and open.status::text in ('open', 'in_progress')
              and open.kind::text = 'call'))
          and pg_catalog.current_setting('transaction_isolation') like 'read %'
        order by task.id
        for no key update),";

/// All of them, before the task is closed.
const ALL_LOCKED: &str = "and (select pg_catalog.count(*) from locked) > 0";

const LOCKED: &str = "(select closed.id from closed, public.plaintiffs as plaintiff
                       where plaintiff.id = $1 for no key update of plaintiff)";

/// A unique index of the application that allows a plaintiff one task per kind and status.
const NARROW_INDEX: &str = "
    select from pg_catalog.pg_index as narrow
    where narrow.indrelid = 'public.plaintiff_tasks'::pg_catalog.regclass
      and narrow.indisunique and narrow.indpred is null and narrow.indexprs is null
      and (select pg_catalog.array_agg(attname::text order by attname)
           from pg_catalog.pg_attribute
           where attrelid = narrow.indrelid
             and attnum = any ((narrow.indkey::int2[])[:narrow.indnkeyatts - 1]))
          = array['kind', 'plaintiff_id', 'status']";

/// The indexes that were there, and whether one of them is narrow.
type Known = (Vec<Oid>, bool);

thread_local! {
    /// What this backend saw last: looking takes as long as half of a call.
    static NARROW: RefCell<Option<Known>> = const { RefCell::new(None) };
}

/// Whether there is a narrow index. Looked at again whenever the table has other indexes, which
/// Postgres tells every backend.
pub fn is_narrow() -> Result<bool> {
    let present = indexes::of("public.plaintiff_tasks");
    let known = NARROW.with_borrow(|known| {
        known.as_ref().filter(|(indexes, _)| *indexes == present).map(|(_, is_narrow)| *is_narrow)
    });
    if let Some(known) = known {
        return Ok(known);
    }
    let found = Spi::connect(|client| -> Result<bool> {
        Ok(!client.select(NARROW_INDEX, None, &[])?.is_empty())
    })?;
    NARROW.set(Some((present, found)));
    Ok(found)
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
        let rows = plan::write(client, "follow_up", "", &arguments, |client| {
            let types = oids_of![Uuid, Uuid, TimestampWithTimeZone, String, String, String, String];
            Ok(Text::new(columns::typed(client, FOLLOW_UP)?, types))
        })?;
        let created = if rows.is_empty() { None } else { rows.first().get_one::<Uuid>()? };
        Ok(FollowUp { created })
    })
}

const FOLLOW_UP: &str = "
with planned as (
    select task.id from public.plaintiff_tasks as task
    where task.plaintiff_id = $1 and task.status::text in ('open', 'in_progress')
      and task.kind::text = 'call' and task.id <> $2
    order by task.due_at, task.created_at, task.id
    limit 1
    for no key update skip locked),
moved as (
    update public.plaintiff_tasks as task set due_at = $3
    from planned where task.id = planned.id
    returning task.id)
insert into public.plaintiff_tasks (plaintiff_id, kind, status, due_at, note, created_by, metadata)
select $1, 'call', 'open', $3, $4, $7::[public.plaintiff_tasks.created_by], pg_catalog.jsonb_build_object(
    'from_outcome', $5, 'interest_level', $6, 'previous_task_id', $2)
where not exists (select from moved)
returning id";

/// What is there and what is not.
pub fn look_up(call: &Call) -> Result<Found> {
    let arguments: [DatumWithOid<'_>; 2] =
        [ids::datum(call.plaintiff_id).into(), ids::datum(call.task_id).into()];
    Spi::connect(|client| {
        let rows = plan::write(client, "look_up", "", &arguments, |_| {
            let sql = format!(
                "select exists (select from public.plaintiffs where id = $1),
                        (select plaintiff_id = $1 from public.plaintiff_tasks where id = $2),
                        (select case when conname is null
                             then 'DROP INDEX ' || narrow.indexrelid::pg_catalog.regclass
                             else pg_catalog.format(
                                 'ALTER TABLE public.plaintiff_tasks DROP CONSTRAINT %I', conname) end
                         from ({}) as narrow
                         left join pg_catalog.pg_constraint on conindid = narrow.indexrelid
                         limit 1)",
                NARROW_INDEX.replacen("select from", "select narrow.indexrelid from", 1)
            );
            Ok(Text::new(sql, oids_of![Uuid, Uuid]))
        })?;
        let row = rows.first();
        Ok(Found {
            plaintiff: row.get::<bool>(1)?.unwrap_or_default(),
            is_theirs: row.get::<bool>(2)?,
            narrow_index: row.get::<String>(3)?,
        })
    })
}

/// The job's payload, and what makes its key new; `None` when there is no such case.
pub fn summary_payload(request: &CopilotRequest, now: &str) -> Result<Option<(RawJsonb, String)>> {
    let arguments =
        [ids::datum(request.case_id).into(), request.requested_by.as_deref().into(), now.into()];
    let found = Spi::connect(|client| -> Result<_> {
        let rows = plan::read(client, "summary_payload", "", &arguments, |_| {
            let sql = "
                select pg_catalog.jsonb_build_object(
                    'case_id', enforcement.id,
                    'case_number', coalesce(enforcement.case_number, judgment.case_number),
                    'requested_by', $2, 'requested_at', $3),
                    pg_catalog.substr(pg_catalog.replace(
                        pg_catalog.gen_random_uuid()::text, '-', ''), 1, 12)
                from public.enforcement_cases as enforcement
                left join public.judgments as judgment on judgment.id = enforcement.judgment_id
                where enforcement.id = $1";
            Ok(Text::new(sql, oids_of![Uuid, String, String]))
        })?;
        if rows.is_empty() {
            return Ok(None);
        }
        let row = rows.first();
        Ok(row.get::<RawJsonb>(1)?.zip(row.get::<String>(2)?))
    })?;
    Ok(found.map(|(payload, nonce)| (payload.move_here(), nonce)))
}
