//! Dead letters as they lie in their queue, and the choice among them.

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::Which;
use crate::db::{Db, Refusal, value};
use crate::failure::Failure;

/// The queue's table; pgmq names it after the queue, which has two spellings.
const TABLE: &str = "
    select coalesce(to_regclass('pgmq.q_dead_letter'), to_regclass('pgmq.q_q_dead_letter'))::text";
/// `$1` queue, `$2` ids, `$3` keys, `$4` part of an error, `$5` an age. Letters of jobs and envelopes are messages,
/// those of content have a table of their own; the key of the latter is their job.
const CHOSEN: &str = "
    with letter as (
        select * from (
            select 'worker' as source, msg_id as number, msg_id::text as id, enqueued_at as at, message,
                regexp_replace(lower(btrim(message ->> 'original_queue')), '^q_', '') as plain,
                message ->> 'idempotency_key' as key,
                concat_ws(' ', message ->> 'error', message ->> 'error_message',
                          message ->> 'validation_errors') as words,
                null::uuid as job_id, null as stage, null as reason, null::jsonb as details,
                null::integer as tries, null::bigint as was
            from {table}
            union all
            select 'content', id, 'c' || id, routed_at, payload, lower(queue_name), job_id::text,
                concat_ws(' ', failure_reason, error_details), job_id, stage::text, failure_reason,
                error_details, attempt_count, msg_id
            from public.content_dead_letters where resolved_at is null) as letter
        where ($1 = '' or plain = regexp_replace(lower(btrim($1)), '^q_', ''))
          and ($2 = '' or id = any (string_to_array($2, ',')))
          and ($3 = '[]' or key in (select jsonb_array_elements_text($3::jsonb)))
          and ($4 = '' or strpos(lower(words), lower($4)) > 0)
          and ($5 = '' or at < clock_timestamp() - nullif($5, '')::interval))";
