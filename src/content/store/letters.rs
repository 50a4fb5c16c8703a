//! Dead letters: messages that nobody will work on again.

use dragonfly_domain::Uuid;
use pgrx::datum::IntoDatum;
use pgrx::{Spi, oids_of};

use crate::error::Result;
use crate::jsonb::RawJsonb;
use crate::plan::{self, Text};
use crate::queue::Queue;
use crate::{columns, ids};

/// A message on its way out.
#[derive(Default)]
pub struct Letter {
    /// Its id on its queue.
    pub msg_id: Option<i64>,
    /// The job that fails with it; `None` when the message names none.
    pub job_id: Option<Uuid>,
    /// The stage that fails with it.
    pub stage: Option<String>,
    /// All of the message.
    pub body: Option<RawJsonb>,
    /// Why.
    pub reason: String,
    /// What the worker said of it.
    pub details: Option<RawJsonb>,
    /// Attempts that were made.
    pub attempts: i32,
}

/// Archives the messages, fails their stages and jobs, and keeps them as dead letters; ids in order.
pub fn bury(queue: &str, letters: &[Letter]) -> Result<Vec<i64>> {
    let of = |job: &Letter| job.job_id.map(ids::datum);
    let arguments = [
        letters.iter().map(|letter| letter.msg_id).collect::<Vec<_>>().into(),
        letters.iter().map(of).collect::<Vec<_>>().into(),
        letters.iter().map(|letter| letter.stage.as_deref()).collect::<Vec<_>>().into(),
        letters.iter().map(|letter| letter.body).collect::<Vec<_>>().into(),
        letters.iter().map(|letter| letter.reason.as_str()).collect::<Vec<_>>().into(),
        letters.iter().map(|letter| letter.details).collect::<Vec<_>>().into(),
        letters.iter().map(|letter| letter.attempts).collect::<Vec<_>>().into(),
        queue.into(),
    ];
    Spi::connect(|client| {
        let rows = plan::write(client, "bury", queue, &arguments, |client| {
            let archiving = Queue::named(client, queue)?
                .archiving("msg_id = any (array(select letter.msg_id from letter))");
            let types = oids_of![
                Vec<i64>,
                Vec<pgrx::Uuid>,
                Vec<String>,
                Vec<RawJsonb>,
                Vec<String>,
                Vec<RawJsonb>,
                Vec<i32>,
                String
            ];
            let sql = columns::typed(client, &format!("with {LETTERS}, {archiving}, {BURY}"))?;
            Ok(Text::new(sql, types))
        })?;
        plan::first_column(rows)
    })
}

// A job that is not there has no stages, and its events name no job.
const LETTERS: &str = "letter as materialized (
    select letter.*, job.id as known_job,
           pg_catalog.left(coalesce(
               case when pg_catalog.jsonb_typeof(letter.details) = 'object'
                    then letter.details ->> 'message' end,
               letter.details #>> '{}', letter.reason), 1000) as message
    from unnest($1, $2, $3, $4, $5, $6, $7) with ordinality
        as letter (msg_id, job_id, stage, body, reason, details, attempts, place)
    left join public.content_jobs as job on job.id = letter.job_id)";

const BURY: &str = "kept as (
    insert into public.content_dead_letters
        (queue_name, msg_id, job_id, stage, payload, failure_reason, error_details, attempt_count)
    select $8, msg_id, job_id, stage, coalesce(body, '{}'), reason, details, attempts
    from letter order by place
    returning id),
job as (
    update public.content_jobs as job
    set status = 'failed', last_failed_at = pg_catalog.now(), last_dead_letter_at = pg_catalog.now(),
        stage = coalesce(letter.stage::[public.content_jobs.stage], job.stage),
        error = coalesce(letter.details, pg_catalog.jsonb_build_object('message', letter.reason))
    from letter where job.id = letter.known_job and job.status::text not in ('completed', 'cancelled')),
stage as (
    update public.content_job_stages as stage
    set status = 'failed', finished_at = pg_catalog.now(), dead_lettered_at = pg_catalog.now(),
        dead_letter_reason = letter.reason, last_error = coalesce(letter.details, stage.last_error),
        next_retry_at = null
    from letter where stage.job_id = letter.known_job and stage.stage = letter.stage),
events as (
    insert into public.content_job_events (job_id, stage, status, message, metadata)
    select letter.known_job, coalesce(letter.stage, 'unknown')::[public.content_job_events.stage], event.status::[public.content_job_events.status],
           case event.place when 1 then letter.message else letter.reason end,
           pg_catalog.jsonb_build_object('queue', $8, 'msg_id', letter.msg_id, 'attempt', letter.attempts,
               'reason', letter.reason, 'error', letter.details)
    from letter, lateral (values (1, 'error'), (2, 'dead_letter')) as event (place, status)
    order by letter.place, event.place)
select id from kept order by id";
