//! The events of a cycle: one `dispatched` row for every worker that was started.

use dragonfly_domain::json::Json;

use super::call::Call;
use crate::db::Db;
use crate::failure::Failure;

const WRITE: &str = "
    insert into public.content_job_events (stage, status, message, metadata)
    select stage, 'dispatched', message, metadata
    from jsonb_to_recordset($1::text::jsonb) as event (stage text, message text, metadata jsonb)";

/// Writes them.
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
