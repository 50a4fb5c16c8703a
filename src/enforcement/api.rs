//! SQL signatures of the enforcement functions: the jsonb doors, and those that have no other.
//!
//! The default lets a body without the key `payload` reach the function, which can then say what is
//! missing; who calls is looked at before that. The flat doors are in `flat`.

use dragonfly_domain::enforcement::{
    CloseCase, IssueSubpoena, LogEvent, OpenCase, QueueAction, RecordPayment, RecordResponse,
    SetStage,
};
use pgrx::datum::TimestampWithTimeZone;
use pgrx::prelude::*;

use super::{actions, cases, events, payments, stages, subpoenas, tiers};
use crate::body::Body;
use crate::jsonb::RawJsonb;
use crate::{boundary, ids};

/// `open_enforcement_case(payload jsonb)` (docs/contract/cases.md): `{judgment_id, created_by?, plaintiff_id?,
/// tier?, collectability_score?, notes?}` → case id. Operators. Errors: no such judgment or plaintiff
/// PT404; an open case 23505 with its id.
#[pg_extern(schema = "public", name = "open_enforcement_case", volatile, parallel_unsafe)]
#[search_path(pg_catalog, pg_temp)]
fn open_enforcement_case(payload: default!(Option<RawJsonb>, "null")) -> pgrx::Uuid {
    boundary::run("open_enforcement_case", || {
        let session = cases::begin()?;
        let body = Body::of_payload(payload, OpenCase::SHAPE)?;
        Ok(ids::datum(cases::open_case(&session, &body)?))
    })
}

/// `close_enforcement_case(payload jsonb)` (RPC 2): `{case_id, status, note?, closed_by?}` →
/// `{case_id, status, closed_at, actions_closed}`. Operators. A closed case is 23505.
#[pg_extern(schema = "public", name = "close_enforcement_case", volatile, parallel_unsafe)]
#[search_path(pg_catalog, pg_temp)]
fn close_enforcement_case(payload: default!(Option<RawJsonb>, "null")) -> RawJsonb {
    boundary::run("close_enforcement_case", || {
        let session = cases::begin()?;
        cases::close_case(&session, &Body::of_payload(payload, CloseCase::SHAPE)?)
    })
}

/// `set_enforcement_stage(payload jsonb)` (RPC 3): `{case_id, stage, actor?, note?, metadata?,
/// override?}` → `{case_id, stage, previous_stage, next_action_at, changed}`. Operators. A stage below
/// the highest reached is P0001 unless `override`.
#[pg_extern(schema = "public", name = "set_enforcement_stage", volatile, parallel_unsafe)]
#[search_path(pg_catalog, pg_temp)]
fn set_enforcement_stage(payload: default!(Option<RawJsonb>, "null")) -> RawJsonb {
    boundary::run("set_enforcement_stage", || {
        let session = cases::begin()?;
        stages::set_stage(&session, &Body::of_payload(payload, SetStage::SHAPE)?)
    })
}

/// `log_enforcement_event(payload jsonb)` (RPC 4): `{case_id, event_kind, payload?, document_path?,
/// related_task_id?, actor?, note?}` → event id. Operators. Closed cases too.
///
/// `wrapped` means nothing. With one argument `PostgREST` would hand this function the inner payload of a
/// flat body with a misspelt key, and one that looks like a request would be carried out.
#[pg_extern(schema = "public", name = "log_enforcement_event", volatile, parallel_unsafe)]
#[search_path(pg_catalog, pg_temp)]
fn log_enforcement_event(
    payload: default!(Option<RawJsonb>, "null"),
    wrapped: default!(Option<bool>, "null"),
) -> pgrx::Uuid {
    let _ = wrapped;
    boundary::run("log_enforcement_event", || {
        let session = cases::begin()?;
        let body = Body::of_payload(payload, LogEvent::SHAPE)?;
        Ok(ids::datum(events::log_event(&session, &body)?))
    })
}

/// `queue_enforcement_action(payload jsonb)` (RPC 5): `{case_id, action_type, status?, metadata?,
/// actor?, status_reason?}` → `{action_id, case_id, action_type, status, created}`. Operators. Going
/// back is P0001; ending what is not under way 23505 or PT404.
#[pg_extern(schema = "public", name = "queue_enforcement_action", volatile, parallel_unsafe)]
#[search_path(pg_catalog, pg_temp)]
fn queue_enforcement_action(payload: default!(Option<RawJsonb>, "null")) -> RawJsonb {
    boundary::run("queue_enforcement_action", || {
        let session = cases::begin()?;
        actions::queue(&session, &Body::of_payload(payload, QueueAction::SHAPE)?)
    })
}

