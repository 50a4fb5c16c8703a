//! What moves a stage from one state to the next: one statement per step, run while message, job and
//! stage are locked.

use dragonfly_domain::content::{Stage, Ticket};
use dragonfly_domain::{Timestamp, Uuid};
use pgrx::datum::{DatumWithOid, IntoDatum, TimestampWithTimeZone};
use pgrx::spi::SpiClient;
use pgrx::{Spi, oids_of};

use crate::error::{Error, Result};
use crate::jsonb::RawJsonb;
use crate::plan::{self, Text};
use crate::queue::Queue;
use crate::{clock, columns, ids};

/// A message to be sent for a stage.
pub struct Send<'a> {
    /// Plain name of the queue.
    pub queue: &'a str,
    /// Its job.
    pub job_id: Uuid,
    /// Its stage.
    pub stage: Stage<'a>,
    /// What the worker gets; `None` is `{}`.
    pub payload: Option<RawJsonb>,
    /// Its priority.
    pub priority: i32,
    /// Not before this time.
    pub available_at: Timestamp,
    /// Visibility timeout, in seconds.
    pub visibility: i32,
}

impl Send<'_> {
    /// `$1` to `$9` of the statements that send.
    fn arguments(&self, now: Timestamp) -> Vec<DatumWithOid<'_>> {
        vec![
            ids::datum(self.job_id).into(),
            self.stage.name().into(),
            self.payload.into(),
            self.priority.into(),
            clock::timestamptz(self.available_at).into(),
            self.visibility.into(),
            self.queue.into(),
            self.available_at.to_string().into(),
            now.to_string().into(),
        ]
    }

    fn text(client: &SpiClient<'_>, parts: &str, more: &[pgrx::pg_sys::PgOid]) -> Result<Text> {
        let types = oids_of![
            pgrx::Uuid,
            String,
            RawJsonb,
            i32,
            TimestampWithTimeZone,
            i32,
            String,
            String,
            String
        ];
        Ok(Text::new(columns::typed(client, parts)?, [types.as_slice(), more].concat()))
    }
}

/// A part of a WITH: the message itself.
fn message(queue: &Queue) -> String {
    format!(
        "message as (
             insert into pgmq.{table} (vt, message)
             values ($5, pg_catalog.jsonb_build_object(
                 'job_id', $1, 'stage', $2, 'payload', coalesce($3, '{{}}'), 'priority', $4,
                 'available_at', $8, 'enqueued_at', $9))
             returning msg_id)",
        table = queue.table
    )
}

/// Queues a stage, whatever it was before; the message's id. Its dead letters are resolved. Attempts of a stage that was finished begin
/// anew; NULL limits are the row's, else the job's.
pub fn enqueue(
    send: &Send<'_>,
    max_attempts: Option<i32>,
    retry_delay: Option<i32>,
    now: Timestamp,
) -> Result<i64> {
    let mut arguments = send.arguments(now);
    arguments.extend([max_attempts.into(), retry_delay.into()]);
    Spi::connect(|client| {
        let rows = plan::write(client, "enqueue", send.queue, &arguments, |client| {
            let message = message(&Queue::named(client, send.queue)?);
            Send::text(client, &format!("with {message}, {ENQUEUE}"), &oids_of![i32, i32])
        })?;
        sent(rows)
    })
}

const ENQUEUE: &str = "job as (
    update public.content_jobs as job
    set stage = $2::[public.content_jobs.stage], status = 'queued', priority = greatest(job.priority, $4),
        first_queued_at = coalesce(job.first_queued_at, pg_catalog.now()),
        last_queued_at = pg_catalog.now()
    where job.id = $1
    returning coalesce(job.max_attempts, 5) as max_attempts,
        coalesce(job.retry_delay_seconds, 60) as retry_delay_seconds),
