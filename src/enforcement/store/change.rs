//! What calls change on a case: the parts of the statement that also writes its record.

use dragonfly_domain::enforcement::Case;
use dragonfly_domain::json::Json;
use dragonfly_domain::{BigDecimal, Timestamp, Uuid};
use pgrx::datum::{DatumWithOid, IntoDatum, TimestampWithTimeZone};
use pgrx::oids_of;

use super::record::Update;
use crate::jsonb::RawJsonb;
use crate::{clock, ids};

/// `$15` is the judgment's new stage.
const JUDGMENT_STAGE: &str = "judgment as (
    update public.judgments
    set enforcement_stage = $15::[public.judgments.enforcement_stage],
        enforcement_stage_updated_at = pg_catalog.now(), updated_at = pg_catalog.now()
    where id = $2
      and enforcement_stage is distinct from $15::[public.judgments.enforcement_stage])";

const INSERT_CASE: &str = "changed as (
        insert into public.enforcement_cases
            (id, judgment_id, current_stage, case_number, plaintiff_id, opened_at, status, tier,
             tier_reason, tier_as_of, tier_override, override_note, collectability_score,
             next_action_at, current_balance, stage_entered_at, stage_floor)
        values ($1, $2, $3::[public.enforcement_cases.current_stage], $16, $17, $18,
                $19::[public.enforcement_cases.status], $20::[public.enforcement_cases.tier], $21,
                $18, $22::[public.enforcement_cases.tier_override], $23, $24::numeric, $25,
                $26::numeric, $18, $27))";

/// Nothing but the record.
pub fn nothing() -> Update<'static> {
    Update { name: "record", parts: Vec::new(), types: Vec::new(), arguments: Vec::new() }
}

/// A new case.
pub fn insert_case<'a>(case: &'a Case, judgment_stage: Option<&'a str>) -> Update<'a> {
    Update {
        name: if judgment_stage.is_some() { "open_with_judgment" } else { "open" },
        parts: with_judgment(INSERT_CASE, judgment_stage),
        types: oids_of![
            String,
            String,
            pgrx::Uuid,
            TimestampWithTimeZone,
            String,
            String,
            String,
            String,
            String,
            String,
            TimestampWithTimeZone,
            String,
            i32
        ]
        .into(),
        arguments: vec![
            judgment_stage.into(),
            case.case_number.as_deref().into(),
            ids::argument(case.plaintiff_id),
            time(case.opened_at),
            case.status.as_str().into(),
            case.tier.as_deref().into(),
            case.tier_reason.as_deref().into(),
            case.tier_override.as_deref().into(),
            case.override_note.as_deref().into(),
            number(case.collectability_score.as_ref()),
            time(case.next_action_at),
            number(case.current_balance.as_ref()),
            case.stage_floor.into(),
        ],
    }
}

/// A case in another stage.
pub fn move_stage<'a>(case: &'a Case, judgment_stage: Option<&'a str>) -> Update<'a> {
    let update = "changed as (
        update public.enforcement_cases
        set current_stage = $3::[public.enforcement_cases.current_stage],
            stage_entered_at = $16, next_action_at = $17, stage_floor = $18
        where id = $1)";
    Update {
        name: if judgment_stage.is_some() { "move_with_judgment" } else { "move" },
        parts: with_judgment(update, judgment_stage),
        types: oids_of![String, TimestampWithTimeZone, TimestampWithTimeZone, i32].into(),
        arguments: vec![
            judgment_stage.into(),
            time(case.stage_entered_at),
            time(case.next_action_at),
            case.stage_floor.into(),
        ],
    }
}

/// A case that is closed.
pub fn close<'a>(case: &'a Case, judgment_stage: Option<&'a str>) -> Update<'a> {
    let update = "changed as (
        update public.enforcement_cases
        set current_stage = $3::[public.enforcement_cases.current_stage],
            status = $16::[public.enforcement_cases.status], closed_at = $17,
            closure_reason = $18::[public.enforcement_cases.closure_reason],
            stage_entered_at = $17, stage_floor = $19, next_action_at = null
        where id = $1)";
    Update {
        name: if judgment_stage.is_some() { "close_with_judgment" } else { "close" },
        parts: with_judgment(update, judgment_stage),
        types: oids_of![String, String, TimestampWithTimeZone, String, i32].into(),
        arguments: vec![
            judgment_stage.into(),
            case.status.as_str().into(),
            time(case.closed_at),
            case.closure_reason.as_deref().into(),
            case.stage_floor.into(),
        ],
    }
}

