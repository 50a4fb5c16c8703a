//! The workers' protocol over HTTP: schema `workers` beside `public`, chosen by the profile.

use dragonfly_tests::{Answer, Caller};
use serde_json::{Value, json};

use crate::place::{Door, Refusal, id, operator_by_claim, refusal};

const SCHEMAS: (&str, &str) = ("PGRST_DB_SCHEMAS", "public, workers");
const SERVICE: Caller = Caller::Role("service_role");
const WORKER: &str = "00000000-0000-4000-8000-000000000001";

/// A door to both schemas.
fn open(database: &'static str) -> Door {
    Door::open_with(database, &[SCHEMAS])
}

fn call(door: &Door, function: &str, caller: Caller, body: &Value) -> Answer {
    let headers = [("Content-Profile", "workers")];
    door.rest.request("POST", &format!("/rpc/{function}"), caller, &headers, &body.to_string())
}

fn look(door: &Door, path: &str, caller: Caller) -> Answer {
    door.rest.request("GET", path, caller, &[("Accept-Profile", "workers")], "")
}

fn envelope(key: &str) -> Value {
    json!({
        "org_id": "770e8400-e29b-41d4-a716-446655440002", "idempotency_key": key,
        "entity_type": "Batch", "entity_id": "7", "payload": {"rows": 150},
    })
}

fn enqueue(door: &Door, key: &str) -> i64 {
    let body = json!({"queue": "q_ingest_raw", "envelope": envelope(key)});
    id(&call(door, "enqueue", SERVICE, &body))
}

/// Takes what is there; the ids.
fn poll(door: &Door) -> Vec<i64> {
    let answer = call(door, "poll", SERVICE, &json!({"queue": "ingest_raw", "worker_id": WORKER}));
    assert_eq!(answer.status, 200, "{}", answer.body);
    let jobs = answer.json();
    jobs.as_array().unwrap().iter().map(|job| job["msg_id"].as_i64().unwrap()).collect()
}

/// A call with every argument that it takes: function, body, what it answers.
fn calls() -> Vec<(&'static str, Value, Value)> {
    let job = |msg_id: i64| json!({"queue": "ingest_raw", "msg_id": msg_id, "worker_id": WORKER});
    let with = |mut body: Value, more: Value| {
        let more = more.as_object().unwrap().clone();
        body.as_object_mut().unwrap().extend(more);
        body
    };
    let beat = json!({"queue": "q_ingest_raw", "version": "1.0", "pid": 7, "status": "healthy",
        "processed": 1, "failed": 0, "metadata": {"region": "eu"}});
    vec![
        ("heartbeat", with(beat.clone(), json!({"worker_id": WORKER, "hostname": "h"})), json!("")),
        ("upsert_heartbeat", with(beat, json!({"worker": WORKER, "host": "h"})), json!("")),
        ("extend", with(job(1), json!({"seconds": 60, "attempt": 1})), json!(true)),
        ("succeed", with(job(1), json!({"result": {"n": 1.10}, "attempt": 1})), json!(true)),
        ("succeed", with(job(1), json!({"result": null, "attempt": null})), json!(false)),
        (
            "fail",
            with(job(2), json!({"error": "no", "retryable": false, "attempt": 1})),
            json!({"dead": true, "attempt": 1, "retry_in_seconds": null}),
        ),
        ("fail", with(job(2), json!({"error": "no"})), json!({"lost": true})),
        (
            "succeed_many",
            json!({"queue": "ingest_raw", "msg_ids": [3, 99], "worker_id": WORKER,
                "results": [1, 2]}),
            json!([3]),
        ),
        ("release", json!({"queue": "ingest_raw", "msg_ids": [4], "worker_id": WORKER}), json!(1)),
        ("is_job_processed", json!({"key": "job:1"}), json!(true)),
        (
            "claim_job",
            json!({"key": "job:4", "msg": 4, "queue": "q_ingest_raw", "worker": WORKER}),
            json!(true),
        ),
        ("fail_job", json!({"key": "job:4", "error": "no"}), json!("")),
        (
            "claim_job",
            json!({"key": "job:4", "msg": 4, "queue": "q_ingest_raw", "worker": null}),
            json!(true),
        ),
        ("complete_job", json!({"key": "job:4", "result": null}), json!("")),
        (
            "update_metrics",
            json!({"queue": "ingest_raw", "job": WORKER, "latency_ms": 5, "success": true}),
            json!(""),
        ),
        ("purge_dead_letters", json!({"older_than": "1 day"}), json!(0)),
    ]
}

