//! Calls, summaries, enrichment and views over HTTP, by token.

use dragonfly_tests::{Answer, Caller};
use serde_json::{Value, json};

use crate::place::{Door, Refusal, id, operator_by_claim, refusal};

const ANN: &str = "00000000-0000-0000-0000-00000000000a";
const CASE: &str = "00000000-0000-0000-0000-00000000000c";
const SERVICE: Caller = Caller::Role("service_role");
const RECORDED: &str = "select count(*) from plaintiff_call_attempts";
const KEYS: [&str; 9] = [
    "call_attempt_id",
    "created_follow_up_task_id",
    "follow_up_at",
    "follow_up_created",
    "interest",
    "outcome",
    "plaintiff_id",
    "status",
    "task_id",
];

/// Ann has three calls to make, a judgment and an enforcement case.
fn open(database: &'static str) -> Door {
    let door = Door::open(database);
    let sql = format!(
        "insert into plaintiffs (id, name) values ('{ANN}', 'Ann');
         insert into plaintiff_tasks (id, plaintiff_id, kind)
         select ('00000000-0000-0000-0000-00000000000' || n)::uuid, '{ANN}', 'call'
         from generate_series(1, 3) as n;
         insert into judgments (id, case_number, plaintiff_id, judgment_amount)
         values (7, 'J-7', '{ANN}', 3000);
         insert into enforcement_cases (id, judgment_id) values ('{CASE}', 7);
         insert into case_copilot_logs (case_id, model) values ('{CASE}', 'gpt');
         insert into judgments.cases (case_id, case_number) values ('{CASE}', 'J-7');"
    );
    door.client().batch_execute(&sql).unwrap();
    door
}

fn task(number: u32) -> String {
    format!("00000000-0000-0000-0000-{number:012}")
}

fn log(door: &Door, body: &Value) -> Answer {
    door.call("log_call_outcome", Caller::Anon, &body.to_string())
}

#[test]
fn the_seeds_names_and_both_prefixes_record_a_call() {
    let door = open("call_names");
    for (number, prefix) in [(1, ""), (2, "_"), (3, "p_")] {
        let name = |name: &str| format!("{prefix}{name}");
        let body = json!({
            name("plaintiff_id"): ANN, name("task_id"): task(number), name("outcome"): "reached",
            name("interest"): "hot", name("notes"): null, name("follow_up_at"): null,
        });
        let answer = log(&door, &body);
        assert_eq!(answer.status, 200, "{prefix} {}", answer.body);
        let answer = answer.json();
        let keys: Vec<&str> = answer.as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(keys, KEYS);
        assert_eq!(
            (&answer["status"], &answer["task_id"]),
            (&json!("reached_hot"), &json!(task(number)))
        );
    }
    let recorded: i64 = door.client().query_one(RECORDED, &[]).unwrap().get(0);
    assert_eq!(recorded, 3);
}

#[test]
fn options_may_be_left_out() {
    let door = open("call_options");
    let least = json!({"plaintiff_id": ANN, "task_id": task(1), "outcome": "no_answer"});
    assert_eq!(log(&door, &least).status, 200);
    let least = json!({"_plaintiff_id": ANN, "_task_id": task(2), "_outcome": "no_answer"});
    assert_eq!(log(&door, &least).status, 200);
}

#[test]
fn a_typo_is_an_error_and_writes_nothing() {
    let door = open("call_typos");
    let good = json!({
        "plaintiff_id": ANN, "task_id": task(1), "outcome": "reached", "interest": "hot",
        "notes": "x", "follow_up_at": "2031-01-31T09:00:00Z",
    });
    for prefix in ["", "_", "p_"] {
        for typo in KEYS.iter().copied().chain(["payload", "outcom", "note"]) {
            let mut body = serde_json::Map::new();
            for (name, value) in good.as_object().unwrap() {
                body.insert(format!("{prefix}{name}"), value.clone());
            }
            if body.insert(format!("{prefix}{typo}x"), json!("y")).is_some() {
                continue;
            }
            let refused = refusal(&log(&door, &Value::Object(body)));
            let said = (refused.status, refused.message.as_str());
            assert_eq!(said, (400, "log_call_outcome: unknown fields"), "{prefix}{typo}");
        }
    }
    let recorded: i64 = door.client().query_one(RECORDED, &[]).unwrap().get(0);
    assert_eq!(recorded, 0);
}