/// A case whose status an event moved.
pub fn derive(case: &Case) -> Update<'_> {
    Update {
        name: "derive",
        parts: vec![
            "changed as (
                update public.enforcement_cases
                set levy_status = $15::[public.enforcement_cases.levy_status],
                    garnishment_status = $16::[public.enforcement_cases.garnishment_status],
                    marshal_status = $17::[public.enforcement_cases.marshal_status]
                where id = $1)",
        ],
        types: oids_of![String, String, String].into(),
        arguments: vec![
            case.levy_status.as_deref().into(),
            case.garnishment_status.as_deref().into(),
            case.marshal_status.as_deref().into(),
        ],
    }
}

/// What is owed, on judgment and case alike.
pub fn pay(balance: &BigDecimal) -> Update<'static> {
    Update {
        name: "pay",
        parts: vec![
            "judgment as (
                update public.judgments
                set balance_due = $15::numeric, updated_at = pg_catalog.now()
                where id = $2)",
            "changed as (
                update public.enforcement_cases set current_balance = $15::numeric
                where id = $1 and current_balance is distinct from $15::numeric)",
        ],
        types: oids_of![String].into(),
        arguments: vec![number(Some(balance))],
    }
}

/// A tier given by hand, or by the rules again.
pub fn override_tier(case: &Case) -> Update<'_> {
    Update {
        name: "override_tier",
        parts: vec![
            "changed as (
                update public.enforcement_cases
                set tier = $15::[public.enforcement_cases.tier], tier_reason = $16,
                    tier_as_of = $17, tier_override = $18::[public.enforcement_cases.tier_override],
                    override_expires_at = $19, override_note = $20
                where id = $1)",
        ],
        types: oids_of![
            String,
            String,
            TimestampWithTimeZone,
            String,
            TimestampWithTimeZone,
            String
        ]
        .into(),
        arguments: vec![
            case.tier.as_deref().into(),
            case.tier_reason.as_deref().into(),
            time(case.tier_as_of),
            case.tier_override.as_deref().into(),
            time(case.override_expires_at),
            case.override_note.as_deref().into(),
        ],
    }
}

/// A subpoena with its document; `$7` is the event.
pub fn issue_subpoena<'a>(
    action_id: Uuid,
    document_id: Uuid,
    about: &Json,
    document_path: &'a str,
) -> Update<'a> {
    Update {
        name: "issue_subpoena",
        parts: vec![
            "changed as (
                insert into public.enforcement_actions
                    (id, enforcement_case_id, action_type, status, metadata, created_by)
                values ($15, $1, 'subpoena', 'pending', $17, $5))",
            "document as (
                insert into public.enforcement_documents
                    (id, enforcement_case_id, event_id, doc_kind, storage_path, uploaded_by, metadata)
                values ($16, $1, $7, 'subpoena', $18, $5, $17))",
        ],
        types: oids_of![pgrx::Uuid, pgrx::Uuid, RawJsonb, String].into(),
        arguments: vec![
            ids::datum(action_id).into(),
            ids::datum(document_id).into(),
            RawJsonb::of(about).into(),
            document_path.into(),
        ],
    }
}

fn with_judgment(part: &'static str, judgment_stage: Option<&str>) -> Vec<&'static str> {
    let mut parts = vec![part];
    parts.extend(judgment_stage.map(|_| JUDGMENT_STAGE));
    parts
}

fn time(at: Option<Timestamp>) -> DatumWithOid<'static> {
    at.and_then(clock::timestamptz).into()
}

/// As text, which keeps every digit; the statement casts it.
fn number(number: Option<&BigDecimal>) -> DatumWithOid<'static> {
    number.map(BigDecimal::to_plain_string).into()
}