/// `record_enforcement_payment(payload jsonb)` (RPC 6): `{case_id, amount, judgment_id?, received_at?,
/// source?, document_path?, actor?, allow_overpayment?, idempotency_key?}` → `{event_id, case_id,
/// amount, balance_due, current_balance}`. Operators. More than is owed is P0001 unless allowed.
#[pg_extern(schema = "public", name = "record_enforcement_payment", volatile, parallel_unsafe)]
#[search_path(pg_catalog, pg_temp)]
fn record_enforcement_payment(payload: default!(Option<RawJsonb>, "null")) -> RawJsonb {
    boundary::run("record_enforcement_payment", || {
        let session = cases::begin()?;
        payments::record(&session, &Body::of_payload(payload, RecordPayment::SHAPE)?)
    })
}

/// `issue_subpoena(payload jsonb)` (RPC 7): `{case_id, target, document_path, due_date?,
/// documents_requested?, actor?}` → `{action_id, event_id, document_id, due_date}`. Operators. An
/// active subpoena is 23505.
#[pg_extern(schema = "public", name = "issue_subpoena", volatile, parallel_unsafe)]
#[search_path(pg_catalog, pg_temp)]
fn issue_subpoena(payload: default!(Option<RawJsonb>, "null")) -> RawJsonb {
    boundary::run("issue_subpoena", || {
        let session = cases::begin()?;
        subpoenas::issue(&session, &Body::of_payload(payload, IssueSubpoena::SHAPE)?)
    })
}

/// `record_subpoena_response(payload jsonb)` (RPC 7): `{case_id, complied, action_id?, note?,
/// document_path?, actor?}` → `{action_id, event_id, review_task_id}`. Operators.
#[pg_extern(schema = "public", name = "record_subpoena_response", volatile, parallel_unsafe)]
#[search_path(pg_catalog, pg_temp)]
fn record_subpoena_response(payload: default!(Option<RawJsonb>, "null")) -> RawJsonb {
    boundary::run("record_subpoena_response", || {
        let session = cases::begin()?;
        subpoenas::record_response(&session, &Body::of_payload(payload, RecordResponse::SHAPE)?)
    })
}

/// Sets a tier by hand, or clears it with null: `{case_id, tier, tier_reason, tier_override,
/// override_expires_at, changed}`. Operators.
#[pg_extern(schema = "public", volatile, parallel_unsafe)]
#[search_path(pg_catalog, pg_temp)]
fn set_tier_override(
    case_id: Option<pgrx::Uuid>,
    tier: Option<&str>,
    expires_at: default!(Option<TimestampWithTimeZone>, "null"),
    note: default!(Option<&str>, "null"),
    actor: default!(Option<&str>, "null"),
) -> RawJsonb {
    boundary::run("set_tier_override", || {
        tiers::set_override(
            &cases::begin()?,
            &Body::of_arguments([
                ("case_id", case_id.into()),
                ("tier", tier.into()),
                ("expires_at", expires_at.into()),
                ("note", note.into()),
                ("actor", actor.into()),
            ])?,
        )
    })
}

/// Recalculates tiers, ends overrides, fills what is due (docs/contract/cases.md):
/// `{cases_examined, tiers_changed, overrides_expired, sla_breaches}`. `service_role`; nightly.
#[pg_extern(schema = "public", volatile, parallel_unsafe)]
#[search_path(pg_catalog, pg_temp)]
fn refresh_enforcement_metrics() -> RawJsonb {
    boundary::run("refresh_enforcement_metrics", tiers::refresh)
}

/// What stands behind the older `set_enforcement_stage(_judgment_id, …)`, which returns a row and so
/// cannot be a member of the extension. Called by nobody else.
#[pg_extern(volatile, parallel_unsafe)]
#[search_path(pg_catalog, pg_temp)]
fn set_judgment_stage(
    judgment_id: Option<i64>,
    stage: Option<&str>,
    note: Option<&str>,
    changed_by: Option<&str>,
) {
    boundary::run("set_enforcement_stage", || {
        stages::set_judgment_stage(judgment_id, stage, note, changed_by)
    });
}