#[test]
fn every_function_answers_under_its_profile() {
    let door = open("worker_calls");
    let sent: Vec<i64> = (1..=4).map(|n| enqueue(&door, &format!("job:{n}"))).collect();
    assert_eq!(sent, [1, 2, 3, 4]);
    assert_eq!(poll(&door), sent);
    for (function, body, wanted) in calls() {
        let answer = call(&door, function, SERVICE, &body);
        assert!(matches!(answer.status, 200 | 204), "{function}: {}", answer.body);
        assert_eq!(answer.json(), wanted, "{function}");
    }
    let body = json!({"queue": null, "max_count": null, "dry_run": null});
    let replayed = call(&door, "replay_dead_letters", SERVICE, &body).json();
    let only = (&replayed[0]["action"], &replayed[0]["original_queue"], &replayed[1]);
    assert_eq!(only, (&json!("replayed"), &json!("ingest_raw"), &Value::Null));
    let stale = call(&door, "find_stale_workers", SERVICE, &json!({"minutes": 5}));
    assert_eq!((stale.status, stale.body.as_str()), (200, "[]"));
}

#[test]
fn an_envelope_comes_out_in_its_normal_form() {
    let door = open("worker_envelopes");
    let sent = json!({"envelope": envelope(" k ")});
    let normal = call(&door, "validate_envelope", SERVICE, &sent).json();
    assert_eq!(
        (&normal["idempotency_key"], &normal["entity_type"]),
        (&json!("k"), &json!("batch"))
    );
    assert_eq!((&normal["attempt"], &normal["payload"]), (&json!(1), &json!({"rows": 150})));
    enqueue(&door, "k");
    let body = json!({"queue": "ingest_raw", "worker_id": WORKER, "quantity": null,
        "visibility_timeout": null});
    let job = call(&door, "poll", SERVICE, &body).json()[0].clone();
    assert_eq!((&job["attempt"], &job["read_ct"]), (&json!(1), &json!(1)));
    assert_eq!(job["envelope"]["payload"], json!({"rows": 150}));
}

#[test]
fn refusals_have_their_status_and_change_nothing() {
    let door = open("worker_refusals");
    let poll = |queue: Value| ("poll", json!({"queue": queue, "worker_id": WORKER}));
    let rows = || -> i64 {
        let sql = "select (select count(*) from pgmq.q_ingest_raw)
            + (select count(*) from workers.processed_jobs)
            + (select count(*) from workers.heartbeats) + (select count(*) from pgmq.q_dead_letter)";
        door.client().query_one(sql, &[]).unwrap().get(0)
    };
    let beat = json!({"worker_id": WORKER, "queue": "ingest_raw", "hostname": "h", "version": "1",
        "pid": 1, "status": "asleep"});
    for ((function, body), status, code, message) in [
        (poll(json!("dead_letter")), 400, "P0001", "not a worker queue"),
        (poll(json!("q_content")), 400, "P0001", "not a worker queue"),
        (poll(json!(null)), 400, "P0001", "queue is required"),
        (poll(json!("nowhere")), 404, "PT404", "queue nowhere does not exist"),
        (
            ("poll", json!({"queue": "ingest_raw", "worker_id": null})),
            400,
            "P0001",
            "worker_id is required",
        ),
        (
            ("enqueue", json!({"queue": "ingest_raw", "envelope": {}})),
            400,
            "P0001",
            "Invalid Envelope",
        ),
        (
            (
                "enqueue",
                json!({"queue": "ingest_raw", "envelope": envelope("k"),
            "delay_seconds": -1}),
            ),
            400,
            "P0001",
            "delay_seconds must be an integer from 0 to 31536000",
        ),
        (("heartbeat", beat), 400, "P0001", "unsupported status: asleep"),
    ] {
        let Refusal { status: found, code: its_code, message: said, hint } =
            refusal(&call(&door, function, SERVICE, &body));
        let wanted = (status, code, format!("{function}: {message}"));
        assert_eq!((found, its_code.as_str(), said), wanted, "{body}");
        assert!(!hint.is_empty(), "{function} {body}");
    }
    assert_eq!(rows(), 0);
}

