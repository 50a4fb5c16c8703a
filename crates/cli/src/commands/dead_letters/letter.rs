//! Dead letters as they lie in their queue, and the choice among them.

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::Which;
use crate::db::{Db, Refusal, value};
use crate::failure::Failure;

/// The queue's table; pgmq names it after the queue, which has two spellings.
const TABLE: &str = "
    select coalesce(to_regclass('pgmq.q_dead_letter'), to_regclass('pgmq.q_q_dead_letter'))::text";
/// `$1` queue, `$2` ids, `$3` keys, `$4` part of an error, `$5` an age.
const CHOSEN: &str = "
    with letter as (
        select * from (
            select msg_id, enqueued_at, message,
                regexp_replace(lower(btrim(message ->> 'original_queue')), '^q_', '') as plain
            from {table}) as letter
        where ($1 = '' or plain = regexp_replace(lower(btrim($1)), '^q_', ''))
          and ($2 = '' or msg_id = any (string_to_array($2, ',')::bigint[]))
          and ($3 = '[]' or message ->> 'idempotency_key' in (select jsonb_array_elements_text($3::jsonb)))
          and ($4 = '' or strpos(lower(concat_ws(' ', message ->> 'error', message ->> 'error_message',
                                                 message ->> 'validation_errors')), lower($4)) > 0)
          and ($5 = '' or enqueued_at < clock_timestamp() - nullif($5, '')::interval))";
