//! What a worker says of a job that it claimed. Nothing changes unless the registry has the job as that
//! worker's, in that attempt, and the message is still there.

use pgrx::datum::{DatumWithOid, IntoDatum, TimestampWithTimeZone, Uuid};
use pgrx::spi::quote_literal;
use pgrx::{Spi, oids_of};

use super::queue::{self, Policy};
use super::slots::{Outcome, counted};
use crate::error::Result;
use crate::jsonb::RawJsonb;
use crate::plan::{self, AS_IF_ONE, Text};

/// A message that is there and locked now.
pub struct Held {
    /// Its id.
    pub msg_id: i64,
    /// Its field `idempotency_key`.
    pub key: Option<RawJsonb>,
    /// Until when it is hidden.
    pub hidden_until: Option<TimestampWithTimeZone>,
    /// Its queue's policy.
    pub policy: Policy,
}

/// Which jobs are meant: messages with their keys, the worker, the attempt when it matters.
pub struct Jobs {
    /// The registry's key of each; `None` where the message is gone.
    pub keys: Vec<Option<String>>,
    /// The messages.
    pub msg_ids: Vec<i64>,
    /// The worker.
    pub worker: Option<Uuid>,
    /// The attempt.
    pub attempt: Option<i32>,
    /// The time of the call.
    pub now: TimestampWithTimeZone,
}

impl Jobs {
    fn arguments(&self) -> Vec<DatumWithOid<'_>> {
        vec![
            self.keys.clone().into(),
            self.msg_ids.clone().into(),
            self.worker.into(),
            self.attempt.into(),
            self.now.into(),
        ]
    }

    fn types() -> Vec<pgrx::pg_sys::PgOid> {
        oids_of![Vec<String>, Vec<i64>, Uuid, i32, TimestampWithTimeZone].into()
    }
}

/// The registry's rows of the jobs that are this worker's, locked in key order: a common table
/// expression named `held`.
fn held(queue: &str) -> String {
    format!(
        "held as materialized (
             select input.key, input.msg_id, input.place, job.attempts, job.claimed_at
             from (select * from unnest($1, $2) with ordinality as input (key, msg_id, place)
                   where {AS_IF_ONE}
                   order by key collate \"C\") as input,
                 lateral (select job.attempts, job.claimed_at from workers.processed_jobs as job
                          where job.idempotency_key = input.key and job.queue_name = {}
                            and job.job_id = input.msg_id and job.worker_id = $3
                            and job.status = 'processing' and job.attempts = coalesce($4, job.attempts)
                          limit 1 for update) as job)",
        quote_literal(queue)
    )
}

/// The messages that are still there, locked in the order of their ids.
pub fn keys(queue: &str, msg_ids: &[i64]) -> Result<Vec<Held>> {
    Spi::connect(|client| {
        let rows = plan::write(client, "keys", queue, &[msg_ids.to_vec().into()], |client| {
            let found = queue::find(client, queue)?;
            let (table, policy) = (found.table, queue::policy_columns(queue));
            let sql = format!(
                "with policy as materialized ({policy})
                 select message.msg_id, message.key, message.vt, policy.*
                 from (select msg_id from unnest($1) with ordinality as wanted (msg_id, place)
                       where {AS_IF_ONE} order by msg_id) as wanted,
                     lateral (select message.msg_id, message.vt,
                                  message.message -> 'idempotency_key' as key
                              from pgmq.{table} as message
                              where message.msg_id = wanted.msg_id
                              limit 1 for update) as message,
                     policy"
            );
            Ok(Text::new(sql, oids_of![Vec<i64>]))
        })?;
        let held = rows.map(|row| {
            Ok(Held {
                msg_id: row.get(1)?.unwrap_or_default(),
                key: row.get(2)?,
                hidden_until: row.get(3)?,
                policy: Policy::read(&row, 4)?,
            })
        });
        held.collect()
    })
}

/// What jobs came to.
#[derive(Clone, Copy)]
pub enum Results {
    /// That of the one job.
    One(Option<RawJsonb>),
    /// An array with one element for each job.
    Each(Option<RawJsonb>),
}

