//! Flat bodies with a wrong name, and wrapped ones: an error, and nothing is written.

use crate::enforcement_place::{CALLS, Office};
use crate::place::refusal;

#[track_caller]
fn refused(office: &Office, function: &str, bodies: &[String]) {
    let before = office.state();
    for body in bodies {
        let answer = office.post(function, body);
        assert_eq!(answer.status, 400, "{function} {body}: {}", answer.body);
        assert_eq!(refusal(&answer).code, "P0001", "{function} {body}: {}", answer.body);
        assert_eq!(office.state(), before, "{function} {body} wrote something");
    }
}

#[test]
fn a_flat_body_with_one_wrong_name_writes_nothing() {
    let office = Office::open("enforcement_typos");
    let issue = r#"{"case_id": "CASE", "target": "Bank", "document_path": "s.pdf"}"#;
    office.answer("issue_subpoena", issue);
    for call in &CALLS {
        refused(&office, call.function, &call.misspelled());
    }
}

/// `PostgREST` hands such a body to the jsonb door with what stands under payload alone, so it is
/// refused as a wrapped body that lacks something or has too much.
#[test]
fn a_wrong_name_around_a_payload_with_names_of_a_request_writes_nothing() {
    let office = Office::open("enforcement_inner");
    for body in [
        r#"{"case": "CASE", "event_kind": "marshal_assigned", "payload": INNER}"#,
        r#"{"case_id": "CASE", "event": "marshal_assigned", "payload": INNER}"#,
        r#"{"event_kind": "marshal_assigned", "payload": INNER}"#,
        r#"{"case_id": "CASE", "payload": INNER}"#,
    ] {
        for inner in [
            r#"{"case_id": "CASE"}"#,
            r#"{"event_kind": "marshal_assigned"}"#,
            r#"{"case_id": "CASE", "event_kind": "marshal_assigned", "bank": "First"}"#,
            r#"{"payload": {"case_id": "CASE", "event_kind": "marshal_assigned"}}"#,
        ] {
            refused(&office, "log_enforcement_event", &[body.replace("INNER", inner)]);
        }
    }
}

#[test]
fn the_wrapped_body_takes_its_fields_and_no_others() {
    let office = Office::open("enforcement_wrapped_typos");
    let issue = r#"{"case_id": "CASE", "target": "Bank", "document_path": "s.pdf"}"#;
    office.answer("issue_subpoena", issue);
    for call in &CALLS {
        let mut bodies: Vec<_> = call
            .misspelled()
            .iter()
            // What a wrapped body may leave out is not missed when its name is wrong: it is unknown.
            .map(|body| format!("{{\"payload\": {body}}}"))
            .collect();
        bodies.extend(
            ["{}", "{\"payload\": null}", "{\"payload\": []}", "{\"payload\": {}}"]
                .map(str::to_owned),
        );
        bodies.push(format!("{{\"Payload\": {}}}", call.least()));
        refused(&office, call.function, &bodies);
    }
}

#[test]
fn bodies_that_are_no_requests_write_nothing() {
    let office = Office::open("enforcement_no_requests");
    let before = office.state();
    for call in &CALLS {
        for body in ["", "[]", "null", "5", "\"text\"", "{", "{\"case_id\": \"\\ud800\"}"] {
            let answer = office.post(call.function, body);
            let client_error = (400..500).contains(&answer.status);
            assert!(client_error, "{} {body}: {} {}", call.function, answer.status, answer.body);
        }
        // A NUL, which Postgres's text cannot hold, and a lone surrogate.
        for value in ["\"a\\u0000b\"", "\"\\udc00\""] {
            let name = call.required[0].0;
            let body = format!("{{\"payload\": {{\"{name}\": {value}}}}}");
            let answer = office.post(call.function, &body);
            assert_eq!(answer.status, 400, "{} {body}: {}", call.function, answer.body);
        }
        assert_eq!(office.state(), before, "{}", call.function);
    }
}
