//! Every documented set of keys reaches its own form of `queue_job`.

use serde_json::json;

use crate::place::{Door, id};

/// Database, body, seconds until the message is visible.
const BODIES: [(&str, &str, i64); 14] = [
    (
        "wrapped",
        r#"{"payload": {"idempotency_key": "K", "kind": "enrich", "payload": {"n": 1}}}"#,
        0,
    ),
    (
        "wrapped with a delay",
        r#"{"payload": {"idempotency_key": "K", "kind": "enrich", "payload": {"n": 1}, "delay_seconds": 60}}"#,
        60,
    ),
    (
        "wrapped with nulls",
        r#"{"payload": {"idempotency_key": "K", "kind": "enrich", "payload": {"n": 1}, "run_at": null, "delay_seconds": null}}"#,
        0,
    ),
    ("key, kind, payload", r#"{"idempotency_key": "K", "kind": "enrich", "payload": {"n": 1}}"#, 0),
    ("in another order", r#"{"payload": {"n": 1}, "kind": "enrich", "idempotency_key": "K"}"#, 0),
    ("key and kind", r#"{"idempotency_key": "K", "kind": "enrich"}"#, 0),
    ("payload null", r#"{"idempotency_key": "K", "kind": "enrich", "payload": null}"#, 0),
    (
        "run_at in the past",
        r#"{"idempotency_key": "K", "kind": "enrich", "payload": {"n": 1}, "run_at": "2020-01-01T00:00:00Z"}"#,
        0,
    ),
    (
        "run_at null",
        r#"{"idempotency_key": "K", "kind": "enrich", "payload": {"n": 1}, "run_at": null}"#,
        0,
    ),
    (
        "delay_seconds",
        r#"{"idempotency_key": "K", "kind": "enrich", "payload": {"n": 1}, "delay_seconds": 60}"#,
        60,
    ),
    (
        "no payload, run_at",
        r#"{"idempotency_key": "K", "kind": "enrich", "run_at": "2020-01-01"}"#,
        0,
    ),
    ("no payload, delay", r#"{"idempotency_key": "K", "kind": "enrich", "delay_seconds": 60}"#, 60),
    (
        "delay_seconds null",
        r#"{"idempotency_key": "K", "kind": "enrich", "payload": {"n": 1}, "delay_seconds": null}"#,
        0,
    ),
    (
        "payload and delay null",
        r#"{"idempotency_key": "K", "kind": "enrich", "payload": null, "delay_seconds": null}"#,
        0,
    ),
];

#[test]
fn every_documented_key_set_enqueues_its_job() {
    let door = Door::open("key_sets");
    for (name, body, delay) in BODIES {
        let body = body.replace('K', name);
        let payload = if body.contains(r#""n": 1"#) { json!({"n": 1}) } else { json!({}) };
        let first = id(&door.queue_job(&body));
        assert_eq!(door.message(first), (payload, delay), "{name}");
        assert_eq!(id(&door.queue_job(&body)), first, "{name}");
    }
    assert_eq!(door.rows(), 2 * i64::try_from(BODIES.len()).unwrap());
}

#[test]
fn a_run_at_ahead_is_when_the_job_becomes_visible() {
    let door = Door::open("run_at_ahead");
    let sql = "select to_char((now() + interval '90 days') at time zone 'UTC',
                   'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"')";
    let run_at: String = door.client().query_one(sql, &[]).unwrap().get(0);
    let flat =
        json!({"idempotency_key": "flat", "kind": "enrich", "payload": {}, "run_at": run_at});
    let inner = json!({"idempotency_key": "wrapped", "kind": "enrich", "run_at": run_at});
    let wrapped = json!({ "payload": inner });
    for body in [flat, wrapped] {
        let id = id(&door.queue_job(&body.to_string()));
        let sql = "select vt = $1::text::timestamptz from pgmq.q_enrich where msg_id = $2";
        let exact: bool = door.client().query_one(sql, &[&run_at, &id]).unwrap().get(0);
        assert!(exact, "{body}");
    }
}

#[test]
fn one_key_through_every_form_is_one_message() {
    let door = Door::open("one_key");
    let ids: Vec<i64> =
        BODIES.iter().map(|(_, body, _)| id(&door.queue_job(&body.replace('K', "same")))).collect();
    assert!(ids.iter().all(|id| *id == ids[0]), "{ids:?}");
    assert_eq!(door.rows(), 2);
}

#[test]
fn a_number_is_a_key_in_both_forms() {
    let door = Door::open("number_keys");
    let flat = id(&door.queue_job(r#"{"idempotency_key": 7, "kind": "enrich"}"#));
    let wrapped = r#"{"payload": {"idempotency_key": 7, "kind": "enrich"}}"#;
    assert_eq!(id(&door.queue_job(wrapped)), flat);
    let text = r#"{"idempotency_key": "7", "kind": "enrich", "payload": {}}"#;
    assert_eq!(id(&door.queue_job(text)), flat);
}