#[test]
fn refusals_have_their_status() {
    let door = open("call_refusals");
    for (body, status, code, message) in [
        (json!({}), 400, "P0001", "plaintiff_id is required".to_owned()),
        (json!({"plaintiff_id": ANN}), 400, "P0001", "task_id is required".to_owned()),
        (
            json!({"plaintiff_id": ANN, "task_id": task(1)}),
            400,
            "P0001",
            "outcome is required".to_owned(),
        ),
        (
            json!({"plaintiff_id": ANN, "task_id": task(1), "outcome": "x".repeat(201)}),
            400,
            "P0001",
            "outcome must be text of at most 200 characters".to_owned(),
        ),
        (
            json!({"p_plaintiff_id": ANN, "p_task_id": task(1), "p_outcome": "x", "p_interest": "x".repeat(201)}),
            400,
            "P0001",
            "interest must be text of at most 200 characters".to_owned(),
        ),
        (
            json!({"_plaintiff_id": ANN, "_task_id": task(1), "_outcome": "x", "_notes": "x".repeat(100_001)}),
            400,
            "P0001",
            "notes must be text of at most 100000 characters".to_owned(),
        ),
        (
            json!({"plaintiff_id": ANN, "task_id": task(9), "outcome": "x"}),
            404,
            "PT404",
            format!("task {} not found", task(9)),
        ),
        (
            json!({"plaintiff_id": CASE, "task_id": task(1), "outcome": "x"}),
            404,
            "PT404",
            format!("plaintiff {CASE} not found"),
        ),
    ] {
        let Refusal { status: found, code: its_code, message: said, .. } =
            refusal(&log(&door, &body));
        let wanted = (status, code, format!("log_call_outcome: {message}"));
        assert_eq!((found, its_code.as_str(), said), wanted, "{body}");
    }
}

#[test]
fn an_index_of_the_application_is_409_with_the_way_out() {
    let door = open("call_index");
    door.client()
        .batch_execute(
            "update plaintiff_tasks set status = 'in_progress' where id::text like '%2';
             update plaintiff_tasks set status = 'pending' where id::text like '%3';
             create unique index one_of_each on plaintiff_tasks (plaintiff_id, kind, status)",
        )
        .unwrap();
    let body = |number| json!({"plaintiff_id": ANN, "task_id": task(number), "outcome": "x"});
    assert_eq!(log(&door, &body(1)).status, 200);
    let refused = refusal(&log(&door, &body(2)));
    assert_eq!((refused.status, refused.code.as_str()), (409, "23505"));
    assert!(refused.hint.starts_with("DROP INDEX public.one_of_each"), "{}", refused.hint);
}

#[test]
fn a_summary_is_queued_for_anybody() {
    let door = open("copilot");
    let body = json!({"case_id": CASE, "requested_by": "ops"}).to_string();
    for (number, caller) in
        (1..).zip([Caller::Anon, Caller::Role("authenticated"), operator_by_claim(), SERVICE])
    {
        assert_eq!(id(&door.call("request_case_copilot", caller, &body)), number);
    }
    let alone = json!({"case_id": CASE}).to_string();
    assert_eq!(id(&door.call("request_case_copilot", Caller::Anon, &alone)), 5);
    let unknown = json!({"case_id": ANN}).to_string();
    let refused = refusal(&door.call("request_case_copilot", Caller::Anon, &unknown));
    let said = (refused.status, refused.message);
    assert_eq!(said, (404, format!("request_case_copilot: case {ANN} not found")));
}

