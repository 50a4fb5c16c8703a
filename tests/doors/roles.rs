//! Who may call what, by token.

use dragonfly_tests::Caller;
use serde_json::{Value, json};

use crate::place::{Door, id, operator_by_claim, refusal};

/// Function, body, and the status for: no token, anon, authenticated, operator by claim, `service_role`.
const CALLS: [(&str, &str, [u16; 5]); 8] = [
    ("queue_job", r#"{"kind": "enrich", "idempotency_key": "k"}"#, [200, 200, 200, 200, 200]),
    (
        "queue_job",
        r#"{"payload": {"kind": "enrich", "idempotency_key": "k"}}"#,
        [200, 200, 200, 200, 200],
    ),
    (
        "queue_jobs",
        r#"{"jobs": [{"kind": "enrich", "idempotency_key": "k"}]}"#,
        [401, 403, 403, 403, 200],
    ),
    (
        "queue_job_status",
        r#"{"kind": "enrich", "idempotency_key": "k"}"#,
        [401, 403, 403, 200, 200],
    ),
    ("dequeue_job", r#"{"kind": "enrich"}"#, [401, 403, 403, 403, 200]),
    (
        "dequeue_jobs",
        r#"{"kind": "enrich", "quantity": 1, "visibility_timeout": 0}"#,
        [401, 403, 403, 403, 200],
    ),
    ("pgmq_delete", r#"{"queue_name": "enrich", "msg_id": 1}"#, [401, 403, 403, 403, 200]),
    ("pgmq_delete_many", r#"{"queue_name": "enrich", "msg_ids": [1]}"#, [401, 403, 403, 403, 200]),
];

fn callers() -> [Caller; 5] {
    [
        Caller::Anon,
        Caller::Role("anon"),
        Caller::Role("authenticated"),
        operator_by_claim(),
        Caller::Role("service_role"),
    ]
}

#[test]
fn every_function_answers_each_token_with_its_status() {
    let door = Door::open("roles");
    for (function, body, mut statuses) in CALLS {
        // PostgREST says 401 of whoever ends up as its anonymous role, with a token or without.
        statuses[1] = statuses[0];
        for (caller, status) in callers().into_iter().zip(statuses) {
            let answer = door.call(function, caller.clone(), body);
            assert_eq!(answer.status, status, "{function} {caller:?} {}", answer.body);
            if status != 200 {
                assert_eq!(refusal(&answer).code, "42501", "{function} {caller:?}");
            }
        }
    }
}

#[test]
fn a_token_of_role_enforcement_operator_is_served_without_further_set_up() {
    let door = Door::open("operator_token");
    let operator = Caller::Role("enforcement_operator");
    let job = r#"{"kind": "enrich", "idempotency_key": "k"}"#;
    let sent = door.call("queue_job", operator.clone(), job);
    assert!(id(&sent) > 0);
    let status = door.call("queue_job_status", operator.clone(), job);
    assert_eq!((status.status, status.json()["state"].as_str()), (200, Some("queued")));
    assert_eq!(door.call("dequeue_job", operator, r#"{"kind": "enrich"}"#).status, 403);
}

#[test]
fn only_an_operators_claims_open_the_status() {
    let door = Door::open("status_claims");
    let job = r#"{"kind": "enrich", "idempotency_key": "k"}"#;
    assert!(id(&door.queue_job(job)) > 0);
    let refused = [
        json!({}),
        json!({"app_metadata": {"role": "service_role"}}),
        json!({"app_metadata": {"roles": ["enforcement_operator"]}}),
        json!({"app_metadata": "enforcement_operator"}),
        json!({"user_metadata": {"role": "enforcement_operator"}}),
    ];
    for claims in refused {
        assert_eq!(as_authenticated(&door, &claims, job), 403, "{claims}");
    }
    let rank = json!({"app_metadata": {"role": "enforcement_operator"}});
    assert_eq!(as_authenticated(&door, &rank, job), 200);
    // Only the token counts: the same words in a header or as the anonymous role say nothing.
    let header = ("X-App-Metadata", r#"{"role": "enforcement_operator"}"#);
    let answer = door.rest.request(
        "POST",
        "/rpc/queue_job_status",
        Caller::Role("authenticated"),
        &[header],
        job,
    );
    assert_eq!(answer.status, 403);
    let anonymous = json!({"role": "anon", "app_metadata": {"role": "enforcement_operator"}});
    assert_eq!(door.call("queue_job_status", Caller::Claims(anonymous), job).status, 401);
}

fn as_authenticated(door: &Door, claims: &Value, body: &str) -> u16 {
    let mut claims = claims.clone();
    claims["role"] = json!("authenticated");
    door.call("queue_job_status", Caller::Claims(claims), body).status
}

#[test]
fn a_pooled_connection_forgets_the_claims_of_the_request_before() {
    let door = Door::open_with("one_connection", &[("PGRST_DB_POOL", "1")]);
    let job = r#"{"kind": "enrich", "idempotency_key": "k"}"#;
    assert!(id(&door.queue_job(job)) > 0);
    for _ in 0..3 {
        assert_eq!(door.call("queue_job_status", operator_by_claim(), job).status, 200);
        assert_eq!(door.call("queue_job_status", Caller::Role("authenticated"), job).status, 403);
        assert_eq!(door.call("queue_job_status", Caller::Anon, job).status, 401);
    }
}

#[test]
fn an_exposed_dragonfly_schema_shows_each_role_its_own() {
    let door = Door::open_with("exposed", &[("PGRST_DB_SCHEMAS", "public, dragonfly, pgmq")]);
    for (schema, function, body, statuses) in [
        ("dragonfly", "doctor", "{}", [401, 403, 200]),
        ("dragonfly", "version", "{}", [401, 403, 200]),
        ("dragonfly", "purge_idempotency_keys", "{}", [401, 403, 200]),
        ("dragonfly", "install", "{}", [401, 403, 403]),
        ("dragonfly", "uninstall_jobs", "{}", [401, 403, 403]),
        ("dragonfly", "finish_script", "{}", [401, 403, 403]),
        ("pgmq", "list_queues", "{}", [401, 403, 200]),
        ("pgmq", "send", r#"{"queue_name": "enrich", "msg": {}}"#, [401, 403, 200]),
    ] {
        let callers = [Caller::Anon, operator_by_claim(), Caller::Role("service_role")];
        for (caller, status) in callers.into_iter().zip(statuses) {
            let path = format!("/rpc/{function}");
            let header = ("Content-Profile", schema);
            let answer = door.rest.request("POST", &path, caller.clone(), &[header], body);
            assert_eq!(answer.status, status, "{function} {caller:?} {}", answer.body);
        }
    }
    for table in ["idempotency_keys", "settings"] {
        let header = ("Accept-Profile", "dragonfly");
        let path = format!("/{table}");
        let answer = door.rest.request("GET", &path, Caller::Role("service_role"), &[header], "");
        assert_eq!(answer.status, 403, "{table} {}", answer.body);
    }
}
