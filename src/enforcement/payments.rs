//! Payments: booked once, to the cent, on judgment and case alike.

use dragonfly_domain::enforcement::{
    Case, Delta, EnforcementFault, EventKind, RecordPayment, balance_of, check_case_of_judgment,
    pay,
};
use dragonfly_domain::json::Json;
use dragonfly_domain::{BigDecimal, Uuid};

use super::cases::{actor, answer, locked_case};
use super::store::{self, Event, Record};
use crate::body::Body;
use crate::caller::Session;
use crate::error::{Reason, Result};
use crate::jsonb::RawJsonb;

/// `record_enforcement_payment`: judgment, then case, then the key, then everything else.
pub fn record(session: &Session, body: &Body) -> Result<RawJsonb> {
    let request = RecordPayment::check(&body.input())?;
    let missing = || EnforcementFault::no_case(&request.case_id);
    let judgment_id = store::judgment_of(request.case_id)?.ok_or_else(missing)?;
    let judgment = store::lock_judgment(judgment_id)?.ok_or_else(missing)?;
    let case = locked_case(request.case_id)?;
    check_case_of_judgment(&case, judgment.id, None)?;
    if let Some(booked) = booked_before(&case, &request)? {
        return Ok(booked);
    }
    case.require_open()?;
    check_case_of_judgment(&case, judgment.id, request.judgment_id)?;
    let payment = pay(&request, balance_of(&judgment)?)?;
    let after = payment.apply(&case);
    let event = Event {
        date: request.received_at,
        document_path: request.document_path.as_deref(),
        idempotency_key: request.idempotency_key.as_deref(),
        ..Event::new(EventKind::PaymentReceived, &payment.payload(&request))
    };
    let event_id = event.id;
    let actor = actor(request.actor.as_deref(), session);
    let delta = Delta::between(&case, &after);
    let record = Record { case: &after, delta, note: None, actor: &actor, event: Some(event) };
    store::write(&record, store::pay(&payment.after))?;
    outcome(event_id, &request, Some(&payment.after))
}

/// The first result of a key that was used before.
fn booked_before(case: &Case, request: &RecordPayment) -> Result<Option<RawJsonb>> {
    let Some(key) = request.idempotency_key.as_deref() else { return Ok(None) };
    let Some(booked) = store::find_payment(case.id, key)? else { return Ok(None) };
    if booked.amount.as_ref() == Some(&request.amount) {
        return outcome(booked.event_id, request, booked.balance.as_ref()).map(Some);
    }
    let shown = booked.amount.map_or_else(|| "none".to_owned(), |it| it.to_plain_string());
    Err(EnforcementFault::refused(
        Reason::KeyReused,
        "idempotency_key stands for another payment",
        "Use a new key for a new payment.",
    )
    .detail(format!("event {}, amount {shown}", booked.event_id))
    .into())
}

fn outcome(
    event_id: Uuid,
    request: &RecordPayment,
    balance: Option<&BigDecimal>,
) -> Result<RawJsonb> {
    answer(&Json::object([
        ("event_id", event_id.into()),
        ("case_id", request.case_id.into()),
        ("amount", request.amount.clone().into()),
        ("balance_due", balance.cloned().into()),
        ("current_balance", balance.cloned().into()),
    ]))
}
