//! From a queue to a worker's hands: read, claim, put aside what is done.

use std::collections::HashMap;

use pgrx::datum::{IntoDatum, TimestampWithTimeZone, Uuid};
use pgrx::spi::quote_literal;
use pgrx::{Spi, oids_of};

use super::queue::{self, Policy};
use crate::columns;
use crate::error::{Error, Result};
use crate::jsonb::RawJsonb;
use crate::plan::{self, AS_IF_ONE, Text};
use crate::queue::{Sifted, sift};

/// A message that was read and is hidden now.
pub struct Taken {
    /// Its id.
    pub msg_id: i64,
    /// How often it was read.
    pub read_ct: i32,
    /// Its body; pgmq allows none.
    pub message: Option<RawJsonb>,
}

/// What one read brought.
pub struct Batch {
    /// Messages by id.
    pub messages: Sifted<Taken>,
    /// The queue's policy.
    pub policy: Policy,
    /// Until when they are hidden.
    pub hidden_until: Option<TimestampWithTimeZone>,
}

/// Whose claims they are, and until when.
pub struct Claim {
    /// The worker.
    pub worker: Option<Uuid>,
    /// The end of the lease, which is the messages' visibility.
    pub until: Option<TimestampWithTimeZone>,
    /// Claims at the most.
    pub max_attempts: i32,
    /// The time of the call.
    pub now: TimestampWithTimeZone,
}

/// `$1` visibility timeout, `$2` time of the call, `$3` how many at the most.
const READ: &str = "
with policy as materialized ({policy}),
    taken as (
        update pgmq.{table} as message
        set vt = $2 + pg_catalog.make_interval(
                secs => coalesce($1, policy.visibility_timeout_seconds)),
            read_ct = message.read_ct + 1{last_read}
        from policy
        where message.msg_id = any (array({due}))
        returning message.msg_id, message.read_ct, message.message, message.vt)
    select taken.msg_id, taken.read_ct, taken.message, taken.vt, policy.*
    from taken cross join policy
    order by taken.msg_id";

/// Takes visible messages, those due longest first, and hides them; passes by what others are taking.
/// `None` when there are none.
pub fn read(
    queue: &str,
    quantity: i64,
    visibility_timeout: Option<i32>,
    now: TimestampWithTimeZone,
) -> Result<Option<Batch>> {
    let arguments = [visibility_timeout.into(), now.into(), quantity.into()];
    Spi::connect(|client| {
        let rows = plan::write(client, "read", queue, &arguments, |client| {
            let found = queue::find(client, queue)?;
            let (table, last_read) = (&found.table, found.last_read());
            let (policy, due) = (queue::policy_columns(queue), found.due("true"));
            let parts = [
                ("policy", policy.as_str()),
                ("table", table),
                ("last_read", last_read),
                ("due", &due),
            ];
            let sql = queue::fill(READ, &parts);
            Ok(Text::new(sql, oids_of![i32, TimestampWithTimeZone, i64]))
        })?;
        if rows.is_empty() {
            return Ok(None);
        }
        let rows = rows.first();
        let hidden_until = rows.get::<TimestampWithTimeZone>(4)?;
        let first = rows.get_heap_tuple()?.ok_or_else(|| Error::internal("no first row"))?;
        let policy = Policy::read(&first, 5)?;
        let messages = sift(rows.rewind(), 3, |row, msg_id, message| {
            Ok(Taken { msg_id, read_ct: row.get(2)?.unwrap_or_default(), message })
        })?;
        Ok(Some(Batch { messages, policy, hidden_until }))
    })
}

/// The condition under which a job may be claimed, or would be were its attempts not used up: it looks
/// at nothing but the registry's row `job`. A look at other messages would let two sessions claim one
/// key. Rows that were there before the extension may lack a lease and a number of attempts.
const CLAIMABLE: &str = "(job.status = 'failed' and job.lease_until is distinct from 'infinity'
    or job.status = 'processing' and (job.job_id = {msg_id}
        or coalesce(job.lease_until, '-infinity') < pg_catalog.clock_timestamp()))";

/// [`CLAIMABLE`] for a message.
pub fn claimable(msg_id: &str) -> String {
    CLAIMABLE.replace("{msg_id}", msg_id)
}

