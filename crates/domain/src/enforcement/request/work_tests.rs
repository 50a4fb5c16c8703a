//! Requests that record work: every field, set, unset and malformed.

use super::super::super::EnforcementFault;
use super::super::super::samples::{CASE, NOW, digits, input, number, shown, text};
use super::*;

const ID: &str = "00000000-0000-0000-0000-00000000ca5e";
type Changed<'a> = &'a [(&'static str, Field<'static>)];

fn refusal<T: std::fmt::Debug>(checked: Result<T, EnforcementFault>) -> String {
    let fault = checked.unwrap_err();
    assert!(matches!(fault, EnforcementFault::Input(_)));
    let (_, message, detail, _) = shown(&fault);
    format!("{message}; {detail}")
}

fn logged(changed: Changed<'_>) -> Checked<LogEvent> {
    LogEvent::check(&input(
        &[("case_id", text(ID)), ("event_kind", text("asset_search_requested"))],
        changed,
    ))
}

#[test]
fn log_reads_a_kind_and_wants_its_document() {
    let request = logged(&[
        ("event_kind", text(" Bank_Levy_Filed ")),
        ("document_path", text(" levy.pdf ")),
        ("related_task_id", text(ID)),
        ("actor", text(" a ")),
        ("note", text(" n ")),
        ("payload", Field::Object(&"{}")),
    ]);
    let expected = LogEvent {
        case_id: CASE,
        kind: EventKind::BankLevyFiled,
        document_path: Some("levy.pdf".to_owned()),
        related_task_id: Some(CASE),
        actor: Some("a".to_owned()),
        note: Some(" n ".to_owned()),
    };
    assert_eq!(request, Ok(expected));
    for kind in &EventKind::ALL[..14] {
        for blank in [Field::Absent, Field::Null, text(" ")] {
            let asked = logged(&[("event_kind", text(kind.name())), ("document_path", blank)]);
            assert_eq!(asked.is_err(), kind.needs_document(), "{kind:?}");
            if let Err(fault) = asked {
                assert_eq!(fault.to_string(), "document_path is required");
            }
        }
    }
}

#[test]
fn log_refuses_what_does_not_fit() {
    for (name, field, expected) in [
        ("case_id", Field::Null, "case_id is required; "),
        ("event_kind", Field::Null, "event_kind is required; "),
        ("event_kind", digits("1"), "event_kind must be text; event_kind is 1"),
        ("event_kind", text("Nap"), "unsupported event_kind: Nap; event_kind is Nap"),
        ("payload", text("{}"), "payload must be an object; payload is {}"),
        ("payload", Field::Array(&"[]"), "payload must be an object; payload is []"),
        ("related_task_id", text("x"), "related_task_id must be a UUID; related_task_id is x"),
        ("document_path", digits("1"), "document_path must be text; document_path is 1"),
        ("actor", Field::Boolean(true), "actor must be text; actor is true"),
        ("note", Field::Object(&"{}"), "note must be text; note is {}"),
    ] {
        assert_eq!(refusal(logged(&[(name, field)])), expected);
    }
}

fn queued(changed: Changed<'_>) -> Checked<QueueAction> {
    QueueAction::check(&input(&[("case_id", text(ID)), ("action_type", text("marshal"))], changed))
}

#[test]
fn an_action_is_planned_unless_a_status_was_sent() {
    for unset in [Field::Absent, Field::Null, text(" ")] {
        assert_eq!(queued(&[("status", unset)]).unwrap().status, ActionStatus::Planned);
    }
    let request = queued(&[
        ("action_type", text(" Bank_Levy ")),
        ("status", text("SERVED")),
        ("status_reason", text("left at door")),
        ("actor", text(" a ")),
    ]);
    let request = request.unwrap();
    assert_eq!((request.action_type, request.status), (ActionType::BankLevy, ActionStatus::Served));
    assert_eq!(request.status_reason.as_deref(), Some("left at door"));
    assert_eq!(request.actor.as_deref(), Some("a"));
    for (name, field, expected) in [
        ("case_id", Field::Absent, "case_id is required; "),
        ("action_type", Field::Null, "action_type is required; "),
        ("action_type", text("Levy"), "unsupported action_type: Levy; action_type is Levy"),
        ("status", text("Open"), "unsupported status: Open; status is Open"),
        ("status", Field::Boolean(true), "status must be text; status is true"),
        ("metadata", Field::Array(&"[]"), "metadata must be an object; metadata is []"),
        ("status_reason", digits("1"), "status_reason must be text; status_reason is 1"),
    ] {
        assert_eq!(refusal(queued(&[(name, field)])), expected);
    }
}

fn paid(changed: Changed<'_>) -> Checked<RecordPayment> {
    RecordPayment::check(&input(&[("case_id", text(ID)), ("amount", digits("10"))], changed))
}

#[test]
fn a_payment_reads_all_of_its_fields() {
    let request = paid(&[
        ("amount", text(" 1e2 ")),
        ("judgment_id", text("7")),
        ("received_at", text("2027-01-16")),
        ("source", text("wire")),
        ("document_path", text(" r.pdf ")),
        ("actor", text(" a ")),
        ("allow_overpayment", text("true")),
        ("idempotency_key", text(" as sent ")),
    ]);
    let expected = RecordPayment {
        case_id: CASE,
        amount: number("100.00"),
        judgment_id: Some(7),
        received_at: "2027-01-16T00:00:00Z".parse().ok(),
        source: Some("wire".to_owned()),
        document_path: Some("r.pdf".to_owned()),
        actor: Some("a".to_owned()),
        allow_overpayment: true,
        idempotency_key: Some(" as sent ".to_owned()),
    };
    assert_eq!(request, Ok(expected));
    let least = RecordPayment { case_id: CASE, amount: number("10"), ..RecordPayment::default() };
    assert_eq!(paid(&[]), Ok(least));
}

