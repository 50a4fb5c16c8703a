//! A worker that knows nothing but HTTP: it takes, acknowledges, asks; and one that waits is woken.

use std::time::Duration;

use dragonfly_tests::Caller;
use postgres::fallible_iterator::FallibleIterator;
use serde_json::{Value, json};

use crate::place::{Door, cluster, id};

const SERVICE: Caller = Caller::Role("service_role");

#[test]
fn a_job_goes_its_way_over_http() {
    let door = Door::open("way_of_a_job");
    let status = || {
        let body = r#"{"kind": "enrich", "idempotency_key": "k"}"#;
        door.call("queue_job_status", SERVICE, body).json()["state"].clone()
    };
    assert_eq!(status(), Value::Null);
    let payload = r#"{"n": 1.10, "big": 12345678901234567890123}"#;
    let body = format!(r#"{{"idempotency_key": "k", "kind": "enrich", "payload": {payload}}}"#);
    let sent = id(&door.queue_job(&body));
    assert_eq!(status(), "queued");
    let taken = door.call("dequeue_job", SERVICE, r#"{"kind": "enrich"}"#);
    assert!(taken.body.contains(payload), "{}", taken.body);
    assert_eq!(taken.json()["msg_id"], sent);
    assert_eq!(taken.json()["body"]["idempotency_key"], "k");
    assert_eq!(taken.json()["body"], taken.json()["payload"]);
    assert_eq!(status(), "in_flight");
    let nothing = door.call("dequeue_job", SERVICE, r#"{"kind": "q_enrich"}"#);
    assert_eq!((nothing.status, nothing.body.as_str()), (200, "null"));
    let delete = format!(r#"{{"queue_name": "q_enrich", "msg_id": {sent}}}"#);
    assert_eq!(door.call("pgmq_delete", SERVICE, &delete).body, "true");
    assert_eq!(door.call("pgmq_delete", SERVICE, &delete).body, "false");
    assert_eq!(status(), "done");
}

#[test]
fn a_batch_goes_in_and_out_over_http() {
    let door = Door::open("batch");
    let jobs: Vec<Value> = (0..100)
        .map(|n| json!({"kind": "outreach", "idempotency_key": n % 80, "payload": {"n": n}}))
        .collect();
    let body = json!({ "jobs": jobs }).to_string();
    let sent = door.call("queue_jobs", SERVICE, &body).json();
    let ids: Vec<i64> = serde_json::from_value(sent).unwrap();
    assert_eq!(ids.len(), 100);
    assert_eq!(ids[..20], ids[80..]);
    let take = r#"{"kind": "outreach", "quantity": 1000, "visibility_timeout": 30}"#;
    let taken = door.call("dequeue_jobs", SERVICE, take).json();
    let taken: Vec<i64> =
        taken.as_array().unwrap().iter().map(|job| job["msg_id"].as_i64().unwrap()).collect();
    assert_eq!(taken, ids[..80]);
    assert_eq!(door.call("dequeue_jobs", SERVICE, take).json(), json!([]));
    let delete = json!({"queue_name": "outreach", "msg_ids": taken}).to_string();
    let deleted = door.call("pgmq_delete_many", SERVICE, &delete).json();
    assert_eq!(deleted.as_array().unwrap().len(), 80);
    assert_eq!(door.call("pgmq_delete_many", SERVICE, &delete).json(), json!([]));
}

#[test]
fn a_request_wakes_who_waits_and_only_then() {
    let door = Door::open("wakes");
    let send = |kind: &str, key: &str, delay: u32| {
        let job =
            json!({"kind": kind, "idempotency_key": key, "payload": {}, "delay_seconds": delay});
        assert!(id(&door.queue_job(&job.to_string())) > 0);
    };
    let mut consumer = door.client();
    consumer.batch_execute("listen dragonfly_queue").unwrap();
    send("enrich", "nobody waits yet", 0);
    consumer.batch_execute("select dragonfly.waiting('enrich')").unwrap();
    send("enrich", "wakes", 0);
    send("enrich", "wakes", 0);
    send("outreach", "of another kind", 0);
    send("enrich", "not due yet", 60);
    consumer.batch_execute("select dragonfly.working('enrich')").unwrap();
    send("enrich", "nobody waits any more", 0);
    // Notifications arrive in the order of their commits: after this one there is nothing left.
    door.client().batch_execute("notify dragonfly_queue, 'end'").unwrap();
    let mut heard = Vec::new();
    let mut notifications = consumer.notifications();
    let mut arriving = notifications.timeout_iter(Duration::from_mins(1));
    while let Some(notification) = arriving.next().unwrap() {
        heard.push(notification.payload().to_owned());
        if heard.last().is_some_and(|payload| payload == "end") {
            break;
        }
    }
    assert_eq!(heard, ["enrich", "end"]);
}

#[test]
fn a_batch_wakes_once_per_kind() {
    let door = Door::open("batch_wakes");
    let mut consumer = cluster().connect("batch_wakes", "postgres");
    consumer
        .batch_execute(
            "listen dragonfly_queue; select dragonfly.waiting('enrich'), dragonfly.waiting('enforce')",
        )
        .unwrap();
    let kinds = ["enrich", "enforce", "outreach"];
    let jobs: Vec<Value> =
        (0..30).map(|n| json!({"kind": kinds[n % 3], "idempotency_key": n})).collect();
    let body = json!({ "jobs": jobs }).to_string();
    assert_eq!(door.call("queue_jobs", SERVICE, &body).status, 200);
    door.client().batch_execute("notify dragonfly_queue, 'end'").unwrap();
    let mut heard: Vec<String> = Vec::new();
    let mut notifications = consumer.notifications();
    let mut arriving = notifications.timeout_iter(Duration::from_mins(1));
    while heard.last().is_none_or(|payload| payload != "end") {
        heard.push(arriving.next().unwrap().expect("a notification").payload().to_owned());
    }
    heard.sort();
    assert_eq!(heard, ["end", "enforce", "enrich"]);
}
