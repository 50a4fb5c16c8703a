//! What became of the jobs of a kind. A job is over when its message left the queue; whether it was done, failed or
//! was cancelled, the ledger, the registry and the log of dead letters say.

use dragonfly_domain::queue::Kind;
use pgrx::datum::{IntoDatum, TimestampWithTimeZone, clock_timestamp};
use pgrx::{Spi, oids_of};

use super::store;
use super::tables::{Queue, UTC};
use crate::error::{Error, Reason, Result};
use crate::jsonb::RawJsonb;
use crate::plan::{self, Text};

/// Where a job stands.
pub struct Fate {
    /// Its message.
    pub msg_id: i64,
    /// One of the states that [`STANDING`] tells.
    pub state: String,
}

impl Fate {
    /// Nobody will work on it again by itself.
    pub fn has_failed(&self) -> bool {
        matches!(self.state.as_str(), "failed" | "cancelled")
    }
}

/// The job of a key with all that says what became of it. A letter that was only logged, because its job was done
/// or in other hands, says nothing.
const STANDING: &str = "
select ledger.msg_id, case
        when job.status = 'completed' then 'done'
        when ledger.cancelled_at is not null then 'cancelled'
        when letter.id is not null or job.status = 'failed' and job.lease_until = 'infinity' then 'failed'
        when message.msg_id is null then 'done'
        when job.status = 'failed' and job.attempts > 0 then 'retrying'
        when message.vt <= pg_catalog.clock_timestamp() then 'queued'
        when message.read_ct > 0 then 'in_flight'
        else 'delayed' end as state,
    coalesce(message.read_ct, archive.read_ct) as read_ct,
    coalesce(message.enqueued_at, archive.enqueued_at) as enqueued_at, message.vt as visible_at,
    coalesce(job.attempts, letter.attempt_count) as attempts,
    coalesce(letter.error_message, job.last_error) as error, letter.id as letter_id
from dragonfly.idempotency_keys as ledger
left join pgmq.{table} as message on message.msg_id = ledger.msg_id
left join pgmq.{archive} as archive on archive.msg_id = ledger.msg_id
left join lateral (
    select job.status::text as status, job.lease_until, job.attempts, job.last_error
    from workers.processed_jobs as job
    where job.idempotency_key = ledger.key::text collate pg_catalog.\"default\" and job.queue_name = '{kind}'
    limit 1) as job on true
left join lateral (
    select letter.id, letter.attempt_count, letter.error_message
    from workers.dead_letter_log as letter
    where letter.original_job_id = ledger.msg_id
      and letter.original_queue::text in ('{kind}', 'q_{kind}')
      and coalesce(letter.resolution_notes, '') not like 'not moved%'
    order by letter.moved_to_dlq_at desc limit 1) as letter on true
where ledger.queue = '{kind}' and ledger.key = $1";

fn standing(queue: &Queue, kind: Kind) -> String {
    STANDING
        .replace("{table}", &queue.table)
        .replace("{archive}", &queue.archive)
        .replace("{kind}", kind.name())
}

/// Where the job of a key stands; `None` when there is no such job.
pub fn look(kind: Kind, key: &str) -> Result<Option<Fate>> {
    Spi::connect(|client| {
        let rows = plan::write(client, "look", kind.name(), &[key.into()], |client| {
            let sql = standing(&Queue::of_kind(client, kind)?, kind);
            Ok(Text::new(sql, oids_of![String]))
        })?;
        let Some(row) = rows.into_iter().next() else { return Ok(None) };
        let found = row.get::<i64>(1)?.zip(row.get::<String>(2)?);
        Ok(found.map(|(msg_id, state)| Fate { msg_id, state }))
    })
}

/// The same as `queue_job_status` answers it.
pub fn status(kind: Kind, key: &str) -> Result<Option<RawJsonb>> {
    Spi::connect(|client| {
        let rows = plan::read(client, "status", kind.name(), &[key.into()], |client| {
            let standing = standing(&Queue::of_kind(client, kind)?, kind);
            let sql = format!(
                "select pg_catalog.jsonb_build_object(
                     'msg_id', job.msg_id, 'state', job.state, 'read_ct', job.read_ct,
                     'enqueued_at', pg_catalog.to_char(job.enqueued_at {UTC}),
                     'visible_at', pg_catalog.to_char(job.visible_at {UTC}),
                     'attempts', job.attempts, 'error', job.error, 'letter_id', job.letter_id)
                 from ({standing}) as job"
            );
            Ok(Text::new(sql, oids_of![String]))
        })?;
        if rows.is_empty() { Ok(None) } else { Ok(rows.first().get_one::<RawJsonb>()?) }
    })
}

