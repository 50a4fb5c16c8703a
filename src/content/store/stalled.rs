//! Stages whose worker is overdue, and what gives them back. Found without locks, acted on after the
//! locks were taken and the rows read again.

use dragonfly_domain::Uuid;
use dragonfly_domain::size::{Batch, Verdict};
use pgrx::datum::{IntoDatum, TimestampWithTimeZone};
use pgrx::{Spi, oids_of};

use super::rows::Key;
use crate::error::Result;
use crate::jsonb::RawJsonb;
use crate::plan::{self, Text};
use crate::queue::Queue;
use crate::{columns, ids};

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
        let rows = plan::read(client, "queues", "", &[made.to_vec().into()], |_| {
            Ok(Text::new(QUEUES, oids_of![Vec<String>]))
        })?;
        let mut queues = Vec::with_capacity(rows.len());
        for row in rows {
            queues.push((row.get(1)?.unwrap_or_default(), row.get(2)?.unwrap_or_default()));
        }
        Ok(queues)
    })
}

const QUEUES: &str = "
select queue, pg_catalog.bool_or(is_busy)
from (
    select queue::text as queue, true as is_busy from public.content_job_stages
    where status = 'processing' and finished_at is null and msg_id is not null
    union all
    select queue::text, false from public.content_stage_config
    union all
    select *, false from unnest($1)
) as named
where pg_catalog.has_table_privilege(
    pg_catalog.to_regclass(pg_catalog.format('pgmq.%I', 'q_' || pg_catalog.lower(queue collate \"C\"))), 'delete')
group by queue order by queue";

/// Locks the messages that have been visible again for the grace period, unless somebody is taking them.
pub fn visible_again(queue: &str, before: TimestampWithTimeZone) -> Result<Vec<Stalled>> {
    let arguments = [queue.into(), before.into(), AT_ONCE.into()];
    find(queue, "visible_again", &arguments, |Queue { table, .. }| {
        format!(
            "select stage.job_id, stage.stage::text, message.msg_id, message.message
             from public.content_job_stages as stage
             join pgmq.{table} as message on message.msg_id = stage.msg_id
             where stage.status = 'processing' and stage.finished_at is null and stage.queue = $1
               and message.vt <= $2
             order by message.msg_id
             limit $3
             for update of message skip locked"
        )
    })
}

/// Stages whose message is gone from its queue, with what the archive has of it.
pub fn gone(queue: &str, before: TimestampWithTimeZone) -> Result<Vec<Stalled>> {
    let arguments = [queue.into(), before.into(), AT_ONCE.into()];
    find(queue, "gone", &arguments, |Queue { table, archive, .. }| {
        format!(
            "select stage.job_id, stage.stage::text, stage.msg_id, archived.message
             from public.content_job_stages as stage
             left join pgmq.{archive} as archived on archived.msg_id = stage.msg_id
             where stage.status = 'processing' and stage.finished_at is null and stage.queue = $1
               and stage.msg_id is not null and {DUE}
               and not exists (select from pgmq.{table} as message where message.msg_id = stage.msg_id)
             order by stage.job_id, stage.stage
             limit $3"
        )
    })
}

/// Stages of workers that write rows themselves and name no message, with what waits for them on a
/// queue. Looks by stage, for which our queues have an index.
pub fn unnamed(queue: &str, before: TimestampWithTimeZone) -> Result<Vec<Stalled>> {
    let arguments = [queue.into(), before.into(), AT_ONCE.into()];
    find(queue, "unnamed", &arguments, |Queue { table, .. }| {
        format!(
            "select stage.job_id, stage.stage::text, message.msg_id, message.message
             from public.content_job_stages as stage
             left join lateral (
                 select live.msg_id, live.message from pgmq.{table} as live
                 where live.message ->> 'stage' = stage.stage::text
                   and live.message -> 'job_id' = pg_catalog.to_jsonb(stage.job_id::text)
                 order by live.vt
                 limit 1) as message on true
             where stage.status = 'processing' and stage.finished_at is null and stage.msg_id is null
               and $1 is not null and {DUE}
               and (message.msg_id is null or exists (
                       select from pgmq.{table} as due where due.msg_id = message.msg_id and due.vt <= $2))
             order by stage.job_id, stage.stage
             limit $3"
        )
    })
}

/// Ends stages again that had ended: a worker that was overtaken may write `processing` over what another
/// one, a dead letter or a cancellation left, and would keep a slot, or have the work done twice.
pub fn end_again(before: TimestampWithTimeZone) -> Result<i32> {
    let arguments = [AT_ONCE.into(), before.into()];
    let count = Spi::connect(|client| -> Result<_> {
        let rows = plan::write(client, "end_again", "", &arguments, |_| {
            let sql = END_AGAIN.replace("{DUE}", DUE);
            Ok(Text::new(sql, oids_of![i64, TimestampWithTimeZone]))
        })?;
        Ok(rows.len())
    })?;
    Ok(i32::try_from(count).unwrap_or(i32::MAX))
}

// enqueue_stage clears what a dead letter left, and a stage that is queued anew names another message.
const END_AGAIN: &str = "
with ended as (
    select stage.job_id, stage.stage, job.status::text = 'cancelled' as is_cancelled
    from public.content_job_stages as stage
    join public.content_jobs as job on job.id = stage.job_id
    where stage.status = 'processing' and stage.finished_at is null and {DUE}
      and (job.status::text = 'cancelled' or stage.dead_lettered_at is not null or exists (
               select from public.content_job_events as event
               where event.job_id = stage.job_id and event.stage = stage.stage
                 and event.status = 'completed'
                 and event.metadata ->> 'msg_id' = stage.msg_id::text
                 and event.metadata ->> 'queue' = stage.queue::text))
    order by stage.job_id, stage.stage
    limit $1
    for no key update of job, stage skip locked)
update public.content_job_stages as stage
set status = case when ended.is_cancelled then 'cancelled'
                  when stage.dead_lettered_at is not null then 'failed'
                  when stage.finished_at is null then 'completed'
                  else stage.status end,
    finished_at = coalesce(stage.dead_lettered_at, pg_catalog.now())
from ended where stage.job_id = ended.job_id and stage.stage = ended.stage
returning stage.job_id";

// Subtracted from the time of the call, which no row can make overflow.
const DUE: &str = "coalesce(stage.last_dequeued_at, stage.started_at, stage.available_at)
    <= $2 - pg_catalog.make_interval(secs => coalesce(stage.visibility_timeout_seconds, 600))";

fn find(
    queue: &str,
    name: &'static str,
    arguments: &[pgrx::datum::DatumWithOid<'_>],
    sql: impl FnOnce(&Queue) -> String,
) -> Result<Vec<Stalled>> {
    let found = Spi::connect(|client| -> Result<Vec<Stalled>> {
        let rows = plan::write(client, name, queue, arguments, |client| {
            let types = oids_of![String, TimestampWithTimeZone, i64];
            Ok(Text::new(sql(&Queue::named(client, queue)?), types))
        })?;
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
        plan::write(client, "give_back", "", &arguments, |client| {
            let types = oids_of![Vec<pgrx::Uuid>, Vec<String>, Vec<i64>, String];
            Ok(Text::new(columns::typed(client, GIVE_BACK)?, types))
        })?;
        Ok(())
    })
}

const GIVE_BACK: &str = "
with stalled as (
    select * from unnest($1, $2, $3) as stalled (job_id, stage, msg_id)),
job as (
    update public.content_jobs as job set status = 'queued'
    from stalled where job.id = stalled.job_id and job.status::text = 'processing'),
stage as (
    update public.content_job_stages as stage
    set status = 'queued', queue = $4, msg_id = stalled.msg_id, available_at = pg_catalog.now(),
        started_at = null
    from stalled where stage.job_id = stalled.job_id and stage.stage = stalled.stage
    returning stage.job_id, stage.stage, stage.msg_id, stage.attempt_count)
insert into public.content_job_events (job_id, stage, status, message, metadata)
select stage.job_id, stage.stage::text::[public.content_job_events.stage], 'requeued'::[public.content_job_events.status], 'Worker did not come back',
       pg_catalog.jsonb_build_object('queue', $4, 'msg_id', stage.msg_id, 'attempt', stage.attempt_count)
from stage order by stage.job_id, stage.stage";
