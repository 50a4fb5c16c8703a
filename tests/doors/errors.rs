//! Every row of the documented tables of errors, over HTTP: status, code, message and hint.

use dragonfly_tests::Caller;

use crate::place::{Door, Refusal, refusal};

const KIND: &str = "Use one of the kinds enrich, outreach, enforce, case_copilot.";
const NO_KIND: &str = "Use one of the kinds enrich, outreach, enforce, case_copilot. A flat body with other fields \
                       than those documented must be wrapped in payload.";
const KEY: &str =
    "Send an idempotency_key of 1 to 512 characters that names this job and no other.";
const PAYLOAD: &str = "Wrap the value: {\"value\": …}; leave it out for {}.";
const RUN_AT: &str = "Send ISO 8601, for example 2026-01-31T09:00:00Z.";
const DELAY: &str = "Send whole seconds as a number; one year is the most.";

/// Body of a job, message, hint. The wrapped and the flat form of one job must answer alike.
const JOBS: [(&str, &str, &str); 18] = [
    (r#""idempotency_key": "k", "kind": null, "payload": {}"#, "missing kind in payload", NO_KIND),
    (r#""idempotency_key": null, "kind": null, "payload": []"#, "missing kind in payload", NO_KIND),
    (r#""idempotency_key": "k", "kind": "Enrich", "payload": {}"#, "unsupported kind Enrich", KIND),
    (r#""idempotency_key": "k", "kind": "", "payload": {}"#, "unsupported kind ", KIND),
    (r#""idempotency_key": "k", "kind": 5"#, "unsupported kind 5", KIND),
    (r#""idempotency_key": "k", "kind": "q_enrich""#, "unsupported kind q_enrich", KIND),
    (r#""idempotency_key": null, "kind": "enrich", "payload": {}"#, "missing idempotency_key", KEY),
    (r#""idempotency_key": "", "kind": "enrich""#, "missing idempotency_key", KEY),
    (r#""idempotency_key": " \t\n", "kind": "enrich""#, "missing idempotency_key", KEY),
    (r#""kind": "enrich", "payload": {}"#, "missing idempotency_key", KEY),
    (
        r#""idempotency_key": "LONG", "kind": "enrich""#,
        "idempotency_key exceeds 512 characters",
        KEY,
    ),
    (
        r#""idempotency_key": "k", "kind": "enrich", "payload": []"#,
        "payload must be a JSON object",
        PAYLOAD,
    ),
    (
        r#""idempotency_key": "k", "kind": "enrich", "payload": "x""#,
        "payload must be a JSON object",
        PAYLOAD,
    ),
    (
        r#""idempotency_key": "k", "kind": "enrich", "payload": 0"#,
        "payload must be a JSON object",
        PAYLOAD,
    ),
    (
        r#""idempotency_key": "k", "kind": "enrich", "payload": {}, "run_at": "2999-01-01T00:00:00Z""#,
        "run_at must be a timestamp within 365 days",
        RUN_AT,
    ),
    (
        r#""idempotency_key": "k", "kind": "enrich", "payload": {}, "run_at": "infinity""#,
        "run_at must be a timestamp within 365 days",
        RUN_AT,
    ),
    (
        r#""idempotency_key": "k", "kind": "enrich", "payload": {}, "delay_seconds": -1"#,
        "delay_seconds must be an integer from 0 to 31536000",
        DELAY,
    ),
    (
        r#""idempotency_key": "k", "kind": "enrich", "payload": {}, "delay_seconds": 31536001"#,
        "delay_seconds must be an integer from 0 to 31536000",
        DELAY,
    ),
];

/// What only the wrapped form can say: a flat body's fields have the types of SQL arguments.
const WRAPPED: [(&str, &str, &str); 8] = [
    ("", "missing kind in payload", NO_KIND),
    (r#""kind": ["enrich"]"#, "unsupported kind [\"enrich\"]", KIND),
    (r#""kind": "enrich", "idempotency_key": true"#, "idempotency_key must be a string", KEY),
    (r#""kind": "enrich", "idempotency_key": []"#, "idempotency_key must be a string", KEY),
    (r#""kind": "enrich", "idempotency_key": {"a": 1}"#, "idempotency_key must be a string", KEY),
    (
        r#""kind": "enrich", "idempotency_key": "k", "run_at": "soon""#,
        "run_at must be a timestamp within 365 days",
        RUN_AT,
    ),
    (
        r#""kind": "enrich", "idempotency_key": "k", "delay_seconds": 1.5"#,
        "delay_seconds must be an integer from 0 to 31536000",
        DELAY,
    ),
    (
        r#""kind": "enrich", "idempotency_key": "k", "run_at": "2020-01-01", "delay_seconds": 1"#,
        "give run_at or delay_seconds, not both",
        "Leave one of the two out.",
    ),
];

fn bad_input(message: String, hint: &str) -> Refusal {
    Refusal { status: 400, code: "P0001".into(), message, hint: hint.into() }
}

#[test]
fn a_bad_job_is_refused_alike_in_both_forms() {
    let door = Door::open("bad_jobs");
    for (fields, message, hint) in JOBS {
        let fields = fields.replace("LONG", &"ß".repeat(513));
        let expected = bad_input(format!("queue_job: {message}"), hint);
        for body in [format!("{{{fields}}}"), format!("{{\"payload\": {{{fields}}}}}")] {
            assert_eq!(refusal(&door.queue_job(&body)), expected, "{body}");
        }
    }
    assert_eq!(door.rows(), 0);
}

#[test]
fn a_bad_wrapped_job_is_refused() {
    let door = Door::open("bad_wrapped_jobs");
    for (fields, message, hint) in WRAPPED {
        let expected = bad_input(format!("queue_job: {message}"), hint);
        let body = format!("{{\"payload\": {{{fields}}}}}");
        assert_eq!(refusal(&door.queue_job(&body)), expected, "{body}");
    }
    assert_eq!(door.rows(), 0);
}

#[test]
fn a_flat_field_of_the_wrong_type_is_postgres_own_client_error() {
    let door = Door::open("bad_flat_types");
    for (field, code) in [
        (r#""run_at": "soon""#, "22007"),
        (r#""run_at": 1800000000"#, "22008"),
        (r#""delay_seconds": "soon""#, "22P02"),
        (r#""delay_seconds": 1.5"#, "22P02"),
        (r#""delay_seconds": 99999999999"#, "22003"),
    ] {
        let body =
            format!(r#"{{"idempotency_key": "k", "kind": "enrich", "payload": {{}}, {field}}}"#);
        let refused = refusal(&door.queue_job(&body));
        assert_eq!((refused.status, refused.code.as_str()), (400, code), "{body}: {refused:?}");
    }
    assert_eq!(door.rows(), 0);
}

#[test]
fn a_bad_batch_is_refused_with_the_elements_place() {
    let door = Door::open("bad_batches");
    let good = r#"{"kind": "enrich", "idempotency_key": "k"}"#;
    for (jobs, message, details) in [
        (
            format!("[{good}, {good}, {{}}]"),
            "queue_job: missing kind in payload",
            Some("element 2"),
        ),
        (format!("[5, {good}]"), "queue_job: missing kind in payload", Some("element 0")),
        (
            format!(r#"[{good}, {{"kind": "enrich", "idempotency_key": ""}}]"#),
            "queue_job: missing idempotency_key",
            Some("element 1"),
        ),
        ("{}".into(), "queue_jobs: jobs must be an array", None),
        ("null".into(), "queue_jobs: jobs must be an array", None),
        ("\"[]\"".into(), "queue_jobs: jobs must be an array", None),
    ] {
        let body = format!("{{\"jobs\": {jobs}}}");
        let answer = door.call("queue_jobs", Caller::Role("service_role"), &body);
        let refused = refusal(&answer);
        assert_eq!((refused.status, refused.code.as_str()), (400, "P0001"), "{body}");
        assert_eq!(refused.message, message, "{body}");
        let said = answer.json()["details"].as_str().unwrap().to_owned();
        assert_eq!(said.split_once("\nreason: ").map(|(said, _)| said), details, "{body}");
    }
    assert_eq!(door.rows(), 0);
}

/// Function, body, message.
const QUESTIONS: [(&str, &str, &str); 10] = [
    ("dequeue_job", r#"{"kind": null}"#, "dequeue_job: missing kind"),
    ("dequeue_job", r#"{"kind": " "}"#, "dequeue_job: missing kind"),
    ("dequeue_job", r#"{"kind": "mail"}"#, "dequeue_job: unsupported kind mail"),
    (
        "dequeue_jobs",
        r#"{"kind": "enrich", "quantity": 0, "visibility_timeout": 30}"#,
        "dequeue_jobs: quantity must be an integer from 1 to 1000",
    ),
    (
        "dequeue_jobs",
        r#"{"kind": "enrich", "quantity": 1, "visibility_timeout": 43201}"#,
        "dequeue_jobs: visibility_timeout must be an integer from 0 to 43200",
    ),
    (
        "queue_job_status",
        r#"{"kind": "", "idempotency_key": "k"}"#,
        "queue_job_status: missing kind",
    ),
    (
        "queue_job_status",
        r#"{"kind": "enrich", "idempotency_key": null}"#,
        "queue_job_status: missing idempotency_key",
    ),
    ("pgmq_delete", r#"{"queue_name": null, "msg_id": 1}"#, "pgmq_delete: missing queue_name"),
    ("pgmq_delete", r#"{"queue_name": "enrich", "msg_id": null}"#, "pgmq_delete: missing msg_id"),
    (
        "pgmq_delete_many",
        r#"{"queue_name": "enrich", "msg_ids": null}"#,
        "pgmq_delete_many: missing msg_ids",
    ),
];

#[test]
fn a_bad_question_of_a_consumer_is_refused() {
    let door = Door::open("bad_consumers");
    for (function, body, message) in QUESTIONS {
        let refused = refusal(&door.call(function, Caller::Role("service_role"), body));
        assert_eq!((refused.status, refused.code.as_str()), (400, "P0001"), "{body}: {refused:?}");
        assert_eq!(refused.message, message);
        assert!(!refused.hint.is_empty(), "{message}");
    }
}
