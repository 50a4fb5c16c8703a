//! The functions of enforcement over HTTP: flat and wrapped bodies, explicit nulls, what they answer.

use serde_json::{Value, json};

use crate::enforcement_place::{CALLS, Call, Office, PLAINTIFF};

/// Gives each function a case where it can run: the subpoena that is answered is there.
fn prepare(office: &Office, call: &Call) {
    if call.function == "record_subpoena_response" {
        let body = r#"{"case_id": "CASE", "target": "Bank", "document_path": "s.pdf"}"#;
        office.answer("issue_subpoena", body);
    }
}

#[track_caller]
fn every_function_takes(database: &'static str, body: impl Fn(&Call) -> String) {
    let office = Office::open(database);
    for call in &CALLS {
        prepare(&office, call);
        let before = office.state();
        let answer = office.answer(call.function, &body(call));
        assert!(answer.is_object() || answer.is_string(), "{} {answer}", call.function);
        assert_ne!(office.state(), before, "{} wrote nothing", call.function);
        let cancel = r#"{"case_id": "CASE", "action_type": "subpoena", "status": "cancelled"}"#;
        if call.function == "issue_subpoena" {
            office.answer("queue_enforcement_action", cancel);
        }
    }
}

#[test]
fn a_flat_body_with_what_is_required() {
    every_function_takes("enforcement_flat_least", Call::least);
}

#[test]
fn a_flat_body_with_a_null_for_every_option() {
    every_function_takes("enforcement_flat_nulls", Call::with_nulls);
}

#[test]
fn a_flat_body_with_every_option() {
    every_function_takes("enforcement_flat_full", Call::full);
}

#[test]
fn a_wrapped_body_with_what_is_required() {
    every_function_takes("enforcement_wrapped_least", |call| wrapped(&call.least()));
}

#[test]
fn a_wrapped_body_with_a_null_for_every_option() {
    every_function_takes("enforcement_wrapped_nulls", |call| wrapped(&call.with_nulls()));
}

#[test]
fn a_wrapped_body_with_every_option() {
    every_function_takes("enforcement_wrapped_full", |call| wrapped(&call.full()));
}

fn wrapped(body: &str) -> String {
    format!("{{\"payload\": {body}}}")
}

#[test]
fn both_doors_write_the_same() {
    let rows = |office: &Office| {
        office.value(
            "select jsonb_agg(to_jsonb(its) - 'id' - 'case_id' - 'event_date' - 'created_at'
                        - 'updated_at' || jsonb_build_object('payload', payload - 'action_id')
                    order by event_kind, event_date)
             from public.enforcement_events as its
             where payload ->> 'case_id' is null and event_kind <> 'case_stage_changed'",
        )
    };
    let run = |database, body: &dyn Fn(&Call) -> String| {
        let office = Office::open(database);
        let skipped = ["record_subpoena_response", "log_enforcement_event"];
        for call in CALLS.iter().filter(|call| !skipped.contains(&call.function)) {
            office.answer(call.function, &body(call));
        }
        rows(&office)
    };
    let flat = run("enforcement_same_flat", &Call::full);
    let wrapped = run("enforcement_same_wrapped", &|call| wrapped(&call.full()));
    assert!(flat.as_array().is_some_and(|rows| rows.len() >= 2), "{flat}");
    assert_eq!(flat, wrapped);
}