#[test]
fn call_notes_and_summaries_are_not_for_everybody() {
    let door = open("plaintiff_rows");
    let body =
        json!({"plaintiff_id": ANN, "task_id": task(1), "outcome": "reached", "notes": "secret"});
    assert_eq!(log(&door, &body).status, 200);
    let plain = Caller::Role("authenticated");
    for (path, statuses, operator_sees) in [
        ("/plaintiffs", [401, 200, 200, 200], true),
        ("/plaintiff_call_attempts", [401, 200, 200, 200], true),
        ("/plaintiff_status_history", [401, 200, 200, 200], true),
        ("/v_plaintiff_call_queue", [401, 200, 200, 200], true),
        ("/v_plaintiff_open_tasks", [401, 200, 200, 200], true),
        ("/v_priority_pipeline", [401, 200, 200, 200], true),
        ("/v_judgment_pipeline", [401, 200, 200, 200], true),
        ("/v_collectability_snapshot", [401, 200, 200, 200], true),
        ("/case_copilot_logs", [401, 403, 403, 200], false),
        ("/v_case_copilot_latest", [401, 403, 403, 200], false),
    ] {
        let callers = [Caller::Anon, plain.clone(), operator_by_claim(), SERVICE];
        let answers = callers.map(|caller| door.rest.get(path, caller));
        assert_eq!(answers.clone().map(|answer| answer.status), statuses, "{path}");
        let rows = |answer: &Answer| answer.json().as_array().map_or(0, Vec::len);
        assert_eq!(rows(&answers[1]), 0, "{path} to somebody who is no operator");
        assert_eq!(rows(&answers[2]) > 0, operator_sees, "{path} to an operator");
        assert!(rows(&answers[3]) > 0, "{path} to service_role");
    }
}

#[test]
fn the_pipeline_answers_filters_and_order() {
    let door = open("pipeline");
    let path = "/v_priority_pipeline?collectability_tier=eq.C&tier_rank=lte.50&order=tier_rank";
    let answer = door.rest.get(path, SERVICE);
    assert_eq!(answer.json()[0]["judgment_id"], 7, "{}", answer.body);
    assert_eq!(answer.json()[0]["tier_rank"], 1);
}

#[test]
fn enrichment_is_for_service_role() {
    let door = open("enrichment");
    let calls = [
        ("insert_or_get_entity", json!({"payload": {"case_id": CASE, "name": "Bob"}})),
        ("upsert_enrichment_bundle", json!({"bundle": {"case_id": CASE, "contacts": []}})),
        ("insert_or_get_case_with_entities", json!({"payload": {"case": {"case_number": "x"}}})),
        (
            "set_case_enrichment",
            json!({"p_case_id": CASE, "p_collectability_score": 50, "p_collectability_tier": "A"}),
        ),
        (
            "set_case_scores",
            json!({"p_case_id": CASE, "p_identity_score": 1, "p_contactability_score": 2,
                "p_asset_score": 3, "p_recency_amount_score": 4, "p_adverse_penalty": 5,
                "p_collectability_score": 6, "p_collectability_tier": "B"}),
        ),
    ];
    for (function, body) in calls {
        let body = body.to_string();
        let served = door.call(function, SERVICE, &body);
        assert!(matches!(served.status, 200 | 204), "{function} {}", served.body);
        for caller in [Caller::Anon, Caller::Role("authenticated"), operator_by_claim()] {
            let refused = door.call(function, caller, &body);
            assert!(matches!(refused.status, 401 | 403), "{function} {}", refused.status);
        }
    }
}

#[test]
fn a_body_without_its_key_says_what_is_missing() {
    let door = open("enrichment_flat");
    for (function, said) in [
        ("upsert_enrichment_bundle", "case_id is required"),
        ("insert_or_get_entity", "case_id is required"),
        ("insert_or_get_case_with_entities", "payload.case.case_number is required"),
    ] {
        let flat = json!({"case_id": CASE, "name": "Bob", "contacts": []}).to_string();
        for body in ["{}", &flat] {
            let refused = refusal(&door.call(function, SERVICE, body));
            assert!(refused.hint.starts_with("Wrap the body in "), "{function} {}", refused.hint);
            assert_eq!((refused.status, refused.message), (400, format!("{function}: {said}")));
        }
    }
}

#[test]
fn text_where_numbers_go_is_400() {
    let door = open("enrichment_text");
    let body =
        json!({"p_case_id": CASE, "p_collectability_score": "high", "p_collectability_tier": null});
    let refused = refusal(&door.call("set_case_enrichment", SERVICE, &body.to_string()));
    assert_eq!((refused.status, refused.code.as_str()), (400, "22P02"));
    let body =
        json!({"p_case_id": CASE, "p_collectability_score": 100.5, "p_collectability_tier": null});
    let refused = refusal(&door.call("set_case_enrichment", SERVICE, &body.to_string()));
    assert_eq!((refused.status, refused.code.as_str()), (400, "P0001"));
}