stage as (
    insert into public.content_job_stages as stage (job_id, stage, status, queue, msg_id, priority,
        available_at, visibility_timeout_seconds, max_attempts, retry_delay_seconds, last_queued_at)
    select $1, $2, 'queued'::[public.content_job_stages.status], $7, message.msg_id, $4, $5, $6, coalesce($10, job.max_attempts),
           coalesce($11, job.retry_delay_seconds), pg_catalog.now()
    from message, job
    on conflict (job_id, stage) do update
    set status = 'queued', queue = excluded.queue, msg_id = excluded.msg_id,
        priority = excluded.priority, available_at = excluded.available_at,
        visibility_timeout_seconds = excluded.visibility_timeout_seconds,
        max_attempts = coalesce($10, stage.max_attempts),
        retry_delay_seconds = coalesce($11, stage.retry_delay_seconds),
        last_queued_at = excluded.last_queued_at,
        attempt_count = case when stage.status::text in ('completed', 'failed', 'cancelled') then 0
                             else stage.attempt_count end,
        started_at = null, finished_at = null, last_error = null, next_retry_at = null,
        dead_lettered_at = null, dead_letter_reason = null),
resolved as (
    update public.content_dead_letters as letter
    set resolved_at = pg_catalog.now(),
        resolution_notes = pg_catalog.concat('queued again as message ', message.msg_id)
    from message
    where letter.job_id = $1 and letter.stage = $2 and letter.resolved_at is null),
event as (
    insert into public.content_job_events (job_id, stage, status, message, metadata)
    select $1, $2::[public.content_job_events.stage], 'queued'::[public.content_job_events.status], 'Queued on ' || $7, pg_catalog.jsonb_build_object(
        'queue', $7, 'msg_id', message.msg_id, 'available_at', $8)
    from message)
select msg_id from message";

/// Sends a stage's message again later, in place of the one that failed; the new message's id. With
/// `error`, that is noted too.
pub fn requeue(
    send: &Send<'_>,
    failed: i64,
    error: Option<RawJsonb>,
    now: Timestamp,
) -> Result<i64> {
    let mut arguments = send.arguments(now);
    arguments.extend([failed.into(), error.into()]);
    Spi::connect(|client| {
        let rows = plan::write(client, "requeue", send.queue, &arguments, |client| {
            let queue = Queue::named(client, send.queue)?;
            let (message, archiving) = (message(&queue), queue.archiving("msg_id = $10"));
            let parts = format!("with {archiving}, {message}, {REQUEUE}");
            Send::text(client, &parts, &oids_of![i64, RawJsonb])
        })?;
        sent(rows)
    })
}

const REQUEUE: &str = "job as (
    update public.content_jobs set stage = $2::[public.content_jobs.stage], status = 'queued', last_queued_at = pg_catalog.now(),
        last_failed_at = case when $11 is null then last_failed_at else pg_catalog.now() end
    where id = $1),
stage as (
    update public.content_job_stages as stage
    set status = 'queued', queue = $7, msg_id = message.msg_id, priority = $4, available_at = $5,
        next_retry_at = $5, visibility_timeout_seconds = $6, last_queued_at = pg_catalog.now(),
        started_at = null, finished_at = null, last_error = coalesce($11, stage.last_error)
    from message
    where stage.job_id = $1 and stage.stage = $2
    returning stage.attempt_count),