#[test]
fn what_is_answered_is_utc_and_keeps_every_cent() {
    let office = Office::open("enforcement_answers");
    office
        .door
        .client()
        .batch_execute("alter role authenticator set timezone to 'Asia/Kolkata'")
        .unwrap();
    office.door.rest.reload();
    let moved = office.answer(
        "set_enforcement_stage",
        r#"{"case_id": "CASE", "stage": "bank_levy", "actor": "a", "note": null, "metadata": {"n": 1.10}}"#,
    );
    assert_eq!(moved["changed"], true);
    assert_eq!(moved["previous_stage"], "pre_enforcement");
    assert!(moved["next_action_at"].as_str().unwrap().ends_with('Z'), "{moved}");
    let paid = office.post("record_enforcement_payment", r#"{"case_id": "CASE", "amount": 0.10}"#);
    for text in ["\"amount\": 0.10", "\"balance_due\": 1200.40", "\"current_balance\": 1200.40"] {
        assert!(paid.body.contains(text), "{}", paid.body);
    }
    let metadata = "select metadata::text from public.enforcement_events where metadata ? 'n'";
    assert!(office.value(metadata).as_str().unwrap().contains("1.10"));
    let closed =
        office.answer("close_enforcement_case", r#"{"case_id": "CASE", "status": "satisfied"}"#);
    assert!(closed["closed_at"].as_str().unwrap().ends_with('Z'), "{closed}");
    assert_eq!(closed["actions_closed"], json!([]));
}

#[test]
fn an_override_over_http_takes_the_case_back() {
    let office = Office::open("enforcement_override");
    let stage = |stage: &str, more: &str| {
        let body = format!(
            r#"{{"case_id": "CASE", "stage": "{stage}", "actor": null, "note": null, "metadata": null{more}}}"#
        );
        office.post("set_enforcement_stage", &body).status
    };
    assert_eq!(stage("marshal", ""), 200);
    assert_eq!(stage("asset_discovery", ""), 409);
    assert_eq!(stage("asset_discovery", r#", "override": null"#), 409);
    assert_eq!(stage("asset_discovery", r#", "override": true"#), 200);
    let floor = "select stage_floor from public.enforcement_cases where id = 'CASE'";
    assert_eq!(office.value(floor), json!(2));
}

#[test]
fn tiers_are_set_by_hand_and_refreshed() {
    let office = Office::open("enforcement_tiers");
    let set = office.answer(
        "set_tier_override",
        r#"{"case_id": "CASE", "tier": "tier3", "expires_at": null, "note": null, "actor": null}"#,
    );
    assert_eq!((set["tier"].as_str(), set["changed"].as_bool()), (Some("tier3"), Some(true)));
    let cleared = office.answer("set_tier_override", r#"{"case_id": "CASE", "tier": null}"#);
    assert_eq!(cleared["tier_override"], Value::Null);
    let examined = office.answer("refresh_enforcement_metrics", "{}");
    assert_eq!(examined["cases_examined"], 1);
    let before = office.state();
    let again = office.answer("refresh_enforcement_metrics", "{}");
    assert_eq!((again["tiers_changed"].as_i64(), office.state()), (Some(0), before));
}

#[test]
fn the_older_form_returns_the_judgment() {
    let office = Office::open("enforcement_legacy");
    let body =
        r#"{"_judgment_id": 101, "_new_stage": "Levy_Issued", "_note": null, "_changed_by": null}"#;
    let judgment = office.answer("set_enforcement_stage", body);
    assert_eq!(
        (judgment["id"].as_i64(), judgment["plaintiff_id"].as_str()),
        (Some(101), Some(PLAINTIFF))
    );
    assert_eq!(judgment["enforcement_stage"], "levy_issued");
    let least = r#"{"_judgment_id": 102, "_new_stage": "collected"}"#;
    assert_eq!(office.answer("set_enforcement_stage", least)["enforcement_stage"], "collected");
    let before = office.state();
    office.answer("set_enforcement_stage", body);
    assert_eq!(office.state(), before);
}

#[test]
fn a_repeated_payment_is_the_first_one() {
    let office = Office::open("enforcement_repeated_payment");
    let body = r#"{"case_id": "CASE", "amount": "10.10", "idempotency_key": "k"}"#;
    let first = office.answer("record_enforcement_payment", body);
    let before = office.state();
    assert_eq!(office.answer("record_enforcement_payment", &wrapped(body)), first);
    assert_eq!(office.state(), before);
}
