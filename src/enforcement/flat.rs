//! The flat doors of the enforcement functions: the contract's field names as arguments, NULL for what is
//! not set. At least two have no default, so a lone untyped literal always means the jsonb form; that
//! of `set_enforcement_stage` has one default only, so four literals mean the older form.

use pgrx::datum::{Date, TimestampWithTimeZone};
use pgrx::prelude::*;
use pgrx::{AnyNumeric, Uuid};

use super::{actions, cases, events, payments, stages, subpoenas};
use crate::body::Body;
use crate::jsonb::RawJsonb;
use crate::{boundary, ids};

/// `open_enforcement_case` with a flat body.
#[pg_extern(schema = "public", name = "open_enforcement_case", volatile, parallel_unsafe)]
#[search_path(pg_catalog, pg_temp)]
fn open_enforcement_case_flat(
    judgment_id: Option<i64>,
    created_by: Option<&str>,
    plaintiff_id: default!(Option<Uuid>, "null"),
    tier: default!(Option<&str>, "null"),
    collectability_score: default!(Option<AnyNumeric>, "null"),
    notes: default!(Option<&str>, "null"),
) -> Uuid {
    boundary::run("open_enforcement_case", || {
        Ok(ids::datum(cases::open_case(
            &cases::begin()?,
            &Body::of_arguments([
                ("judgment_id", judgment_id.into()),
                ("created_by", created_by.into()),
                ("plaintiff_id", plaintiff_id.into()),
                ("tier", tier.into()),
                ("collectability_score", collectability_score.into()),
                ("notes", notes.into()),
            ])?,
        )?))
    })
}

/// `close_enforcement_case` with a flat body.
#[pg_extern(schema = "public", name = "close_enforcement_case", volatile, parallel_unsafe)]
#[search_path(pg_catalog, pg_temp)]
fn close_enforcement_case_flat(
    case_id: Option<Uuid>,
    status: Option<&str>,
    note: default!(Option<&str>, "null"),
    closed_by: default!(Option<&str>, "null"),
) -> RawJsonb {
    boundary::run("close_enforcement_case", || {
        cases::close_case(
            &cases::begin()?,
            &Body::of_arguments([
                ("case_id", case_id.into()),
                ("status", status.into()),
                ("note", note.into()),
                ("closed_by", closed_by.into()),
            ])?,
        )
    })
}

/// `set_enforcement_stage` with a flat body. Its SQL is written out because pgrx would name the last
/// argument `r#override`.
#[pg_extern(sql = r#"
CREATE FUNCTION public.set_enforcement_stage(
    case_id uuid, stage text, actor text, note text, metadata jsonb, override boolean DEFAULT null
) RETURNS jsonb
LANGUAGE c VOLATILE PARALLEL UNSAFE
SET search_path TO pg_catalog, pg_temp
AS '@MODULE_PATHNAME@', '@FUNCTION_NAME@';
"#)]
fn set_enforcement_stage_flat(
    case_id: Option<Uuid>,
    stage: Option<&str>,
    actor: Option<&str>,
    note: Option<&str>,
    metadata: Option<RawJsonb>,
    overrides: Option<bool>,
) -> RawJsonb {
    boundary::run("set_enforcement_stage", || {
        stages::set_stage(
            &cases::begin()?,
            &Body::of_arguments([
                ("case_id", case_id.into()),
                ("stage", stage.into()),
                ("actor", actor.into()),
                ("note", note.into()),
                ("metadata", metadata.into()),
                ("override", overrides.into()),
            ])?,
        )
    })
}

/// `log_enforcement_event` with a flat body.
#[pg_extern(schema = "public", name = "log_enforcement_event", volatile, parallel_unsafe)]
#[search_path(pg_catalog, pg_temp)]
fn log_enforcement_event_flat(
    case_id: Option<Uuid>,
    event_kind: Option<&str>,
    payload: default!(Option<RawJsonb>, "null"),
    document_path: default!(Option<&str>, "null"),
    related_task_id: default!(Option<Uuid>, "null"),
    actor: default!(Option<&str>, "null"),
    note: default!(Option<&str>, "null"),
) -> Uuid {
    boundary::run("log_enforcement_event", || {
        Ok(ids::datum(events::log_event(
            &cases::begin()?,
            &Body::of_arguments([
                ("case_id", case_id.into()),
                ("event_kind", event_kind.into()),
                ("payload", payload.into()),
                ("document_path", document_path.into()),
                ("related_task_id", related_task_id.into()),
                ("actor", actor.into()),
                ("note", note.into()),
            ])?,
        )?))
    })
}