events as (
    insert into public.content_job_events (job_id, stage, status, message, metadata)
    select $1, $2::[public.content_job_events.stage], event.status::[public.content_job_events.status], event.message, event.metadata
    from message, stage, lateral (values
        (1, 'error', pg_catalog.left(coalesce(
            case when pg_catalog.jsonb_typeof($11) = 'object' then $11 ->> 'message' end,
            $11 #>> '{}'), 1000),
         pg_catalog.jsonb_build_object(
            'queue', $7, 'msg_id', $10, 'attempt', stage.attempt_count, 'error', $11)),
        (2, 'requeued', 'Queued again for ' || $8, pg_catalog.jsonb_build_object(
            'queue', $7, 'msg_id', message.msg_id, 'available_at', $8,
            'attempt', stage.attempt_count))) as event (place, status, message, metadata)
    where event.place = 2 or $11 is not null
    order by event.place)
select msg_id from message";

fn sent(rows: pgrx::spi::SpiTupleTable<'_>) -> Result<i64> {
    if rows.is_empty() {
        return Err(Error::set_up("messages do not reach the queue's table"));
    }
    let msg_id = rows.first().get_one::<i64>()?;
    msg_id.ok_or_else(|| Error::internal("a message without an id"))
}

/// Counts an attempt; the stage's row.
pub fn start(job_id: Uuid, stage: Stage<'_>) -> Result<Option<RawJsonb>> {
    one_row(job_id, stage, "start", START)
}

const START: &str = "
with job as (
    update public.content_jobs set status = 'processing', stage = $2::[public.content_jobs.stage], attempt_count = least(attempt_count, 2147483646) + 1
    where id = $1),
started as (
    update public.content_job_stages as stage
    set status = 'processing', attempt_count = least(stage.attempt_count, 2147483646) + 1,
        started_at = pg_catalog.now(), finished_at = null,
        dead_lettered_at = null, dead_letter_reason = null,
        last_dequeued_at = coalesce(stage.last_dequeued_at, pg_catalog.now())
    where stage.job_id = $1 and stage.stage = $2
    returning stage.*),
event as (
    insert into public.content_job_events (job_id, stage, status, message, metadata)
    select $1, $2::[public.content_job_events.stage], 'processing'::[public.content_job_events.status], 'Attempt ' || started.attempt_count, pg_catalog.jsonb_build_object(
        'attempt', started.attempt_count, 'queue', started.queue, 'msg_id', started.msg_id)
    from started)
select pg_catalog.to_jsonb(started) from started";

/// A stage's row as it is.
pub fn show(job_id: Uuid, stage: Stage<'_>) -> Result<Option<RawJsonb>> {
    one_row(
        job_id,
        stage,
        "show",
        "select pg_catalog.to_jsonb(its) from public.content_job_stages as its
         where its.job_id = $1 and its.stage = $2",
    )
}

fn one_row(
    job_id: Uuid,
    stage: Stage<'_>,
    name: &'static str,
    sql: &str,
) -> Result<Option<RawJsonb>> {
    let arguments = [ids::datum(job_id).into(), stage.name().into()];
    let found = Spi::connect(|client| -> Result<_> {
        let rows = plan::write(client, name, "", &arguments, |client| {
            Ok(Text::new(columns::typed(client, sql)?, oids_of![pgrx::Uuid, String]))
        })?;
        if rows.is_empty() { Ok(None) } else { Ok(rows.first().get_one::<RawJsonb>()?) }
    })?;
    Ok(found.map(RawJsonb::move_here))
}

/// Ends a stage well and archives its message; with `is_last` the job too.
pub fn complete(
    ticket: Ticket<'_>,
    job_id: Uuid,
    stage: Stage<'_>,
    result: Option<RawJsonb>,
    is_last: bool,
) -> Result<()> {
    let arguments = [
        ticket.msg_id.into(),
        ids::datum(job_id).into(),
        stage.name().into(),
        result.into(),
        is_last.into(),
        ticket.queue.into(),
    ];
    Spi::connect(|client| {
        plan::write(client, "complete", ticket.queue, &arguments, |client| {
            let archiving = Queue::named(client, ticket.queue)?.archiving("msg_id = $1");
            let types = oids_of![i64, pgrx::Uuid, String, RawJsonb, bool, String];
            let sql = columns::typed(client, &format!("with {archiving}, {COMPLETE}"))?;
            Ok(Text::new(sql, types))
        })?;
        Ok(())
    })
}

const COMPLETE: &str = "stage as (
    update public.content_job_stages as stage
    set status = 'completed', finished_at = pg_catalog.now(), last_error = null, next_retry_at = null
    where stage.job_id = $2 and stage.stage = $3
    returning stage.attempt_count),
kept as (
    insert into public.content_payloads as kept (job_id, stage, data)
    select $2, $3, $4 where $4 is not null
    on conflict (job_id, stage) do update set data = excluded.data),
job as (
    update public.content_jobs as job
    set last_completed_at = pg_catalog.now(),
        stage = case when $5 then $3::[public.content_jobs.stage] else job.stage end,
        status = case when $5 then 'completed' else job.status end,
        result = case when $5 then $4 else job.result end,
        error = case when $5 then null else job.error end
    where job.id = $2)
insert into public.content_job_events (job_id, stage, status, message, metadata)
select $2, $3::[public.content_job_events.stage], 'completed'::[public.content_job_events.status], 'Completed at attempt ' || stage.attempt_count,
       pg_catalog.jsonb_build_object('queue', $6, 'msg_id', $1, 'attempt', stage.attempt_count)
from stage";
