//! Every kind of refusal of enforcement, with its HTTP status.

use crate::enforcement_place::{CALLS, Office};
use crate::place::{Refusal, refusal};

const NOBODY: &str = "00000000-0000-4000-8000-000000000000";

/// Function, body, how the message begins after the function's name.
const NOT_ALLOWED: &str = r#"
open_enforcement_case | {"judgment_id": 104, "created_by": null, "tier": "gold"} | unsupported tier: gold
close_enforcement_case | {"case_id": "CASE", "status": "closed"} | unsupported status: closed
close_enforcement_case | {"case_id": null, "status": "satisfied"} | case_id is required
set_enforcement_stage | {"payload": {"case_id": "CASE", "stage": "nowhere"}} | unsupported stage: nowhere
set_enforcement_stage | {"payload": {"case_id": "CASE", "stage": "closed"}} | stage closed is reached by closing
set_enforcement_stage | {"_judgment_id": 101, "_new_stage": "bank_levy"} | invalid enforcement stage: bank_levy
set_enforcement_stage | {"_judgment_id": null, "_new_stage": "collected"} | judgment id is required
log_enforcement_event | {"case_id": "CASE", "event_kind": "marshal_result"} | document_path is required
log_enforcement_event | {"case_id": "CASE", "event_kind": "payment_received"} | event_kind payment_received is written by
record_enforcement_payment | {"case_id": "CASE", "amount": 0.001} | amount must be
record_enforcement_payment | {"case_id": "CASE", "amount": "NaN"} | amount must be
issue_subpoena | {"case_id": "CASE", "target": "Bank"} | document_path is required
record_subpoena_response | {"case_id": "CASE", "complied": null} | complied is required
set_tier_override | {"case_id": "CASE", "tier": "gold"} | unsupported tier: gold
"#;

const NOT_FOUND: &str = r#"
open_enforcement_case | {"judgment_id": 999, "created_by": null} | judgment 999 not found
open_enforcement_case | {"judgment_id": 102, "created_by": null, "plaintiff_id": "NOBODY"} | plaintiff NOBODY not found
set_enforcement_stage | {"_judgment_id": 999, "_new_stage": "collected"} | judgment 999 not found
log_enforcement_event | {"case_id": "CASE", "event_kind": "marshal_assigned", "related_task_id": "NOBODY"} | task NOBODY not found
queue_enforcement_action | {"case_id": "CASE", "action_type": "marshal", "status": "completed"} | action of type marshal not found
record_subpoena_response | {"case_id": "CASE", "complied": true} | active subpoena of case CASE not found
record_subpoena_response | {"case_id": "CASE", "complied": true, "action_id": "NOBODY"} | action NOBODY not found
set_tier_override | {"case_id": "NOBODY", "tier": "tier1"} | case NOBODY not found
"#;

/// What is there stands in the way. `OTHER` is the case of a judgment of which nobody knows what it owes.
const IN_THE_WAY: &str = r#"
open_enforcement_case | {"judgment_id": 101, "created_by": null} | judgment 101 has an open case
issue_subpoena | {"case_id": "CASE", "target": "Bank", "document_path": "s.pdf"} | case CASE has an active subpoena
record_enforcement_payment | {"case_id": "CASE", "amount": 2, "idempotency_key": "k"} | idempotency_key stands for another
open_enforcement_case | {"judgment_id": 104, "created_by": null, "plaintiff_id": "NOBODY"} | plaintiff_id is not the judgment's
queue_enforcement_action | {"case_id": "CASE", "action_type": "garnishment", "status": "pending"} | a garnishment does not go back
record_enforcement_payment | {"case_id": "CASE", "amount": 1200.51} | amount is more than is owed
record_enforcement_payment | {"case_id": "CASE", "amount": 1, "judgment_id": 102} | judgment_id is not the case's
record_enforcement_payment | {"case_id": "OTHER", "amount": 1} | judgment 103 has neither
queue_enforcement_action | {"case_id": "CASE", "action_type": "marshal", "status": "completed"} | no marshal is under way
"#;

/// Function, body, SQLSTATE of Postgres.
const UNREADABLE: &str = r#"
close_enforcement_case | {"case_id": "x", "status": "satisfied"} | 22P02
open_enforcement_case | {"judgment_id": "x", "created_by": null} | 22P02
open_enforcement_case | {"judgment_id": 9223372036854775808, "created_by": null} | 22003
record_enforcement_payment | {"case_id": "CASE", "amount": "ten"} | 22P02
record_enforcement_payment | {"case_id": "CASE", "amount": 1, "received_at": "soon"} | 22007
issue_subpoena | {"case_id": "CASE", "target": "Bank", "due_date": "soon", "document_path": "s.pdf"} | 22007
record_subpoena_response | {"case_id": "CASE", "complied": "perhaps"} | 22P02
"#;