/// `$6` so many at the most; with `$7` those that cannot be replayed come last. The functions that replay skip
/// what has no payload and what came from a queue that is not there, or from one that is not for envelopes; of
/// content they say themselves what they would do.
const SHOWN: &str = ", fate as materialized (
        select letter_id, action from public.replay_content_dead_letters(null, 10000, true, (
            select coalesce(array_agg(number), '{}') from letter where source = 'content'))),
    known as (
        select letter.*, case
                when source = 'content' then coalesce(fate.action, 'would_replay')
                when message ? 'original_payload' and plain not in ('content', 'dead_letter', 'schema', 'tsv')
                    and exists (select from pgmq.meta
                                where regexp_replace(lower(queue_name), '^q_', '') = plain)
                then 'would_replay' else 'skipped' end as action
        from letter left join fate on source = 'content' and fate.letter_id = number)
    select jsonb_build_object(
        'total', (select count(*) from letter),
        'dead_letters', coalesce(jsonb_agg(to_jsonb(shown) - 'place' order by place), '[]'))::text
    from (
        select row_number() over (order by $7 <> '' and action = 'skipped', at, source, number) as place,
            id, source, case source when 'worker' then number end as msg_id,
            coalesce(message ->> 'original_queue', plain) as original_queue,
            case source when 'worker' then key end as idempotency_key, job_id, stage,
            case when isfinite(at) then floor(extract(epoch from now() - at)) end as age_seconds,
            coalesce(tries, case when jsonb_typeof(message -> 'attempt_count') = 'number'
                 then greatest(least((message ->> 'attempt_count')::numeric, 2147483647), 0)::integer
            end) as attempts,
            coalesce(reason, message ->> 'error', message ->> 'error_message') as error,
            coalesce(faults.said, case jsonb_typeof(details) when 'object' then details ->> 'message' end,
                     details #>> '{}', reason, message ->> 'error_message') as said,
            message -> 'validation_errors' as validation_errors,
            message ->> 'worker_id' as worker_id,
            coalesce(to_jsonb(was), message -> 'original_msg_id') as original_msg_id,
            at as moved_to_dlq_at, details as error_details,
            case source when 'worker' then message -> 'original_payload' else message end as payload,
            action
        from known as letter
        left join lateral (
            select string_agg(concat_ws(': ', nullif(fault #>> '{loc,0}', ''), fault ->> 'msg'), '; ')
                as said
            from jsonb_array_elements(case jsonb_typeof(message -> 'validation_errors')
                when 'array' then message -> 'validation_errors' end) as fault) as faults on true
        order by place limit $6::bigint) as shown";
const IDS: &str = " select string_agg(id, ',' order by at, source, number) from letter";
/// `$1` a queue: one that is there, or one that letters came from.
const KNOWN: &str = "
    select exists (select from (
        select queue_name from pgmq.meta union all select message ->> 'original_queue' from {table}
        union all select queue_name from public.content_dead_letters
    ) as known (name) where regexp_replace(lower(btrim(name)), '^q_', '')
        = regexp_replace(lower(btrim($1)), '^q_', ''))";

/// A dead letter.
#[derive(Debug, Deserialize, Serialize)]
pub struct Letter {
    /// What `--id` takes: its message in `dead_letter`, or `c` and its row of `content_dead_letters`.
    pub id: String,
    /// `worker` (jobs of kinds and envelopes) or `content`.
    pub source: String,
    /// Its message in `dead_letter`; letters of content have none.
    pub msg_id: Option<i64>,
    /// Where it came from.
    pub original_queue: Option<String>,
    /// The job's key.
    pub idempotency_key: Option<String>,
    /// The job, of content.
    pub job_id: Option<String>,
    /// Its stage.
    pub stage: Option<String>,
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
    /// All that a content worker said.
    pub error_details: Option<Box<RawValue>>,
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

/// Ids of letters, as the functions of the database take them.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Ids {
    /// Messages in `dead_letter`, with commas between.
    pub worker: String,
    /// Rows of `content_dead_letters`.
    pub content: String,
    /// How many they are.
    pub count: usize,
}

impl<'a> FromIterator<&'a str> for Ids {
    fn from_iter<T: IntoIterator<Item = &'a str>>(ids: T) -> Self {
        let mut sorted = Self::default();
        for id in ids {
            let (list, number) = match id.strip_prefix('c') {
                Some(number) => (&mut sorted.content, number),
                None => (&mut sorted.worker, id),
            };
            if !list.is_empty() {
                list.push(',');
            }
            list.push_str(number);
            sorted.count += 1;
        }
        sorted
    }
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
        self.in_order(which, limit, "").await
    }

    /// The same, but what cannot be replayed comes last.
    pub async fn replayable(&self, which: &Which, limit: u32) -> Result<Letters, Failure> {
        self.in_order(which, limit, "replayable").await
    }

    async fn in_order(&self, which: &Which, limit: u32, first: &str) -> Result<Letters, Failure> {
        self.check(which).await?;
        let [queue, ids, keys, error] = parameters(which);
        let sql = self.chosen(SHOWN);
        self.db.json(&sql, &[&queue, &ids, &keys, &error, "", &limit.to_string(), first]).await
    }

    /// The ids of a choice.
    pub async fn ids(&self, which: &Which, older_than: &str) -> Result<Ids, Failure> {
        self.check(which).await?;
        let [queue, ids, keys, error] = parameters(which);
        let parameters = [&*queue, &ids, &keys, &error, older_than];
        let rows = self.db.rows(&self.chosen(IDS), &parameters).await?;
        let list: Option<String> = rows.first().map(value).transpose()?.flatten();
        Ok(list.as_deref().unwrap_or_default().split_terminator(',').collect())
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

    /// A statement with the table's name in it.
    fn in_table(&self, sql: &str) -> String {
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
    [
        which.queue.clone().unwrap_or_default(),
        which.ids.join(","),
        serde_json::Value::from(which.keys.clone()).to_string(),
        which.error.clone().unwrap_or_default(),
    ]
}
