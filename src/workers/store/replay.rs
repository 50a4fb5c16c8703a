//! Out of the dead letters: back to the queue, or away.

use dragonfly_domain::content::QUEUES;
use dragonfly_domain::workers::DEAD_LETTER;
use pgrx::datum::{Interval, IntoDatum, TimestampWithTimeZone};
use pgrx::spi::quote_literal;
use pgrx::{Spi, oids_of};

use super::queue;
use crate::error::Result;
use crate::plan::{self, Text};

/// A dead letter.
pub struct Waiting {
    /// Its id in the queue `dead_letter`.
    pub msg_id: i64,
    /// Where the message came from, as its worker spelt it.
    pub original_queue: Option<String>,
    /// How long it lies there.
    pub age_seconds: Option<i64>,
    /// How often the job was claimed.
    pub attempts: Option<i32>,
    /// Why it lies there.
    pub error: Option<String>,
    /// It has something to send back.
    pub has_payload: bool,
}

/// Which dead letters.
pub struct Choice<'a> {
    /// Those of one queue, named plainly.
    pub queue: Option<&'a str>,
    /// Those with these ids.
    pub ids: Option<Vec<Option<i64>>>,
    /// How many at the most.
    pub most: i32,
}

/// Dead letters in the order in which they came; where there are more than `most`, those that could be
/// replayed go before those that could not. `locked`: those that another session replays are left out, the
/// others are locked.
pub fn letters(choice: Choice<'_>, locked: bool) -> Result<Vec<Waiting>> {
    let arguments = [choice.queue.into(), choice.most.into(), choice.ids.into()];
    let name = if locked { "lock_letters" } else { "letters" };
    Spi::connect(|client| {
        let rows = plan::write(client, name, "", &arguments, |client| {
            let dead = queue::find(client, DEAD_LETTER)?.table;
            let there = queues_there();
            let lock = if locked { "for update of letter skip locked" } else { "" };
            let sql = format!(
                "select msg_id, {},
                     case when pg_catalog.isfinite(enqueued_at) then pg_catalog.floor(
                         extract(epoch from pg_catalog.now() - enqueued_at))::bigint end,
                     case when pg_catalog.jsonb_typeof(message -> 'attempt_count') = 'number'
                          then greatest(least((message ->> 'attempt_count')::numeric, 2147483647), 0)::integer
                     end,
                     coalesce({}, {}),
                     coalesce(message ? 'original_payload', false)
                 from pgmq.{dead} as letter, {} as original
                 where ($1 is null or $1 = original.plain) and ($3 is null or msg_id = any ($3))
                 order by (message ? 'original_payload' and original.plain = any ({there}))
                     is not true, msg_id
                 limit $2 {lock}",
                plain_text("original_queue"),
                plain_text("error"),
                plain_text("error_message"),
                plain_name(),
            );
            Ok(Text::new(sql, oids_of![String, i32, Vec<i64>]))
        })?;
        let letters = rows.map(|row| {
            Ok(Waiting {
                msg_id: row.get(1)?.unwrap_or_default(),
                original_queue: row.get(2)?,
                age_seconds: row.get(3)?,
                attempts: row.get(4)?,
                error: row.get(5)?,
                has_payload: row.get(6)?.unwrap_or_default(),
            })
        });
        let mut letters: Vec<Waiting> = letters.collect::<Result<_>>()?;
        letters.sort_unstable_by_key(|letter| letter.msg_id);
        Ok(letters)
    })
}

/// A field of a letter as text. An object or an array there, which another tool may have written, is left out:
/// as text it may be larger than Postgres can write.
fn plain_text(field: &str) -> String {
    format!(
        "(case when pg_catalog.jsonb_typeof(message -> '{field}') in ('string', 'number')
               then message ->> '{field}' end)"
    )
}

/// The queue that a letter's message came from, in its plain spelling.
fn plain_name() -> String {
    format!(
        "lateral (select pg_catalog.regexp_replace(
             pg_catalog.lower(pg_catalog.btrim({}) collate \"C\"), '^q_', '') as plain)",
        plain_text("original_queue")
    )
}

/// Plain names of the queues that letters can go back to: an array.
fn queues_there() -> String {
    let not_for_workers = QUEUES.iter().chain([&DEAD_LETTER]);
    let not_for_workers: Vec<_> = not_for_workers.map(|name| quote_literal(*name)).collect();
    format!(
        "array(select queue.plain from (
             select pg_catalog.regexp_replace(relname::text, '^q_(q_)?', '') as plain
             from pg_catalog.pg_class
             where relnamespace = pg_catalog.to_regnamespace('pgmq') and relkind in ('r', 'p')
               and relname like 'q\\_%') as queue
             where queue.plain not in ({}))",
        not_for_workers.join(", ")
    )
}