#[test]
fn an_amount_is_above_zero_finite_and_in_cents() {
    for good in ["0.01", "10", "10.5", "10.500", "999999999999.99", "1E+2"] {
        for field in [digits(good), text(good)] {
            assert_eq!(paid(&[("amount", field)]).unwrap().amount, number(good), "{good}");
        }
    }
    let naught = ["0", "0.00", "-0.01", "-5", "0.001", "10.005", "1e12", "1000000000000"];
    let strange = ["NaN", "Infinity", "-Infinity", "inf", "1e400000000", "ten", "1,000", "0x10"];
    for bad in naught.into_iter().chain(strange) {
        for field in [digits(bad), text(bad)] {
            let message = refusal(paid(&[("amount", field)]));
            assert!(message.ends_with(&format!("; amount is {bad}")), "{message}");
        }
    }
    for unset in [Field::Null, Field::Absent, text(" ")] {
        assert_eq!(refusal(paid(&[("amount", unset)])), "amount is required; ");
    }
    assert!(paid(&[("amount", Field::Boolean(true))]).is_err());
}

#[test]
fn a_key_has_1_to_512_characters_and_is_kept_as_sent() {
    let longest: &'static str = "ß".repeat(512).leak();
    let longer: &'static str = "ß".repeat(513).leak();
    let key = |field| paid(&[("idempotency_key", field)]).map(|request| request.idempotency_key);
    assert_eq!(key(text(longest)), Ok(Some(longest.to_owned())));
    assert_eq!(key(Field::Null), Ok(None));
    for bad in [text(longer), text(""), text(" \t"), digits("5"), Field::Boolean(true)] {
        assert!(refusal(key(bad)).starts_with("idempotency_key must be text"));
    }
    for (name, field, expected) in [
        ("judgment_id", text("x"), "judgment_id must be a whole number; judgment_id is x"),
        (
            "allow_overpayment",
            text("yes"),
            "allow_overpayment must be true or false; allow_overpayment is yes",
        ),
        ("received_at", text("soon"), "received_at must be an ISO 8601 time; received_at is soon"),
        (
            "received_at",
            text("infinity"),
            "received_at must be an ISO 8601 time; received_at is infinity",
        ),
        ("source", digits("1"), "source must be text; source is 1"),
    ] {
        assert_eq!(refusal(paid(&[(name, field)])), expected);
    }
}

fn issued(changed: Changed<'_>) -> Checked<IssueSubpoena> {
    let base = [("case_id", text(ID)), ("target", text("Bank")), ("document_path", text("s.pdf"))];
    IssueSubpoena::check(&input(&base, changed), NOW)
}

#[test]
fn a_subpoena_needs_a_target_and_a_document_and_is_due_in_thirty_days() {
    let request = issued(&[("target", text(" First Bank ")), ("actor", text(" a "))]).unwrap();
    assert_eq!((request.target.as_str(), request.document_path.as_str()), ("First Bank", "s.pdf"));
    assert_eq!(request.due_date.to_string(), "2027-02-14");
    assert_eq!(
        issued(&[("due_date", text("2030-01-31"))]).unwrap().due_date.to_string(),
        "2030-01-31"
    );
    for (name, field, expected) in [
        ("case_id", Field::Null, "case_id is required; "),
        ("target", text(" "), "target is required; "),
        ("document_path", Field::Null, "document_path is required; "),
        (
            "due_date",
            text("31.1.2030"),
            "due_date must be a date (YYYY-MM-DD); due_date is 31.1.2030",
        ),
        (
            "due_date",
            digits("20300131"),
            "due_date must be a date (YYYY-MM-DD); due_date is 20300131",
        ),
    ] {
        assert_eq!(refusal(issued(&[(name, field)])), expected);
    }
    let names = [text("statements"), text("ledger")];
    assert_eq!(
        IssueSubpoena::documents(&names),
        Ok(vec!["statements".to_owned(), "ledger".to_owned()])
    );
    assert!(IssueSubpoena::documents(&[text("a"), digits("1")]).is_err());
    assert!(IssueSubpoena::documents(&[Field::Null]).is_err());
}

fn answered(changed: Changed<'_>) -> Checked<RecordResponse> {
    let base = [("case_id", text(ID)), ("complied", Field::Boolean(true))];
    RecordResponse::check(&input(&base, changed))
}

#[test]
fn an_answer_says_whether_the_target_complied() {
    let request = answered(&[("complied", text("false")), ("action_id", text(ID))]).unwrap();
    assert_eq!((request.complied, request.action_id), (false, Some(CASE)));
    assert_eq!(refusal(answered(&[("complied", Field::Null)])), "complied is required; ");
    assert_eq!(
        refusal(answered(&[("complied", digits("1"))])),
        "complied must be true or false; complied is 1"
    );
    assert_eq!(
        refusal(answered(&[("action_id", text("x"))])),
        "action_id must be a UUID; action_id is x"
    );
    assert_eq!(refusal(answered(&[("case_id", Field::Absent)])), "case_id is required; ");
}
