//! Bodies with keys that are not documented, or with none: they write nothing, whatever they hold.

use dragonfly_tests::Caller;

use crate::place::Door;

/// A payload that would be a job of its own.
const INNER: &str = r#"{"kind": "outreach", "idempotency_key": "inner", "payload": {}}"#;

#[track_caller]
fn write_nothing(database: &'static str, bodies: &[&str]) {
    let door = Door::open(database);
    let mut written = Vec::new();
    for body in bodies {
        let body = body.replace("INNER", INNER);
        let before = door.rows();
        let answer = door.queue_job(&body);
        if door.rows() != before || answer.status == 200 {
            written.push(format!("{body} => {} {}", answer.status, answer.body));
        }
    }
    assert!(written.is_empty(), "{}", written.join("\n"));
}

#[test]
fn a_body_without_a_job_writes_nothing() {
    write_nothing(
        "without_a_job",
        &[
            "",
            "{}",
            "[]",
            "null",
            "5",
            "true",
            r#""enrich""#,
            "[1]",
            "[[]]",
            r#"{"payload": {}}"#,
            r#"{"payload": null}"#,
            r#"{"payload": []}"#,
            r#"{"payload": 5}"#,
            r#"{"payload": {"payload": INNER}}"#,
            r#"{"job": INNER}"#,
            r#"{"jobs": [INNER]}"#,
            r#"{"body": INNER, "p": INNER}"#,
            r#"{"": INNER}"#,
        ],
    );
}

#[test]
fn misspelled_keys_write_nothing() {
    write_nothing(
        "misspelled",
        &[
            r#"{"Kind": "enrich", "idempotency_key": "k", "payload": {}}"#,
            r#"{"kind": "enrich", "idempotencyKey": "k", "payload": {}}"#,
            r#"{"kind": "enrich", "key": "k"}"#,
            r#"{"kind": "enrich", "idempotency_key": "k", "Payload": {}}"#,
            r#"{"kind": "enrich", "idempotency_key": "k", "extra": 1}"#,
            r#"{"kind": "enrich", "idempotency_key": "k", "payload": {}, "extra": 1}"#,
            r#"{"kind": "enrich", "idempotency_key": "k", "payload": {}, "priority": null}"#,
            r#"{"kind": "enrich"}"#,
            r#"{"idempotency_key": "k"}"#,
            r#"{"idempotency_key": "k", "payload": {}}"#,
        ],
    );
}

#[test]
fn a_missing_key_around_a_payload_that_looks_like_a_job_writes_nothing() {
    write_nothing("no_key_inner_job", &[r#"{"kind": "enrich", "payload": INNER}"#]);
}

#[test]
fn a_missing_kind_around_a_payload_that_looks_like_a_job_writes_nothing() {
    write_nothing("no_kind_inner_job", &[r#"{"idempotency_key": "k", "payload": INNER}"#]);
}

#[test]
fn both_times_around_a_payload_that_looks_like_a_job_write_nothing() {
    let both = r#"{"idempotency_key": "k", "kind": "enrich", "payload": INNER, "run_at": "2020-01-01", "delay_seconds": 1}"#;
    write_nothing("both_times_inner_job", &[both]);
}

#[test]
fn one_time_beside_a_null_is_the_outer_job() {
    let door = Door::open("one_time_inner_job");
    let body = r#"{"idempotency_key": "k", "kind": "enrich", "payload": INNER, "run_at": null, "delay_seconds": 1}"#;
    let answer = door.queue_job(&body.replace("INNER", INNER));
    assert_eq!((answer.status, door.rows()), (200, 2), "{}", answer.body);
    assert_eq!(door.state("enrich", "k").as_deref(), Some("delayed"), "the outer job");
}

/// `PostgREST` hands a body whose keys match no form to the one that takes the wrapped body, and drops
/// every other key before we are called. So such a body *is* a wrapped one, as the README says; with
/// the contract's signature `queue_job(payload jsonb)` nothing can tell them apart.
#[test]
fn a_body_with_undocumented_keys_is_read_as_the_wrapped_form() {
    for (database, body) in [
        ("extra_a", r#"{"payload": INNER, "extra": 1}"#),
        ("extra_b", r#"{"idempotency_key": "k", "kind": "enrich", "payload": INNER, "extra": 1}"#),
        ("extra_c", r#"{"kind": "enrich", "payload": INNER, "extra": 1}"#),
    ] {
        let door = Door::open(database);
        let answer = door.queue_job(&body.replace("INNER", INNER));
        assert_eq!((answer.status, door.rows()), (200, 2), "{body} => {}", answer.body);
        assert_eq!(door.state("outreach", "inner").as_deref(), Some("queued"), "{body}");
    }
}

#[test]
fn a_get_writes_nothing() {
    let door = Door::open("by_get");
    // PostgREST runs a GET in a read-only transaction, and takes a JSON parameter for a string.
    for (query, status) in [
        ("kind=enrich&idempotency_key=k", 405),
        ("kind=enrich&idempotency_key=k&payload=%7B%7D", 400),
        ("payload=%7B%22kind%22%3A%22enrich%22%2C%22idempotency_key%22%3A%22k%22%7D", 400),
    ] {
        let answer = door.rest.get(&format!("/rpc/queue_job?{query}"), Caller::Anon);
        assert_eq!(answer.status, status, "{query} => {}", answer.body);
    }
    assert_eq!(door.rows(), 0);
}