/// `$1` key, `$2` its message, `$3` now, `$4` who orders it. The message comes from its queue, where older workers
/// leave it, or from the archive, whatever became of its letter; where neither has it, from the log. Message,
/// letter and ledger are locked in this order, as everywhere.
const RETRY: &str = "
with old as materialized (
        select message.msg_id, message.message from pgmq.{table} as message where message.msg_id = $2
        for update),
    letter as materialized (
        select letter.id, letter.payload from workers.dead_letter_log as letter
        where letter.original_job_id = $2 and letter.original_queue::text in ('{kind}', 'q_{kind}')
          and coalesce(letter.resolution_notes, '') not like 'not moved%'
        order by letter.moved_to_dlq_at desc limit 1),
    held as materialized (
        select dead.msg_id from pgmq.{dead} as dead, letter
        where dead.message -> 'dlq_log_id' = pg_catalog.to_jsonb(letter.id::text)
          and (select pg_catalog.count(*) from old) >= 0
        for update of dead),
    claimed as materialized (
        select ledger.key, pg_catalog.nextval({sequence}) as new_id
        from dragonfly.idempotency_keys as ledger
        where ledger.queue = '{kind}' and ledger.key = $1 and ledger.msg_id = $2
          and (select pg_catalog.count(*) from held) >= 0
        for update),
    body as materialized (
        select coalesce(
            (select old.message from old),
            (select archived.message from pgmq.{archive} as archived where archived.msg_id = $2),
            (select case when letter.payload -> 'kind' = pg_catalog.to_jsonb('{kind}'::text) then letter.payload
                    else pg_catalog.jsonb_build_object('kind', '{kind}', 'idempotency_key', $1,
                        'payload', letter.payload) end
             from letter where letter.payload is not null)) as message),
    gone_old as (
        delete from pgmq.{table} as message using claimed where message.msg_id = $2
        returning {of_message}),
    archived_old as (
        insert into pgmq.{archive} ({columns}) select {columns} from gone_old),
    sent as (
        insert into pgmq.{table} (msg_id, vt, message) overriding system value
        select claimed.new_id, $3, body.message from claimed, body where body.message is not null
        returning msg_id),
    moved as (
        update dragonfly.idempotency_keys as ledger
        set msg_id = sent.msg_id, retained_since = greatest(ledger.retained_since, $3), cancelled_at = null
        from sent where ledger.queue = '{kind}' and ledger.key = $1),
    forgotten as (
        delete from workers.processed_jobs as job using sent
        where job.idempotency_key = $1 and job.queue_name = '{kind}'),
    gone as (
        delete from pgmq.{dead} as dead using sent, held where dead.msg_id = held.msg_id),
    resolved as (
        update workers.dead_letter_log as log
        set resolved_at = $3,
            resolution_notes = pg_catalog.concat('retried by ', $4, ' as message ', sent.msg_id)
        from sent, letter where log.id = letter.id)
select msg_id from sent";

/// Sends the job of a key again as it was; the new message's id.
pub fn retry(kind: Kind, key: &str, fate: &Fate, by: &str) -> Result<i64> {
    let now = clock_timestamp();
    let arguments = [key.into(), fate.msg_id.into(), now.into(), by.into()];
    let sent = Spi::connect(|client| -> Result<Option<i64>> {
        let rows = plan::write(client, "retry", kind.name(), &arguments, |client| {
            let queue = Queue::of_kind(client, kind)?;
            let dead = Queue::named(client, dragonfly_domain::workers::DEAD_LETTER)?.table;
            let of_message: Vec<_> =
                queue.columns.iter().map(|column| format!("message.{column}")).collect();
            let sql = RETRY
                .replace("{of_message}", &of_message.join(", "))
                .replace("{columns}", &queue.columns.join(", "))
                .replace("{table}", &queue.table)
                .replace("{archive}", &queue.archive)
                .replace("{sequence}", &queue.sequence)
                .replace("{dead}", &dead)
                .replace("{kind}", kind.name());
            Ok(Text::new(sql, oids_of![String, i64, TimestampWithTimeZone, String]))
        })?;
        if rows.is_empty() { Ok(None) } else { Ok(rows.first().get_one::<i64>()?) }
    })?;
    let sent = sent.ok_or_else(|| {
        Error::new(Reason::MessageGone, "the job's message is gone, or another call tries it again")
            .detail(format!("msg_id is {}", fate.msg_id))
            .hint("Queue the job anew under another key.")
    })?;
    store::wake(kind.name())?;
    Ok(sent)
}

/// Takes the message of a key off its queue; whether it was there.
pub fn cancel(kind: Kind, key: &str) -> Result<bool> {
    let arguments = [key.into(), clock_timestamp().into()];
    Spi::connect(|client| {
        let rows = plan::write(client, "cancel", kind.name(), &arguments, |client| {
            let queue = Queue::of_kind(client, kind)?;
            let table = &queue.table;
            let archiving = queue.archiving(
                "msg_id = (select held.msg_id from held)
                 and not exists (select from job where job.status = 'completed')",
            );
            let sql = format!(
                "with held as materialized (
                     select message.msg_id from pgmq.{table} as message
                     where message.msg_id = (select ledger.msg_id from dragonfly.idempotency_keys as ledger
                                             where ledger.queue = '{kind}' and ledger.key = $1)
                     for update),
                 job as materialized (
                     select job.status::text as status from workers.processed_jobs as job
                     where job.idempotency_key = $1 and job.queue_name = '{kind}'
                       and (select pg_catalog.count(*) from held) > 0
                     for update),
                 {archiving},
                 forgotten as (
                     delete from workers.processed_jobs as job using gone
                     where job.idempotency_key = $1 and job.queue_name = '{kind}'
                       and job.status <> 'completed')
                 update dragonfly.idempotency_keys as ledger set cancelled_at = $2
                 from gone where ledger.queue = '{kind}' and ledger.key = $1
                 returning ledger.msg_id"
            );
            Ok(Text::new(sql, oids_of![String, TimestampWithTimeZone]))
        })?;
        Ok(!rows.is_empty())
    })
}