/// Checks each line of a table; nothing may be written.
#[track_caller]
fn each_is_refused(office: &Office, table: &str, status: u16, code: &str) {
    let before = office.state();
    let table = table.replace("NOBODY", NOBODY);
    for line in table.trim().lines() {
        let [function, body, message] = parts(line);
        let said = refusal(&office.post(function, body));
        assert_eq!((said.status, said.code.as_str()), (status, code), "{line} {said:?}");
        let expected = format!("{function}: {}", message.replace("CASE", &office.case));
        assert!(said.message.starts_with(&expected), "{line} {said:?}");
        assert_eq!(office.state(), before, "{line} wrote something");
    }
}

fn parts(line: &str) -> [&str; 3] {
    let parts: Vec<_> = line.split(" | ").collect();
    parts.try_into().unwrap()
}

#[test]
fn what_is_not_allowed_is_400() {
    each_is_refused(&Office::open("enforcement_400"), NOT_ALLOWED, 400, "P0001");
}

#[test]
fn values_that_postgres_cannot_read_are_400_in_the_flat_door() {
    let office = Office::open("enforcement_malformed");
    let before = office.state();
    for line in UNREADABLE.trim().lines() {
        let [function, body, code] = parts(line);
        let said = refusal(&office.post(function, body));
        assert_eq!((said.status, said.code.as_str()), (400, code), "{line} {said:?}");
    }
    assert_eq!(office.state(), before);
}

#[test]
fn what_does_not_exist_is_404() {
    let office = Office::open("enforcement_404");
    each_is_refused(&office, NOT_FOUND, 404, "PT404");
    for call in CALLS.iter().filter(|call| call.required[0].0 == "case_id") {
        for body in [call.least(), format!("{{\"payload\": {}}}", call.full())] {
            let body = body.replace("CASE", NOBODY);
            let line = format!("{} | {body} | case NOBODY not found", call.function);
            each_is_refused(&office, &line, 404, "PT404");
        }
    }
}

#[test]
fn what_stands_in_the_way_is_409() {
    let office = Office::open("enforcement_409");
    for (function, body) in [
        ("issue_subpoena", r#"{"case_id": "CASE", "target": "Bank", "document_path": "s.pdf"}"#),
        (
            "record_enforcement_payment",
            r#"{"case_id": "CASE", "amount": 1, "idempotency_key": "k"}"#,
        ),
        ("queue_enforcement_action", r#"{"case_id": "CASE", "action_type": "marshal"}"#),
        (
            "queue_enforcement_action",
            r#"{"case_id": "CASE", "action_type": "marshal", "status": "failed"}"#,
        ),
        (
            "queue_enforcement_action",
            r#"{"case_id": "CASE", "action_type": "garnishment", "status": "served"}"#,
        ),
    ] {
        office.answer(function, body);
    }
    let other = office.open_case(103);
    each_is_refused(&office, &IN_THE_WAY.replace("OTHER", &other), 409, "23505");
}

#[test]
fn a_closed_case_is_409_and_takes_events() {
    let office = Office::open("enforcement_closed");
    office.answer("close_enforcement_case", r#"{"case_id": "CASE", "status": "satisfied"}"#);
    let event = "log_enforcement_event";
    let calls = CALLS.iter().filter(|call| call.required[0].0 == "case_id");
    for call in calls.filter(|call| call.function != event) {
        let line = format!("{} | {} | case CASE is closed", call.function, call.full());
        each_is_refused(&office, &line, 409, "23505");
    }
    office.answer(event, r#"{"case_id": "CASE", "event_kind": "marshal_assigned"}"#);
}

#[test]
fn a_missing_table_is_500_with_the_statement_that_brings_it_back() {
    let office = Office::open("enforcement_500");
    office.door.client().batch_execute("drop table public.enforcement_actions cascade").unwrap();
    let body = r#"{"case_id": "CASE", "action_type": "marshal"}"#;
    let expected = Refusal {
        status: 500,
        code: "55000".into(),
        message: "queue_enforcement_action: set-up is incomplete".into(),
        hint: "run SELECT dragonfly.install()".into(),
    };
    assert_eq!(refusal(&office.post("queue_enforcement_action", body)), expected);
    office.door.client().batch_execute("select dragonfly.install()").unwrap();
    office.answer("queue_enforcement_action", body);
}

#[test]
fn another_isolation_level_is_400_and_not_an_endless_retry() {
    let office = Office::open("enforcement_isolation");
    // PostgREST begins the transaction as the function's setting says.
    let function = "create function public.serially(its uuid) returns jsonb language sql
                    set default_transaction_isolation = 'serializable'
                    as $$ select close_enforcement_case(its, 'satisfied') $$";
    office.door.client().batch_execute(function).unwrap();
    office.door.rest.reload();
    let said = refusal(&office.post("serially", r#"{"its": "CASE"}"#));
    assert_eq!((said.status, said.code.as_str()), (400, "P0001"), "{said:?}");
    assert_eq!(said.message, "close_enforcement_case: needs READ COMMITTED");
}
