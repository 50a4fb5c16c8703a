//! The events of a cycle: one `dispatched` row for every worker that was started, and what keeps stages from being
//! worked on, each at most once an hour.

use dragonfly_domain::content::StageError;
use dragonfly_domain::json::Json;
use serde::Deserialize;

use super::call::Call;
use crate::db::Db;
use crate::failure::Failure;

const WRITE: &str = "
    insert into public.content_job_events (stage, status, message, metadata)
    select stage, 'dispatched', message, metadata
    from jsonb_to_recordset($1::text::jsonb) as event (stage text, message text, metadata jsonb)";

const NOTE: &str = "select dragonfly.note_stage_errors($1::text::jsonb)";
const PROBLEMS: &str = "
    select coalesce(jsonb_agg(to_jsonb(found)), '[]')::text
    from public.get_content_stage_problems() as found";

/// A stage with ready work that nobody works on.
#[derive(Deserialize)]
pub struct Problem {
    /// The stage.
    pub stage: String,
    /// What is wrong.
    pub problem: String,
}

/// All of them.
pub async fn problems(db: &Db) -> Result<Vec<Problem>, Failure> {
    db.json(PROBLEMS, &[]).await
}

/// Writes down what went wrong.
pub async fn errors(
    db: &Db,
    errors: &[StageError],
    endpoint: impl Fn(&str) -> Option<String>,
) -> Result<(), Failure> {
    let error = |of: &StageError| {
        Json::object([
            ("stage", of.stage.clone().into()),
            ("error", of.error.clone().into()),
            ("endpoint", endpoint(&of.stage).into()),
        ])
    };
    if !errors.is_empty() {
        let errors = Json::List(errors.iter().map(error).collect());
        db.rows(NOTE, &[&errors.to_string()]).await?;
    }
    Ok(())
}

/// Writes down who was started.
pub async fn dispatched(db: &Db, calls: &[Call]) -> Result<(), Failure> {
    let events: Vec<_> = calls.iter().filter_map(event).collect();
    if !events.is_empty() {
        db.rows(WRITE, &[&Json::List(events).to_string()]).await?;
    }
    Ok(())
}

fn event(call: &Call) -> Option<Json> {
    let started = call.outcome.as_ref().ok()?;
    let status = started.status.map_or(Json::Null, |status| i64::from(status).into());
    let metadata = Json::object([
        ("endpoint", call.endpoint.clone().into()),
        ("queue", call.queue.clone().into()),
        ("http_status", status),
    ]);
    Some(Json::object([
        ("stage", call.stage.clone().into()),
        ("message", "Worker called".into()),
        ("metadata", metadata),
    ]))
}
