//! Into the dead letters: the message moves to its archive, a copy of its body with what went wrong to
//! the queue `dead_letter`, and a row to the log.

use pgrx::datum::{IntoDatum, TimestampWithTimeZone, Uuid};
use pgrx::spi::quote_literal;
use pgrx::{Spi, oids_of};

use super::poll::claimable;
use super::queue;
use crate::error::Result;
use crate::jsonb::RawJsonb;
use crate::plan::{self, AS_IF_ONE, Busy, Text};
use crate::queue::UTC;

/// A message on its way.
#[derive(Clone)]
pub struct Letter {
    /// Its id.
    pub msg_id: i64,
    /// The registry's key; `None` when it has no row there.
    pub key: Option<String>,
    /// The key as the letter shows it.
    pub shown_key: Option<String>,
    /// It goes there whatever the registry says; otherwise only when its attempts are used up.
    pub certain: bool,
    /// Why, in one of three phrases.
    pub error: &'static str,
    /// What the worker said; the phrase when it said nothing.
    pub message: Option<String>,
    /// What is wrong with its envelope.
    pub faults: Option<RawJsonb>,
}

/// Who sends the letters, and when.
pub struct Sender<'a> {
    /// The queue as the worker spells it.
    pub given: &'a str,
    /// The worker.
    pub worker: Option<Uuid>,
    /// Claims at the most.
    pub max_attempts: i32,
    /// The time of the call.
    pub now: TimestampWithTimeZone,
    /// Whether a job that another session is at is waited for. A poll has rows of earlier messages locked
    /// already, out of the order of keys: it leaves the message where it is.
    pub busy: Busy,
}

/// Moves messages of a queue to the dead letters; the ids of those that went. Its caller counts them.
pub fn bury(queue: &str, letters: &[Letter], sender: &Sender<'_>) -> Result<Vec<i64>> {
    let column = |of: fn(&Letter) -> Option<String>| letters.iter().map(of).collect::<Vec<_>>();
    let arguments = [
        letters.iter().map(|letter| letter.msg_id).collect::<Vec<_>>().into(),
        column(|letter| letter.key.clone()).into(),
        column(|letter| letter.shown_key.clone()).into(),
        letters.iter().map(|letter| letter.certain).collect::<Vec<_>>().into(),
        column(|letter| Some(letter.error.to_owned())).into(),
        column(|letter| letter.message.clone()).into(),
        letters.iter().map(|letter| letter.faults).collect::<Vec<_>>().into(),
        sender.given.into(),
        sender.worker.into(),
        sender.max_attempts.into(),
        sender.now.into(),
    ];
    let name = match sender.busy {
        Busy::Wait => "bury",
        Busy::Skip => "bury skip",
    };
    Spi::connect(|client| {
        let rows = plan::write(client, name, queue, &arguments, |client| {
            let found = queue::find(client, queue)?;
            let dead = queue::find(client, dragonfly_domain::workers::DEAD_LETTER)?;
            let sql = statement(queue, &found, &dead.table, sender.busy);
            let types = oids_of![
                Vec<i64>,
                Vec<String>,
                Vec<String>,
                Vec<bool>,
                Vec<String>,
                Vec<String>,
                Vec<RawJsonb>,
                String,
                Uuid,
                i32,
                TimestampWithTimeZone
            ];
            Ok(Text::new(sql, types))
        })?;
        plan::first_column(rows)
    })
}

/// `$1` to `$7` the letters' columns, `$8` queue as the worker spells it, `$9` worker, `$10` claims at the
/// most, `$11` now.
const BURY: &str = "
with input as (
     select * from unnest($1, $2, $3, $4, $5, $6, $7) with ordinality as input
         (msg_id, key, shown_key, certain, error, error_message, faults, place)
     where {AS_IF_ONE}),
 held as materialized (
     select input.msg_id as id, input.key, input.shown_key, input.error, input.faults,
         coalesce(input.error_message, job.last_error, input.error) as error_message,
         job.attempts, job.created_at, job.claimed_at, job.worker_id
     from (select * from input order by key collate \"C\", msg_id) as input
     left join lateral (
         select coalesce(job.attempts, 0) as attempts, job.created_at, job.claimed_at,
             job.worker_id, job.last_error
         from workers.processed_jobs as job
         where job.idempotency_key = input.key and job.queue_name = {name}
           and (input.certain or {claimable} and coalesce(job.attempts, 0) >= $10
                or job.status = 'failed' and job.lease_until = 'infinity')
         limit 1 for update {busy}) as job on true
     where input.certain or job.attempts is not null),
 marked as (
     update workers.processed_jobs as job
     set status = 'failed', lease_until = 'infinity', last_error = held.error_message,
         updated_at = $11
     from held where job.idempotency_key = held.key and job.queue_name = {name}),
 gone as (
     delete from pgmq.{table} as message using held where message.msg_id = held.id
     returning {of_message}, held.*),
 archived as (
     insert into pgmq.{archive} ({columns}) select {columns} from gone),
 letter as materialized (
     select pg_catalog.gen_random_uuid() as letter_id, coalesce(worker_id, $9) as of_worker,
         gone.* from gone),
 logged as (
     insert into workers.dead_letter_log
         (id, original_queue, original_job_id, idempotency_key, payload, error_message,
          attempt_count, first_attempt_at, last_attempt_at, worker_id, moved_to_dlq_at)
     select letter_id, $8, id, shown_key, message, error_message, coalesce(attempts, 0),
         created_at, claimed_at, of_worker, $11
     from letter),
 sent as (
     insert into pgmq.{dead} (vt, message)
     select $11, pg_catalog.jsonb_build_object(
         'original_queue', $8, 'original_msg_id', id, 'original_job_id', id,
         'original_payload', message, 'idempotency_key', shown_key, 'error', error,
         'error_message', error_message, 'validation_errors', faults,
         'attempt_count', coalesce(attempts, 0), 'worker_id', of_worker,
         'moved_to_dlq_at', pg_catalog.to_char($11 {UTC}), 'dlq_log_id', letter_id)
     from letter order by id)
 select id from letter";

fn statement(queue: &str, found: &crate::queue::Queue, dead: &str, busy: Busy) -> String {
    let (table, archive, columns) = (&found.table, &found.archive, found.columns.join(", "));
    let (name, claimable) = (quote_literal(queue), claimable("input.msg_id"));
    let of_message: Vec<_> =
        found.columns.iter().map(|column| format!("message.{column}")).collect();
    let of_message = of_message.join(", ");
    let parts: [(&str, &str); 10] = [
        ("AS_IF_ONE", AS_IF_ONE),
        ("busy", busy.clause()),
        ("name", &name),
        ("claimable", &claimable),
        ("table", table),
        ("of_message", &of_message),
        ("archive", archive),
        ("columns", &columns),
        ("dead", dead),
        ("UTC", UTC),
    ];
    queue::fill(BURY, &parts)
}
