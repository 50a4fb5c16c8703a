//! What calls change on a case: the parts of the statement that also writes its record.

use crate::enforcement::statements;
use dragonfly_domain::enforcement::Case;
use dragonfly_domain::json::Json;
use dragonfly_domain::{BigDecimal, Timestamp, Uuid};
use pgrx::datum::DatumWithOid;

use super::record::Update;
use crate::jsonb::RawJsonb;
use crate::{clock, ids};

/// Nothing but the record.
pub fn nothing() -> Update<'static> {
    Update { statement: &statements::RECORD, arguments: Vec::new() }
}

/// A new case.
pub fn insert_case<'a>(case: &'a Case, judgment_stage: Option<&'a str>) -> Update<'a> {
    Update {
        statement: if judgment_stage.is_some() {
            &statements::OPEN_CASE_WITH_JUDGMENT
        } else {
            &statements::OPEN_CASE
        },
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
    Update {
        statement: if judgment_stage.is_some() {
            &statements::MOVE_CASE_WITH_JUDGMENT
        } else {
            &statements::MOVE_CASE
        },
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
    Update {
        statement: if judgment_stage.is_some() {
            &statements::CLOSE_CASE_WITH_JUDGMENT
        } else {
            &statements::CLOSE_CASE
        },
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
        statement: &statements::DERIVE_STATUS,
        arguments: vec![
            case.levy_status.as_deref().into(),
            case.garnishment_status.as_deref().into(),
            case.marshal_status.as_deref().into(),
        ],
    }
}

/// What is owed, on judgment and case alike.
pub fn pay(balance: &BigDecimal) -> Update<'static> {
    Update { statement: &statements::PAY, arguments: vec![number(Some(balance))] }
}

/// A tier given by hand, or by the rules again.
pub fn override_tier(case: &Case) -> Update<'_> {
    Update {
        statement: &statements::OVERRIDE_TIER,
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
        statement: &statements::ISSUE_SUBPOENA,
        arguments: vec![
            ids::datum(action_id).into(),
            ids::datum(document_id).into(),
            RawJsonb::of(about).into(),
            document_path.into(),
        ],
    }
}

fn time(at: Option<Timestamp>) -> DatumWithOid<'static> {
    at.and_then(clock::timestamptz).into()
}

/// As text, which keeps every digit; the statement casts it.
fn number(number: Option<&BigDecimal>) -> DatumWithOid<'static> {
    number.map(BigDecimal::to_plain_string).into()
}