/// `$6` so many at the most. The function that replays skips what has no payload and what came from a queue
/// that is not there, or from one that is not for envelopes.
const SHOWN: &str = "
    select jsonb_build_object(
        'total', (select count(*) from letter),
        'dead_letters', coalesce(jsonb_agg(to_jsonb(shown) order by msg_id), '[]'))::text
    from (
        select msg_id,
            message ->> 'original_queue' as original_queue,
            message ->> 'idempotency_key' as idempotency_key,
            case when isfinite(enqueued_at)
                 then floor(extract(epoch from now() - enqueued_at)) end as age_seconds,
            case when jsonb_typeof(message -> 'attempt_count') = 'number'
                 then greatest(least((message ->> 'attempt_count')::numeric, 2147483647), 0)::integer
            end as attempts,
            coalesce(message ->> 'error', message ->> 'error_message') as error,
            coalesce(faults.said, message ->> 'error_message') as said,
            message -> 'validation_errors' as validation_errors,
            message ->> 'worker_id' as worker_id,
            message -> 'original_msg_id' as original_msg_id,
            enqueued_at as moved_to_dlq_at,
            message -> 'original_payload' as payload,
            case when message ? 'original_payload'
                  and plain not in ('content', 'dead_letter', 'schema', 'tsv')
                  and exists (select from pgmq.meta
                              where regexp_replace(lower(queue_name), '^q_', '') = plain)
                 then 'would_replay' else 'skipped' end as action
        from (select * from letter order by msg_id limit $6::bigint) as letter
        left join lateral (
            select string_agg(concat_ws(': ', nullif(fault #>> '{loc,0}', ''), fault ->> 'msg'), '; ')
                as said
            from jsonb_array_elements(case jsonb_typeof(message -> 'validation_errors')
                when 'array' then message -> 'validation_errors' end) as fault) as faults on true
    ) as shown";
const IDS: &str = "select string_agg(msg_id::text, ',' order by msg_id), count(*) from letter";
/// `$1` a queue: one that is there, or one that letters came from.
const KNOWN: &str = "
    select exists (select from (
        select queue_name from pgmq.meta union all select message ->> 'original_queue' from {table}
    ) as known (name) where regexp_replace(lower(btrim(name)), '^q_', '')
        = regexp_replace(lower(btrim($1)), '^q_', ''))";

/// A dead letter.
#[derive(Debug, Deserialize, Serialize)]
pub struct Letter {
    /// Its message in `dead_letter`.
    pub msg_id: i64,
    /// Where it came from.
    pub original_queue: Option<String>,
    /// The job's key.
    pub idempotency_key: Option<String>,
    /// How long it lies here.
    pub age_seconds: Option<f64>,
    /// How often it was tried.
    pub attempts: Option<i64>,
    /// Why it is here: one of a few phrases.
    pub error: Option<String>,
    /// What the worker said, or what is wrong with the envelope.
    pub said: Option<String>,
    /// The latter in full.
    pub validation_errors: Option<Box<RawValue>>,
    /// Who worked on it last.
    pub worker_id: Option<String>,
    /// The message that it was.
    pub original_msg_id: Option<Box<RawValue>>,
    /// Since when it lies here.
    pub moved_to_dlq_at: String,
    /// What it carried.
    pub payload: Option<Box<RawValue>>,
    /// What a replay would do with it: `would_replay` or `skipped`.
    pub action: String,
}

/// Letters that were asked for, the oldest of them.
#[derive(Debug, Deserialize, Serialize)]
pub struct Letters {
    /// As many as were wanted.
    pub dead_letters: Vec<Letter>,
    /// How many there are.
    pub total: usize,
}

/// The place of dead letters in a database.
pub struct Office<'a> {
    /// The database.
    pub db: &'a Db,
    /// The queue's table.
    pub table: String,
}

impl<'a> Office<'a> {
    /// Looks for it.
    pub async fn of(db: &'a Db) -> Result<Self, Failure> {
        let rows = db.rows(TABLE, &[]).await?;
        let table: Option<String> = rows.first().map(value).transpose()?.flatten();
        let table = table
            .ok_or_else(|| refused("there is no queue dead_letter", "run dragonfly install"))?;
        Ok(Self { db, table })
    }

    /// The letters of a choice, oldest first. A queue that nobody knows is a mistake.
    pub async fn letters(&self, which: &Which, limit: u32) -> Result<Letters, Failure> {
        self.check(which).await?;
        let [queue, ids, keys, error] = parameters(which);
        let sql = self.chosen(SHOWN);
        self.db.json(&sql, &[&queue, &ids, &keys, &error, "", &limit.to_string()]).await
    }

    /// The ids of a choice, as a list with commas, and how many they are.
    pub async fn ids(&self, which: &Which, older_than: &str) -> Result<(String, usize), Failure> {
        self.check(which).await?;
        let [queue, ids, keys, error] = parameters(which);
        let parameters = [&*queue, &ids, &keys, &error, older_than];
        let rows = self.db.rows(&self.chosen(IDS), &parameters).await?;
        let Some(row) = rows.first() else { return Ok((String::new(), 0)) };
        let count: i64 = row.try_get(1).map_err(|error| Failure::Mismatch(error.to_string()))?;
        let list: Option<String> = value(row)?;
        Ok((list.unwrap_or_default(), usize::try_from(count).unwrap_or_default()))
    }

    async fn check(&self, which: &Which) -> Result<(), Failure> {
        let Some(queue) = &which.queue else { return Ok(()) };
        let rows = self.db.rows(&self.in_table(KNOWN), &[queue]).await?;
        if rows.first().map(value).transpose()?.unwrap_or_default() {
            return Ok(());
        }
        Err(refused(
            &format!("there is no queue {queue:?}"),
            "dragonfly queues shows which there are",
        ))
    }

    /// A statement of this module with the table's name in it.
    pub fn in_table(&self, sql: &str) -> String {
        sql.replace("{table}", &self.table)
    }

    fn chosen(&self, then: &str) -> String {
        self.in_table(CHOSEN) + then
    }
}

/// Something that was named and is not there.
pub fn refused(message: &str, hint: &str) -> Failure {
    let (message, hint) = (message.to_owned(), Some(hint.to_owned()));
    Failure::Refused(Refusal { message, hint, ..Refusal::default() })
}

fn parameters(which: &Which) -> [String; 4] {
    let ids: Vec<_> = which.ids.iter().map(ToString::to_string).collect();
    [
        which.queue.clone().unwrap_or_default(),
        ids.join(","),
        serde_json::Value::from(which.keys.clone()).to_string(),
        which.error.clone().unwrap_or_default(),
    ]
}