/// `queue_enforcement_action` with a flat body.
#[pg_extern(schema = "public", name = "queue_enforcement_action", volatile, parallel_unsafe)]
#[search_path(pg_catalog, pg_temp)]
fn queue_enforcement_action_flat(
    case_id: Option<Uuid>,
    action_type: Option<&str>,
    status: default!(Option<&str>, "null"),
    metadata: default!(Option<RawJsonb>, "null"),
    actor: default!(Option<&str>, "null"),
    status_reason: default!(Option<&str>, "null"),
) -> RawJsonb {
    boundary::run("queue_enforcement_action", || {
        actions::queue(
            &cases::begin()?,
            &Body::of_arguments([
                ("case_id", case_id.into()),
                ("action_type", action_type.into()),
                ("status", status.into()),
                ("metadata", metadata.into()),
                ("actor", actor.into()),
                ("status_reason", status_reason.into()),
            ])?,
        )
    })
}

/// `record_enforcement_payment` with a flat body.
#[allow(clippy::too_many_arguments, reason = "they are the fields of the request")]
#[pg_extern(schema = "public", name = "record_enforcement_payment", volatile, parallel_unsafe)]
#[search_path(pg_catalog, pg_temp)]
fn record_enforcement_payment_flat(
    case_id: Option<Uuid>,
    amount: Option<AnyNumeric>,
    judgment_id: default!(Option<i64>, "null"),
    received_at: default!(Option<TimestampWithTimeZone>, "null"),
    source: default!(Option<&str>, "null"),
    document_path: default!(Option<&str>, "null"),
    actor: default!(Option<&str>, "null"),
    allow_overpayment: default!(Option<bool>, "null"),
    idempotency_key: default!(Option<&str>, "null"),
) -> RawJsonb {
    boundary::run("record_enforcement_payment", || {
        payments::record(
            &cases::begin()?,
            &Body::of_arguments([
                ("case_id", case_id.into()),
                ("amount", amount.into()),
                ("judgment_id", judgment_id.into()),
                ("received_at", received_at.into()),
                ("source", source.into()),
                ("document_path", document_path.into()),
                ("actor", actor.into()),
                ("allow_overpayment", allow_overpayment.into()),
                ("idempotency_key", idempotency_key.into()),
            ])?,
        )
    })
}

/// `issue_subpoena` with a flat body.
#[pg_extern(schema = "public", name = "issue_subpoena", volatile, parallel_unsafe)]
#[search_path(pg_catalog, pg_temp)]
fn issue_subpoena_flat(
    case_id: Option<Uuid>,
    target: Option<&str>,
    due_date: default!(Option<Date>, "null"),
    documents_requested: default!(Option<Vec<Option<String>>>, "null"),
    document_path: default!(Option<&str>, "null"),
    actor: default!(Option<&str>, "null"),
) -> RawJsonb {
    boundary::run("issue_subpoena", || {
        subpoenas::issue(
            &cases::begin()?,
            &Body::of_arguments([
                ("case_id", case_id.into()),
                ("target", target.into()),
                ("due_date", due_date.into()),
                ("documents_requested", documents_requested.into()),
                ("document_path", document_path.into()),
                ("actor", actor.into()),
            ])?,
        )
    })
}

/// `record_subpoena_response` with a flat body.
#[pg_extern(schema = "public", name = "record_subpoena_response", volatile, parallel_unsafe)]
#[search_path(pg_catalog, pg_temp)]
fn record_subpoena_response_flat(
    case_id: Option<Uuid>,
    complied: Option<bool>,
    action_id: default!(Option<Uuid>, "null"),
    note: default!(Option<&str>, "null"),
    document_path: default!(Option<&str>, "null"),
    actor: default!(Option<&str>, "null"),
) -> RawJsonb {
    boundary::run("record_subpoena_response", || {
        subpoenas::record_response(
            &cases::begin()?,
            &Body::of_arguments([
                ("case_id", case_id.into()),
                ("complied", complied.into()),
                ("action_id", action_id.into()),
                ("note", note.into()),
                ("document_path", document_path.into()),
                ("actor", actor.into()),
            ])?,
        )
    })
}