#[test]
fn everything_that_is_wrong_with_an_envelope_is_in_the_details() {
    let door = open("worker_faults");
    let mut sent = envelope("");
    sent["org_id"] = json!("org-dragonfly-prod");
    sent["priority"] = json!("high");
    sent["attempt"] = json!(0);
    let answer = call(&door, "validate_envelope", SERVICE, &json!({"envelope": sent})).json();
    let list: Value = serde_json::from_str(answer["details"].as_str().unwrap()).unwrap();
    let found: Vec<_> = list.as_array().unwrap().iter().map(|fault| &fault["type"]).collect();
    let wanted = ["uuid_parsing", "string_too_short", "greater_than_equal", "extra_forbidden"];
    assert_eq!(found, wanted);
    assert_eq!(list[0]["loc"], json!(["org_id"]));
    assert_eq!(list[0]["input"], json!("org-dragonfly-prod"));
}

#[test]
fn a_set_of_keys_that_no_function_has_is_404_and_writes_nothing() {
    let door = open("worker_keys");
    for (function, body) in [
        ("enqueue", json!({"queue": "ingest_raw", "envelop": envelope("k")})),
        ("enqueue", json!({"queue_name": "ingest_raw", "envelope": envelope("k")})),
        ("enqueue", json!({"queue": "ingest_raw", "envelope": envelope("k"), "delay": 5})),
        ("poll", json!({"queue": "ingest_raw", "worker": WORKER})),
        ("heartbeat", json!({"worker": WORKER, "queue": "ingest_raw"})),
    ] {
        assert_eq!(call(&door, function, SERVICE, &body).status, 404, "{function} {body}");
    }
    let sql = "select (select count(*) from pgmq.q_ingest_raw)
        + (select count(*) from workers.heartbeats)";
    assert_eq!(door.client().query_one(sql, &[]).unwrap().get::<_, i64>(0), 0);
}

#[test]
fn all_of_it_is_for_service_role_alone() {
    let door = open("worker_roles");
    enqueue(&door, "job:1");
    poll(&door);
    let mut all = calls();
    all.extend([
        ("enqueue", json!({"queue": "ingest_raw", "envelope": envelope("x")}), Value::Null),
        ("poll", json!({"queue": "ingest_raw", "worker_id": WORKER}), Value::Null),
        ("validate_envelope", json!({"envelope": envelope("x")}), Value::Null),
        ("replay_dead_letters", json!({}), Value::Null),
        ("find_stale_workers", json!({}), Value::Null),
    ]);
    for (caller, status) in [
        (Caller::Anon, 401),
        (Caller::Role("authenticated"), 403),
        (operator_by_claim(), 403),
        (Caller::Role("enforcement_operator"), 403),
    ] {
        for (function, body, _) in &all {
            let refused = call(&door, function, caller.clone(), body);
            assert_eq!(refused.status, status, "{function} {}", refused.body);
        }
        for table in ["heartbeats", "processed_jobs", "dead_letter_log", "v_queue_metrics"] {
            let refused = look(&door, &format!("/{table}"), caller.clone());
            assert_eq!(refused.status, status, "{table} {}", refused.body);
        }
    }
}

#[test]
fn operators_make_no_queues_over_http() {
    let door = open("worker_queues");
    for function in ["create_queue", "drop_queue"] {
        let refused = call(&door, function, SERVICE, &json!({"queue": "mail"}));
        assert_eq!(refused.status, 403, "{function} {}", refused.body);
    }
}

#[test]
fn health_and_figures_can_be_read() {
    let door = open("worker_views");
    let beat = json!({"worker_id": WORKER, "queue": "q_ingest_raw", "hostname": "h",
        "version": "1", "pid": 1, "status": "healthy"});
    assert!(call(&door, "heartbeat", SERVICE, &beat).status < 300);
    enqueue(&door, "job:1");
    let health = look(&door, "/v_worker_health?queue_name=eq.q_ingest_raw", SERVICE).json();
    assert_eq!(
        (&health[0]["worker_id"], &health[0]["health_status"]),
        (&json!(WORKER), &json!("alive"))
    );
    let path = "/v_queue_metrics?queue_name=eq.ingest_raw&select=depth,active_workers,dead_letters";
    let figures = look(&door, path, SERVICE).json();
    assert_eq!(figures, json!([{"depth": 1, "active_workers": 1, "dead_letters": 0}]));
}

#[test]
fn without_the_setting_or_the_profile_there_is_no_such_schema() {
    let door = Door::open("worker_closed");
    let body = json!({"queue": "ingest_raw", "worker_id": WORKER});
    assert_eq!(call(&door, "poll", SERVICE, &body).status, 406);
    let door = open("worker_profile");
    assert_eq!(door.call("poll", SERVICE, &body.to_string()).status, 404);
}
