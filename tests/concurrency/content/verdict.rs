//! What must be true of jobs, stages, messages and events when all jobs have ended.

use postgres::Client;

use super::worker::dequeue;
use crate::support::check::Violations;

/// What was found wrong, one line each. `%` in a label stands for the rows' first column.
const RULES: &[(&str, &str)] = &[
    ("has not ended", "select id::text from content_jobs
        where status not in ('completed', 'failed', 'cancelled')"),
    ("completed more than once", "select concat_ws(' ', job_id, stage, count(*))
        from content_job_events where status = 'completed' group by job_id, stage having count(*) > 1"),
    ("completed without its event", "select concat_ws(' ', job_id, stage) from content_job_stages as stage
        where status = 'completed' and not exists (select from content_job_events as event
            where event.job_id = stage.job_id and event.stage = stage.stage and event.status = 'completed')"),
    ("a completed job with a stage that is not", "select concat_ws(' ', job.id, stage.stage, stage.status)
        from content_jobs as job join content_job_stages as stage on stage.job_id = job.id
        where job.status = 'completed' and stage.status <> 'completed'"),
    ("a completed job without all six stages", "select id::text from content_jobs as job
        where status = 'completed' and job_type = 'article'
          and (select count(*) from content_job_stages where job_id = job.id) <> 6"),
    ("queued more than once", "select concat_ws(' ', job_id, stage, count(*))
        from content_job_events where status = 'queued' group by job_id, stage having count(*) > 1"),
    ("a failed job without exactly one dead letter", "select concat_ws(' ', job.id, count(letter.id))
        from content_jobs as job left join content_dead_letters as letter on letter.job_id = job.id
        where job.status = 'failed' group by job.id having count(letter.id) <> 1"),
    ("a dead letter of a job that did not fail", "select concat_ws(' ', job.id, job.status)
        from content_jobs as job join content_dead_letters as letter on letter.job_id = job.id
        where job.status not in ('failed', 'cancelled')"),
    ("a failure without an error event", "select concat_ws(' ', job_id, stage) from content_dead_letters as letter
        where not exists (select from content_job_events as event
            where event.job_id is not distinct from
                  (select id from content_jobs where id = letter.job_id)
              and event.stage = coalesce(letter.stage, 'unknown') and event.status = 'error')"),
    ("went on after it was cancelled", "select concat_ws(' ', later.job_id, later.stage, later.status)
        from content_job_events as event join content_job_events as later
            on later.job_id = event.job_id and later.id > event.id
        where event.status = 'cancelled' and later.status <> 'cancelled'"),
    ("an event without a stage", "select id::text from content_job_events where stage is null"),
    ("still takes a slot or waits", "select concat_ws(' ', stage, ready_count, inflight_count)
        from get_content_stage_backlog() where ready_count + inflight_count > 0"),
    ("still in a queue", "select msg_id::text from pgmq.q_content"),
    ("neither on the queue nor in the archive", "select concat_ws(' ', event.job_id, event.stage, event.metadata ->> 'msg_id')
        from content_job_events as event
        where event.metadata ? 'msg_id' and event.metadata ->> 'queue' = 'content'
          and not exists (select from pgmq.a_content where msg_id = (event.metadata ->> 'msg_id')::bigint)"),
    ("archived twice", "select concat_ws(' ', msg_id, count(*)) from pgmq.a_content
        group by msg_id having count(*) > 1"),
    ("a message that nobody queued", "select msg_id::text from pgmq.a_content as message
        where message.message ? 'enqueued_at' and not exists (select from content_job_events as event
            where event.status in ('queued', 'requeued')
              and event.metadata ->> 'msg_id' = message.msg_id::text)"),
];

/// Everything that is wrong after a storm. What is left on the queue of jobs that ended goes first, as
/// the next reader would find it.
pub fn of(client: &mut Client) -> Violations {
    let mut violations = Violations::new();
    client.batch_execute("update pgmq.q_content set vt = clock_timestamp()").unwrap();
    if let Some(taken) = dequeue(client, 0).unwrap() {
        violations.push(format!("handed out after the end: {taken:?}"));
    }
    for (what, sql) in RULES {
        let rows = client.query(*sql, &[]).unwrap();
        violations.extend(rows.iter().map(|row| format!("{what}: {}", row.get::<_, String>(0))));
    }
    violations
}

/// How many jobs ended so.
pub fn ended(client: &mut Client, status: &str) -> i64 {
    let sql = "select count(*) from content_jobs where status = $1";
    client.query_one(sql, &[&status]).unwrap().get(0)
}
