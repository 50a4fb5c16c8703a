//! Actions under way: begun, carried on, ended.

use dragonfly_domain::Uuid;
use dragonfly_domain::enforcement::{
    Action, ActionMove, Case, Delta, EventKind, QueueAction, queue_action,
};
use dragonfly_domain::json::Json;

use super::cases::{actor, answer, locked_case};
use super::store::{self, ActionChange, Event, Record};
use crate::body::Body;
use crate::caller::Session;
use crate::error::Result;
use crate::ids;
use crate::jsonb::RawJsonb;

/// `queue_enforcement_action`
pub fn queue(session: &Session, body: &Body) -> Result<RawJsonb> {
    let request = QueueAction::check(&body.input())?;
    let case = locked_case(request.case_id)?;
    case.require_open()?;
    let active = store::active_action(case.id, request.action_type)?;
    let finished = if active.is_none() && !request.status.is_active() {
        store::finished_action(case.id, request.action_type)?
    } else {
        None
    };
    let decision = queue_action(&request, active.as_ref(), finished.as_ref())?;
    let actor = actor(request.actor.as_deref(), session);
    let change = |id| ActionChange {
        id,
        status: request.status,
        reason: request.status_reason.as_deref(),
        metadata: body.object("metadata"),
        actor: &actor,
    };
    let id = match decision {
        ActionMove::Begin => begin_one(&case, &request, &change(ids::new()))?,
        ActionMove::Keep(id) | ActionMove::Advance(id) => {
            store::update_action(&change(id))?;
            id
        }
        ActionMove::Finish(action) => finish(&case, &action, &request, &change(action.id))?,
    };
    answer(&Json::object([
        ("action_id", id.into()),
        ("case_id", case.id.into()),
        ("action_type", request.action_type.name().into()),
        ("status", request.status.name().into()),
        ("created", active.is_none().into()),
    ]))
}

fn begin_one(case: &Case, request: &QueueAction, change: &ActionChange<'_>) -> Result<Uuid> {
    store::begin_action(case.id, request.action_type, change)?;
    Ok(change.id)
}

fn finish(
    case: &Case,
    action: &Action,
    request: &QueueAction,
    change: &ActionChange<'_>,
) -> Result<Uuid> {
    let reason = request.status_reason.as_deref();
    let payload = action.finished(request.action_type, request.status, reason);
    let record = Record {
        case,
        delta: Delta::default(),
        note: None,
        actor: change.actor,
        event: Some(Event::new(EventKind::ActionUpdated, &payload)),
    };
    store::write(&record, change.update())?;
    Ok(action.id)
}
