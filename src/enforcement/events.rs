//! Logging what happened to a case.

use dragonfly_domain::Uuid;
use dragonfly_domain::enforcement::{Delta, EnforcementFault, LogEvent, apply_event};
use dragonfly_domain::json::Json;

use super::cases::{actor, locked_case};
use super::store::{self, Event, Record};
use crate::body::Body;
use crate::caller::Session;
use crate::error::{Reason, Result};

/// `log_enforcement_event`; closed cases take events too.
pub fn log_event(session: &Session, body: &Body) -> Result<Uuid> {
    let request = LogEvent::check(&body.input())?;
    let case = locked_case(request.case_id)?;
    if let Some(task_id) = request.related_task_id
        && !store::task_exists(task_id)?
    {
        return Err(EnforcementFault::not_found(Reason::TaskNotFound, "task", &task_id).into());
    }
    let after = apply_event(&case, request.kind);
    let delta = Delta::between(&case, &after);
    let update = if delta.is_empty() { store::nothing() } else { store::derive(&after) };
    let event = Event {
        payload: body.object("payload"),
        document_path: request.document_path.as_deref(),
        related_task_id: request.related_task_id,
        ..Event::new(request.kind, &Json::Null)
    };
    let event_id = event.id;
    let actor = actor(request.actor.as_deref(), session);
    let record = Record {
        case: &after,
        delta,
        note: request.note.as_deref(),
        actor: &actor,
        event: Some(event),
    };
    store::write(&record, update)?;
    Ok(event_id)
}
