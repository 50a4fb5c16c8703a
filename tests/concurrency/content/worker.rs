//! A worker that uses the functions of staged content and nothing else.

use postgres::{Client, Error};

/// The stages of a job, in their order.
pub const STAGES: [&str; 6] = ["research", "outline", "draft", "qa", "export", "complete"];

/// Jobs that have not ended.
pub const OPEN: &str =
    "select count(*) from content_jobs where status not in ('completed', 'failed', 'cancelled')";

/// A message that was handed out.
#[derive(Debug, Clone)]
pub struct Taken {
    /// Its id.
    pub msg_id: i64,
    /// The job it names.
    pub job: String,
    /// The stage it names.
    pub stage: String,
}

/// The stage after that one.
pub fn next(stage: &str) -> Option<&'static str> {
    let place = STAGES.iter().position(|known| *known == stage)?;
    STAGES.get(place + 1).copied()
}

/// So many jobs that may be tried that often; their ids.
pub fn create(client: &mut Client, jobs: i32, max_attempts: i32) -> Vec<String> {
    let sql = "select create_content_job('article', p_payload => jsonb_build_object('n', n),
                      p_max_attempts => $2, p_retry_delay_seconds => 1)::text
               from generate_series(1, $1) as n";
    let rows = client.query(sql, &[&jobs, &max_attempts]).unwrap();
    rows.iter().map(|row| row.get(0)).collect()
}

/// One message, whatever its stage is.
pub fn dequeue(client: &mut Client, visibility: i32) -> Result<Option<Taken>, Error> {
    let sql = "select msg_id, message ->> 'job_id', message ->> 'stage'
               from dequeue_stage('content', $1)";
    Ok(client.query(sql, &[&visibility])?.iter().map(taken).next())
}

/// Up to so many messages.
pub fn dequeue_batch(
    client: &mut Client,
    visibility: i32,
    quantity: i32,
) -> Result<Vec<Taken>, Error> {
    let sql = "select msg_id, message ->> 'job_id', message ->> 'stage'
               from dequeue_stage_batch('content', $1, $2)";
    Ok(client.query(sql, &[&visibility, &quantity])?.iter().map(taken).collect())
}

fn taken(row: &postgres::Row) -> Taken {
    Taken { msg_id: row.get(0), job: row.get(1), stage: row.get(2) }
}

impl Taken {
    /// Counts an attempt.
    pub fn start(&self, client: &mut Client) -> Result<(), Error> {
        let sql = "select start_stage($1::text::uuid, $2)";
        client.execute(sql, &[&self.job, &self.stage]).map(|_| ())
    }

    /// Completes the stage and queues the next; whether it was still ours.
    pub fn complete(&self, client: &mut Client) -> Result<bool, Error> {
        let sql = "select complete_stage('content', $1, $2::text::uuid, $3,
                       jsonb_build_object('made by', $3::text), $4) ? 'lost'";
        let arguments: [&(dyn postgres::types::ToSql + Sync); 4] =
            [&self.msg_id, &self.job, &self.stage, &next(&self.stage)];
        Ok(!client.query_one(sql, &arguments)?.get::<_, bool>(0))
    }

    /// Says that the attempt failed; whether the stage was still ours.
    pub fn fail(&self, client: &mut Client, retryable: bool) -> Result<bool, Error> {
        let sql = "select fail_stage('content', $1, $2::text::uuid, $3,
                       '{\"message\": \"did not work\"}', $4) ? 'lost'";
        let row = client.query_one(sql, &[&self.msg_id, &self.job, &self.stage, &retryable])?;
        Ok(!row.get::<_, bool>(0))
    }

    /// Keeps the message hidden; whether it is there.
    pub fn extend(&self, client: &mut Client, seconds: i32) -> Result<bool, Error> {
        let sql = "select extend_message_visibility('content', $1, $2::text::uuid, $3, $4)";
        let row = client.query_one(sql, &[&self.msg_id, &self.job, &self.stage, &seconds])?;
        Ok(row.get(0))
    }
}

/// Takes back what is overdue by no more than it takes to say so; how many.
pub fn reclaim(client: &mut Client) -> Result<i32, Error> {
    Ok(client.query_one("select reclaim_stalled_stages(0)", &[])?.get(0))
}

/// Lets the time until retries pass at once.
pub fn hurry(client: &mut Client) -> Result<(), Error> {
    client.batch_execute(
        "update pgmq.q_content set vt = clock_timestamp() where msg_id = any (array(
             select message.msg_id from pgmq.q_content as message
             join content_job_stages as stage
                 on stage.queue = 'content' and stage.msg_id = message.msg_id
             where stage.finished_at is null and stage.next_retry_at > now() and message.vt > now()
             for update of message skip locked))",
    )
}

/// Whether jobs are left that have not ended.
pub fn is_open(client: &mut Client) -> Result<bool, Error> {
    Ok(client.query_one(OPEN, &[])?.get::<_, i64>(0) > 0)
}