/// Completes jobs: registry, archive, counters. The ids of those that counted, in the order of `jobs`.
pub fn complete(queue: &str, jobs: &Jobs, results: Results) -> Result<Vec<i64>> {
    let (name, result, value) = match results {
        Results::One(result) => ("complete one", "$6", result),
        Results::Each(results) => ("complete", "$6 -> (held.place::integer - 1)", results),
    };
    let mut arguments = jobs.arguments();
    arguments.push(value.into());
    Spi::connect(|client| {
        let rows = plan::write(client, name, queue, &arguments, |client| {
            let found = queue::find(client, queue)?;
            let archiving = found.archiving("msg_id in (select held.msg_id from held)");
            let (name, held) = (quote_literal(queue), held(queue));
            let counted = counted(queue, "held", "$5", &Outcome::Completed);
            let sql = format!(
                "with {held},
                 marked as (
                     update workers.processed_jobs as job
                     set status = 'completed', result = {result},
                         processed_at = $5, lease_until = null, updated_at = $5
                     from held where job.idempotency_key = held.key and job.queue_name = {name}),
                 {archiving},
                 counted as ({counted})
                 select msg_id from held order by place"
            );
            let mut types = Jobs::types();
            types.extend(oids_of![RawJsonb]);
            Ok(Text::new(sql, types))
        })?;
        plan::first_column(rows)
    })
}

/// The attempt that the one job of `jobs` is in, its row locked; `None` when it is not this worker's.
pub fn hold(queue: &str, jobs: &Jobs) -> Result<Option<i32>> {
    Spi::connect(|client| {
        let rows = plan::write(client, "hold", queue, &jobs.arguments(), |_| {
            let sql =
                format!("with {} select attempts from held where $5 is not null", held(queue));
            Ok(Text::new(sql, Jobs::types()))
        })?;
        if rows.is_empty() { Ok(None) } else { Ok(rows.first().get_one::<i32>()?) }
    })
}

/// The one job of `jobs` failed and comes again at `at`.
pub fn retry(
    queue: &str,
    jobs: &Jobs,
    at: Option<TimestampWithTimeZone>,
    error: &str,
) -> Result<()> {
    let mut arguments = jobs.arguments();
    arguments.extend([at.into(), error.into()]);
    Spi::connect(|client| {
        plan::write(client, "retry", queue, &arguments, |client| {
            let table = queue::find(client, queue)?.table;
            let (name, held) = (quote_literal(queue), held(queue));
            let counted = counted(queue, "held", "$5", &Outcome::Failed);
            let sql = format!(
                "with {held},
                 marked as (
                     update workers.processed_jobs as job
                     set status = 'failed', lease_until = null, last_error = $7, updated_at = $5
                     from held where job.idempotency_key = held.key and job.queue_name = {name}),
                 back as (
                     update pgmq.{table} as message set vt = $6
                     from held where message.msg_id = held.msg_id),
                 counted as ({counted})
                 select msg_id from held"
            );
            let mut types = Jobs::types();
            types.extend(oids_of![TimestampWithTimeZone, String]);
            Ok(Text::new(sql, types))
        })?;
        Ok(())
    })
}

/// The one job of `jobs` stays hidden and leased until then; whether it was this worker's.
pub fn extend(queue: &str, jobs: &Jobs, until: Option<TimestampWithTimeZone>) -> Result<bool> {
    let mut arguments = jobs.arguments();
    arguments.push(until.into());
    Spi::connect(|client| {
        let rows = plan::write(client, "extend", queue, &arguments, |client| {
            let table = queue::find(client, queue)?.table;
            let (name, held) = (quote_literal(queue), held(queue));
            let sql = format!(
                "with {held},
                 marked as (
                     update workers.processed_jobs as job set lease_until = $6, updated_at = $5
                     from held where job.idempotency_key = held.key and job.queue_name = {name}),
                 hidden as (
                     update pgmq.{table} as message set vt = $6
                     from held where message.msg_id = held.msg_id)
                 select msg_id from held"
            );
            let mut types = Jobs::types();
            types.extend(oids_of![TimestampWithTimeZone]);
            Ok(Text::new(sql, types))
        })?;
        Ok(!rows.is_empty())
    })
}

/// Jobs go back as if they had not been claimed; how many.
pub fn release(queue: &str, jobs: &Jobs) -> Result<i32> {
    Spi::connect(|client| {
        let rows = plan::write(client, "release", queue, &jobs.arguments(), |client| {
            let table = queue::find(client, queue)?.table;
            let (name, held) = (quote_literal(queue), held(queue));
            let sql = format!(
                "with {held},
                 marked as (
                     update workers.processed_jobs as job
                     set status = 'failed', attempts = job.attempts - 1, lease_until = null,
                         updated_at = $5
                     from held where job.idempotency_key = held.key and job.queue_name = {name}),
                 back as (
                     update pgmq.{table} as message set vt = $5
                     from held where message.msg_id = held.msg_id)
                 select msg_id from held"
            );
            Ok(Text::new(sql, Jobs::types()))
        })?;
        Ok(i32::try_from(rows.len()).unwrap_or(i32::MAX))
    })
}
