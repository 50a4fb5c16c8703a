//! Subpoenas: issued, and answered or not.

use dragonfly_domain::Uuid;
use dragonfly_domain::enforcement::{
    ActionStatus, ActionType, Case, Delta, EnforcementFault, EventKind, IssueSubpoena,
    RecordResponse, require_answerable, respond, review_due,
};
use dragonfly_domain::json::Json;

use super::cases::{actor, answer, locked_case};
use super::store::{self, ActionChange, Event, Record};
use crate::body::Body;
use crate::caller::Session;
use crate::element::Element;
use crate::error::{Reason, Result};
use crate::jsonb::RawJsonb;
use crate::{clock, ids};

/// `issue_subpoena`
pub fn issue(session: &Session, body: &Body) -> Result<RawJsonb> {
    let request = IssueSubpoena::check(&body.input(), clock::now())?;
    let requested = body.list("documents_requested")?;
    let requested: Vec<_> = requested.iter().map(Element::field).collect();
    let documents = IssueSubpoena::documents(&requested)?;
    let case = locked_case(request.case_id)?;
    case.require_open()?;
    require_none_active(&case)?;
    let (action_id, document_id) = (ids::new(), ids::new());
    let about = Json::object([
        ("target", request.target.clone().into()),
        ("due_date", request.due_date.into()),
        ("documents_requested", documents.into()),
        ("action_id", action_id.into()),
    ]);
    let event = Event {
        document_path: Some(&request.document_path),
        ..Event::new(EventKind::SubpoenaIssued, &about)
    };
    let event_id = event.id;
    let actor = actor(request.actor.as_deref(), session);
    let record = Record {
        case: &case,
        delta: Delta::default(),
        note: None,
        actor: &actor,
        event: Some(event),
    };
    let update = store::issue_subpoena(action_id, document_id, &about, &request.document_path);
    store::write(&record, update)?;
    answer(&Json::object([
        ("action_id", action_id.into()),
        ("event_id", event_id.into()),
        ("document_id", document_id.into()),
        ("due_date", request.due_date.into()),
    ]))
}

fn require_none_active(case: &Case) -> Result<()> {
    let Some(active) = store::active_action(case.id, ActionType::Subpoena)? else { return Ok(()) };
    Err(EnforcementFault::refused(
        Reason::SubpoenaActive,
        format!("case {} has an active subpoena", case.id),
        "Record its response, or cancel it with queue_enforcement_action.",
    )
    .detail(format!("action {}", active.id))
    .into())
}

/// `record_subpoena_response`
pub fn record_response(session: &Session, body: &Body) -> Result<RawJsonb> {
    let request = RecordResponse::check(&body.input())?;
    let case = locked_case(request.case_id)?;
    case.require_open()?;
    let (action_id, status) = answered(&case, &request)?;
    let actor = actor(request.actor.as_deref(), session);
    let follow_up = respond(&request);
    let event = Event {
        document_path: request.document_path.as_deref(),
        ..Event::new(follow_up.event, &request.payload(action_id))
    };
    let event_id = event.id;
    let reason = request.status_reason();
    let change = ActionChange {
        id: action_id,
        status: if request.complied { ActionStatus::Completed } else { status },
        reason: Some(&reason),
        metadata: None,
        actor: &actor,
    };
    let record = Record {
        case: &case,
        delta: Delta::default(),
        note: request.note.as_deref(),
        actor: &actor,
        event: Some(event),
    };
    store::write(&record, change.update())?;
    let due_at = review_due(clock::now());
    let task_id = store::review_task(case.id, follow_up.kind, due_at, &actor)?;
    answer(&Json::object([
        ("action_id", action_id.into()),
        ("event_id", event_id.into()),
        ("review_task_id", task_id.into()),
    ]))
}

/// The subpoena that is answered, locked, and where it stands.
fn answered(case: &Case, request: &RecordResponse) -> Result<(Uuid, ActionStatus)> {
    let Some(id) = request.action_id else {
        let active = store::active_action(case.id, ActionType::Subpoena)?;
        let active = active.ok_or_else(|| {
            EnforcementFault::not_found(
                Reason::ActionNotFound,
                "active subpoena",
                &format!("of case {}", case.id),
            )
        })?;
        return Ok((active.id, active.status));
    };
    let named = store::lock_action(id, case.id)?
        .ok_or_else(|| EnforcementFault::not_found(Reason::ActionNotFound, "action", &id))?;
    let status = require_answerable(request, &named.action_type, named.of_this_case, named.status)?;
    Ok((id, status))
}