/// `$1` keys, `$2` messages, `$3` worker, `$4` end of the lease, `$5` claims at the most, `$6` now.
const CLAIM: &str = "
insert into workers.processed_jobs as job
        (idempotency_key, queue_name, job_id, status, worker_id, attempts, lease_until,
         claimed_at, created_at, updated_at)
    select distinct on (key collate \"C\") key, {name}, msg_id,
        'processing'::[workers.processed_jobs.status], $3, 1, $4, $6, $6, $6
    from (select * from unnest($1, $2) with ordinality as input (key, msg_id, place)
          where {AS_IF_ONE} offset 0) as input
    where not exists (
        select from workers.processed_jobs as job
        where job.idempotency_key = input.key and job.queue_name = {name}
          and ({wanted} and coalesce(job.attempts, 0) < $5) is not true)
    order by key collate \"C\", msg_id
    on conflict (idempotency_key, queue_name) do update set
        job_id = excluded.job_id, status = excluded.status,
        worker_id = excluded.worker_id, attempts = coalesce(job.attempts, 0) + 1,
        lease_until = excluded.lease_until, claimed_at = excluded.claimed_at,
        updated_at = excluded.updated_at
    where {claimable} and coalesce(job.attempts, 0) < $5
    returning job.job_id, job.attempts";

/// Claims jobs by their keys; the attempt of each message whose job is this worker's now. Of two
/// messages with one key the first is claimed.
///
/// ON CONFLICT locks a row also when its WHERE refuses it. What can be seen to be somebody else's is
/// left out before: held until the next batch is read in the same transaction, such rows would be locked
/// out of key order, and two readers would wait for each other.
pub fn claim(
    queue: &str,
    keys: Vec<String>,
    msg_ids: Vec<i64>,
    claim: &Claim,
) -> Result<HashMap<i64, i32>> {
    let arguments = [
        keys.into(),
        msg_ids.into(),
        claim.worker.into(),
        claim.until.into(),
        claim.max_attempts.into(),
        claim.now.into(),
    ];
    Spi::connect(|client| {
        let rows = plan::write(client, "claim", queue, &arguments, |client| {
            let (name, claimable) = (quote_literal(queue), claimable("excluded.job_id"));
            let wanted = self::claimable("input.msg_id");
            let parts = [
                ("name", name.as_str()),
                ("claimable", &claimable),
                ("wanted", &wanted),
                ("AS_IF_ONE", AS_IF_ONE),
            ];
            let sql = queue::fill(CLAIM, &parts);
            let types = oids_of![
                Vec<String>,
                Vec<i64>,
                Uuid,
                TimestampWithTimeZone,
                i32,
                TimestampWithTimeZone
            ];
            Ok(Text::new(columns::typed(client, &sql)?, types))
        })?;
        let mut attempts = HashMap::with_capacity(rows.len());
        for row in rows {
            if let (Some(msg_id), Some(attempt)) = (row.get(1)?, row.get(2)?) {
                attempts.insert(msg_id, attempt);
            }
        }
        Ok(attempts)
    })
}

/// Archives messages that nobody has to work on: their job is completed, or a worker put this very
/// message into the dead letters and did not come to archive it. The ids.
pub fn archive_settled(queue: &str, keys: Vec<String>, msg_ids: Vec<i64>) -> Result<Vec<i64>> {
    Spi::connect(|client| {
        let arguments = [keys.into(), msg_ids.into()];
        let rows = plan::write(client, "archive_settled", queue, &arguments, |client| {
            let found = queue::find(client, queue)?;
            let name = quote_literal(queue);
            let archiving = found.archiving("msg_id in (select settled.msg_id from settled)");
            let sql = format!(
                "with settled as (
                     select input.msg_id
                     from (select * from unnest($1, $2) with ordinality as input (key, msg_id, place)
                           where {AS_IF_ONE}) as input,
                         lateral (select job.status::text as status, job.lease_until
                                  from workers.processed_jobs as job
                                  where job.idempotency_key = input.key and job.queue_name = {name}
                                  limit 1) as job
                     where job.status = 'completed'
                        or job.status = 'failed' and job.lease_until = 'infinity' and exists (
                            select from workers.dead_letter_log as letter
                            where letter.original_job_id = input.msg_id
                              and letter.original_queue::text
                                  in ({name}, pg_catalog.concat('q_', {name}))
                              and letter.resolved_at is null)),
                 {archiving}
                 select msg_id from gone"
            );
            Ok(Text::new(sql, oids_of![Vec<String>, Vec<i64>]))
        })?;
        plan::first_column(rows)
    })
}