/// `$1` letters, `$2` now.
const REPLAY: &str = "
with letter as materialized (
        select msg_id as id, pg_catalog.nextval({sequence}) as new_id, message,
            {key} as key, {original_msg_id} as original_msg_id, {dlq_log_id} as log_id
        from (select * from pgmq.{dead} where msg_id = any ($1) order by msg_id) as letter),
    sent as (
        insert into pgmq.{table} (msg_id, vt, message) overriding system value
        select new_id, $2, message -> 'original_payload' from letter order by new_id),
    held as materialized (
        select letter.key from (select key from letter order by key collate \"C\") as letter,
            lateral (select from workers.processed_jobs as job
                     where job.idempotency_key = letter.key and job.queue_name = {name}
                       and job.status = 'failed'
                     limit 1 for update) as job),
    forgotten as (
        delete from workers.processed_jobs as job using held
        where job.idempotency_key = held.key and job.queue_name = {name}),
    moved as (
        update dragonfly.idempotency_keys as ledger
        set msg_id = letter.new_id, retained_since = greatest(ledger.retained_since, $2)
        from letter
        where ledger.queue = {name} and ledger.key = letter.key
          and ledger.msg_id::text = letter.original_msg_id),
    gone as (
        delete from pgmq.{dead} as message using letter where message.msg_id = letter.id),
    resolved as (
        update workers.dead_letter_log as log
        set resolved_at = $2,
            resolution_notes = pg_catalog.concat('replayed as message ', letter.new_id)
        from letter
        where log.id::text = letter.log_id and log.resolved_at is null)
    select id, new_id from letter order by id";

/// Sends the messages of dead letters back to their queue as they were; each letter's id with the
/// message's new one. The registry forgets the job, the ledger's key stands for the new message.
pub fn replay(
    queue: &str,
    letters: Vec<i64>,
    now: TimestampWithTimeZone,
) -> Result<Vec<(i64, i64)>> {
    Spi::connect(|client| {
        let arguments = [letters.into(), now.into()];
        let rows = plan::write(client, "replay", queue, &arguments, |client| {
            let found = queue::find(client, queue)?;
            let dead = queue::find(client, DEAD_LETTER)?.table;
            let (table, sequence, name) = (found.table, found.sequence, quote_literal(queue));
            let parts: [(&str, &str); 7] = [
                ("sequence", &sequence),
                ("dead", &dead),
                ("table", &table),
                ("name", &name),
                ("key", &plain_text("idempotency_key")),
                ("original_msg_id", &plain_text("original_msg_id")),
                ("dlq_log_id", &plain_text("dlq_log_id")),
            ];
            let sql = queue::fill(REPLAY, &parts);
            Ok(Text::new(sql, oids_of![Vec<i64>, TimestampWithTimeZone]))
        })?;
        let sent = rows.map(|row| {
            Ok((row.get::<i64>(1)?.unwrap_or_default(), row.get::<i64>(2)?.unwrap_or_default()))
        });
        sent.collect()
    })
}

/// Removes dead letters that are older than that, or have one of these ids, and resolves them in the log; how
/// many. With both, both must hold.
pub fn purge(older_than: Option<Interval>, ids: Option<Vec<Option<i64>>>) -> Result<i64> {
    Spi::connect(|client| {
        let arguments = [older_than.into(), ids.into()];
        let rows = plan::write(client, "purge", "", &arguments, |client| {
            let dead = queue::find(client, DEAD_LETTER)?.table;
            let sql = format!(
                "with gone as (
                     delete from pgmq.{dead}
                     where ($1 is null or enqueued_at < pg_catalog.clock_timestamp() - $1)
                       and ($2 is null or msg_id = any ($2))
                     returning {} as log_id),
                 resolved as (
                     update workers.dead_letter_log as log
                     set resolved_at = pg_catalog.now(), resolution_notes = 'purged'
                     from gone where log.id::text = gone.log_id and log.resolved_at is null)
                 select pg_catalog.count(*) from gone",
                plain_text("dlq_log_id")
            );
            Ok(Text::new(sql, oids_of![Interval, Vec<i64>]))
        })?;
        Ok(rows.first().get_one::<i64>()?.unwrap_or_default())
    })
}
