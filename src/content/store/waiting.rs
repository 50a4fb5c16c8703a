//! Dead letters that wait for an operator: read, locked, removed.

use pgrx::datum::{Interval, IntoDatum};
use pgrx::spi::SpiHeapTupleData;
use pgrx::{Spi, oids_of};

use crate::error::Result;
use crate::jsonb::RawJsonb;
use crate::plan::{self, ANY_OF_FIRST, Text};

/// A dead letter that nobody has resolved.
pub struct Waiting {
    /// Its id.
    pub id: i64,
    /// The queue that it came from.
    pub queue: Option<String>,
    /// The job that it names.
    pub job_id: Option<pgrx::Uuid>,
    /// The stage that it names.
    pub stage: Option<String>,
    /// How long it lies there.
    pub age_seconds: Option<i64>,
    /// Attempts that were made.
    pub attempts: Option<i32>,
    /// Why it lies there.
    pub error: Option<String>,
    /// The stage's priority.
    pub priority: Option<i32>,
    /// Its stage can be queued again.
    pub replayable: bool,
}

/// Which dead letters.
pub struct Choice<'a> {
    /// Those of one queue.
    pub queue: Option<&'a str>,
    /// Those with these ids.
    pub ids: Option<Vec<Option<i64>>>,
    /// How many at the most.
    pub most: i32,
}

/// Letters that nobody has resolved, oldest first; where there are more than wanted, those that can be replayed
/// go before those that cannot.
pub fn waiting(choice: &Choice<'_>) -> Result<Vec<Waiting>> {
    let arguments = [choice.queue.into(), choice.most.into(), choice.ids.clone().into()];
    Spi::connect(|client| {
        let rows = plan::write(client, "waiting", "", &arguments, |_| {
            Ok(Text::new(WAITING, oids_of![String, i32, Vec<i64>]))
        })?;
        let letter = |row: SpiHeapTupleData<'_>| {
            Ok(Waiting {
                id: row.get(1)?.unwrap_or_default(),
                queue: row.get(2)?,
                job_id: row.get(3)?,
                stage: row.get(4)?,
                age_seconds: row.get(5)?,
                attempts: row.get(6)?,
                error: row.get(7)?,
                priority: row.get(8)?,
                replayable: row.get(9)?.unwrap_or_default(),
            })
        };
        let mut letters = rows.map(letter).collect::<Result<Vec<_>>>()?;
        letters.sort_unstable_by_key(|letter| letter.id);
        Ok(letters)
    })
}

// Of several letters of one stage only the last can be replayed, and resolves the others. What was too large
// is there in part only.
const WAITING: &str = "
select letter.id, letter.queue_name::text, letter.job_id, letter.stage::text,
    case when pg_catalog.isfinite(letter.routed_at) then pg_catalog.floor(
        extract(epoch from pg_catalog.now() - letter.routed_at))::bigint end,
    letter.attempt_count, letter.failure_reason, fate.priority, fate.replayable
from public.content_dead_letters as letter,
    lateral (
        select coalesce((
            select job.status::text <> 'cancelled' and letter.stage is not null
               and letter.failure_reason is distinct from 'message_too_large'
               and (stage.job_id is null
                    or stage.status::text = 'failed' and stage.dead_lettered_at is not null)
               and not exists (select from public.content_dead_letters as later
                               where later.job_id = letter.job_id and later.id > letter.id
                                 and later.stage = letter.stage and later.resolved_at is null)
            from public.content_jobs as job
            left join public.content_job_stages as stage
                on stage.job_id = job.id and stage.stage::text = letter.stage::text
            where job.id = letter.job_id)
            and exists (select from pgmq.meta
                        where meta.queue_name in (letter.queue_name::text, 'q_' || letter.queue_name::text)),
            false) as replayable,
            (select stage.priority from public.content_job_stages as stage
             where stage.job_id = letter.job_id and stage.stage::text = letter.stage::text) as priority
    ) as fate
where letter.resolved_at is null and ($1 is null or letter.queue_name::text = $1)
  and ($3 is null or letter.id = any ($3))
order by not fate.replayable, letter.id
limit $2";

/// Locks letters that nobody else holds; those that were locked.
pub fn lock(ids: Vec<i64>) -> Result<Vec<i64>> {
    Spi::connect(|client| {
        let rows = plan::write(client, "lock", "", &[ids.into()], |_| {
            let sql = format!(
                "select id from public.content_dead_letters
                 where id = {ANY_OF_FIRST} and resolved_at is null
                 order by id for update skip locked"
            );
            Ok(Text::new(sql, oids_of![Vec<i64>]))
        })?;
        plan::first_column(rows)
    })
}

/// What the worker of a letter's stage was given.
pub fn payload(id: i64) -> Result<Option<RawJsonb>> {
    let found = Spi::connect(|client| -> Result<_> {
        let rows = plan::write(client, "payload", "", &[id.into()], |_| {
            let sql = "select case when payload ? 'payload' then payload -> 'payload'
                                   when payload ? 'job_id' then '{}' else payload end
                       from public.content_dead_letters where id = $1";
            Ok(Text::new(sql, oids_of![i64]))
        })?;
        if rows.is_empty() { Ok(None) } else { Ok(rows.first().get_one::<RawJsonb>()?) }
    })?;
    Ok(found.map(RawJsonb::move_here))
}

/// Removes letters that are older than that and have one of these ids; how many. What was resolved stays, as the
/// log of the other dead letters does.
pub fn purge(older_than: Option<Interval>, ids: Option<Vec<Option<i64>>>) -> Result<i64> {
    Spi::connect(|client| {
        let arguments = [older_than.into(), ids.into()];
        let rows = plan::write(client, "purge", "", &arguments, |_| {
            // Never waits: who holds one of several letters may wait for another.
            let sql = "with held as materialized (
                           select id from public.content_dead_letters
                           where resolved_at is null
                             and ($1 is null or routed_at < pg_catalog.clock_timestamp() - $1)
                             and ($2 is null or id = any ($2))
                           for update skip locked),
                       gone as (
                           delete from public.content_dead_letters as letter
                           using held where letter.id = held.id returning letter.id)
                       select pg_catalog.count(*) from gone";
            Ok(Text::new(sql, oids_of![Interval, Vec<i64>]))
        })?;
        Ok(rows.first().get_one::<i64>()?.unwrap_or_default())
    })
}
