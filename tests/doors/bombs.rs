//! Values that cost little to send and very much to write as text, sent over HTTP: what was sent behind them
//! is delivered, dumps and replication go on, a refusal costs nothing.

use std::fs;

use dragonfly_tests::{Answer, Caller, Cluster, ClusterOptions, Rest, install, supabase_defaults};
use postgres::Client;
use serde_json::{Value, json};

use crate::place::{Door, Refusal, id, refusal};

pub const SERVICE: Caller = Caller::Role("service_role");
pub const WORKERS: (&str, &str) = ("PGRST_DB_SCHEMAS", "public, workers");
pub const WORKER: &str = "00000000-0000-4000-8000-000000000001";

/// An array of numbers that are nine bytes each as JSON and 131 072 when written out.
fn bomb(count: usize) -> String {
    format!("[{}]", vec!["1e131071"; count].join(","))
}

pub fn user() -> Caller {
    Caller::Claims(json!({"role": "authenticated", "sub": "u"}))
}

/// The refusal of a field that has such a number.
#[track_caller]
fn assert_refused(answer: &Answer, message: &str) {
    let expected = Refusal {
        status: 400,
        code: "P0001".into(),
        message: format!("{message} has a number of more than 1000 digits"),
        hint: "Send the number as a string.".into(),
    };
    assert_eq!(refusal(answer), expected);
}

/// What came of a call that must be fine.
#[track_caller]
pub fn fine(answer: &Answer) -> Value {
    assert_eq!(answer.status, 200, "{:.300}", answer.body);
    answer.json()
}

pub fn in_workers(door: &Door, function: &str, body: &Value) -> Answer {
    let headers = [("Content-Profile", "workers")];
    door.rest.request("POST", &format!("/rpc/{function}"), SERVICE, &headers, &body.to_string())
}

pub fn poll(door: &Door, queue: &str) -> Vec<i64> {
    let jobs = fine(&in_workers(door, "poll", &json!({"queue": queue, "worker_id": WORKER})));
    jobs.as_array().unwrap().iter().map(|job| job["msg_id"].as_i64().unwrap()).collect()
}

/// Sends what no door would take.
pub fn send(client: &mut Client, queue: &str, message: &str) -> i64 {
    let sql = format!("set role service_role; select pgmq.send('{queue}', '{message}') as id");
    let rows = client.simple_query(&sql).unwrap();
    let id = rows.iter().find_map(|row| match row {
        postgres::SimpleQueryMessage::Row(row) => row.get(0).map(str::to_owned),
        _ => None,
    });
    id.unwrap().parse().unwrap()
}

#[test]
fn a_job_behind_a_bomb_is_delivered() {
    let door = Door::open_with("bombs_queue", &[WORKERS]);
    let body = |key: &str, payload: &str| {
        format!(r#"{{"idempotency_key": "{key}", "kind": "enrich", "payload": {payload}}}"#)
    };
    let bombed = format!(r#"{{"a": {}}}"#, bomb(4500));
    assert_refused(&door.queue_job(&body("bomb", &bombed)), "queue_job: payload");
    let wrapped = format!(r#"{{"payload": {}}}"#, body("bomb", &bombed));
    assert_refused(&door.queue_job(&wrapped), "queue_job: payload");
    assert_eq!(door.rows(), 0);
    // One that got onto the queue some other way.
    send(&mut door.client(), "enrich", &body("bomb", &bombed));
    let good = id(&door.queue_job(&body("good", "{}")));
    let taken = fine(&door.call("dequeue_job", SERVICE, r#"{"kind": "enrich"}"#));
    assert_eq!(
        (&taken["msg_id"], &taken["payload"]["idempotency_key"]),
        (&json!(good), &json!("good"))
    );
    send(&mut door.client(), "enrich", &body("bomb 2", &bombed));
    let second = id(&door.queue_job(&body("good 2", "{}")));
    assert_eq!(poll(&door, "enrich"), [second]);
    let errors = "select string_agg(concat_ws(' ', idempotency_key, error_message), ', ' order by moved_to_dlq_at)
        from workers.dead_letter_log";
    let errors: String = door.client().query_one(errors, &[]).unwrap().get(0);
    assert_eq!(errors.matches("Message too large").count(), 2, "{errors}");
}

#[test]
fn a_job_store_is_not_stopped_by_a_user_s_bomb() {
    let door = Door::open("bombs_jobs");
    let job = |more: &str| {
        format!(r#"{{"type": "tech_rfp_report", "payload": {{"package_id": "p"{more}}}}}"#)
    };
    let bombed = job(&format!(r#", "x": {}"#, bomb(9000)));
    assert_refused(&door.call("create_job", user(), &bombed), "create_job: payload");
    let good = fine(&door.call("create_job", user(), &job("")));
    let claimed = fine(&door.call("claim_jobs", SERVICE, "{}"));
    assert_eq!(claimed.as_array().unwrap().len(), 1);
    assert_eq!(claimed[0]["job_id"], good);
    // Whoever writes to the table meets its check.
    let answer = door.rest.request("POST", "/jobs", SERVICE, &[], &bombed);
    let refused = refusal(&answer);
    assert_eq!((refused.status, refused.code.as_str()), (400, "23514"), "{refused:?}");
    assert!(refused.message.contains("jobs_payload_numbers_check"), "{}", refused.message);
}

#[test]
fn an_invalid_envelope_with_a_bomb_becomes_a_dead_letter() {
    let door = Door::open_with("bombs_worker", &[WORKERS]);
    let bombed = send(
        &mut door.client(),
        "ingest_raw",
        &format!(r#"{{"org_id": "x", "payload": {}}}"#, bomb(9000)),
    );
    let envelope = json!({"org_id": "770e8400-e29b-41d4-a716-446655440002", "idempotency_key": "good",
        "entity_type": "b", "entity_id": "b", "payload": {}});
    let good =
        id(&in_workers(&door, "enqueue", &json!({"queue": "ingest_raw", "envelope": envelope})));
    assert_eq!(poll(&door, "ingest_raw"), [good]);
    let dead = "select original_job_id, error_message from workers.dead_letter_log";
    let dead = door.client().query_one(dead, &[]).unwrap();
    assert_eq!(dead.get::<_, i64>(0), bombed);
    assert!(dead.get::<_, &str>(1).starts_with("Message too large"), "{}", dead.get::<_, &str>(1));
    let body = format!(
        r#"{{"queue": "ingest_raw", "envelope": {{"org_id": "770e8400-e29b-41d4-a716-446655440002",
            "idempotency_key": "k", "entity_type": "b", "entity_id": "b", "payload": {{"a": {}}}}}}}"#,
        bomb(9000)
    );
    let headers = [("Content-Profile", "workers")];
    let refused = door.rest.request("POST", "/rpc/enqueue", SERVICE, &headers, &body);
    assert_refused(&refused, "enqueue: envelope");
}

/// Everything that a logical slot has for its subscriber, as pgoutput writes it.
const CHANGES: &str =
    "select count(*) from pg_logical_slot_get_binary_changes('bombed', null, null,
    'proto_version', '1', 'publication_names', 'bombed')";

#[test]
fn dumps_and_logical_slots_go_on() {
    let cluster = Cluster::start(ClusterOptions::default().setting("wal_level", "logical"));
    cluster.create_database("app");
    let mut client = cluster.connect("app", "postgres");
    supabase_defaults(&mut client);
    install(&mut client);
    client
        .batch_execute("create publication bombed for table pgmq.q_outreach, public.content_jobs")
        .unwrap();
    client
        .batch_execute("select pg_create_logical_replication_slot('bombed', 'pgoutput')")
        .unwrap();
    let rest = Rest::start(&cluster, "app");
    let job = |payload: &str| {
        format!(r#"{{"idempotency_key": "k", "kind": "outreach", "payload": {payload}}}"#)
    };
    let bombed = format!(r#"{{"a": {}}}"#, bomb(9000));
    assert_refused(&rest.rpc("queue_job", Caller::Anon, &job(&bombed)), "queue_job: payload");
    let content = format!(r#"{{"p_job_type": "article", "p_payload": {bombed}}}"#);
    assert_refused(
        &rest.rpc("create_content_job", SERVICE, &content),
        "create_content_job: p_payload",
    );
    id(&rest.rpc("queue_job", Caller::Anon, &job("{}")));
    cluster.dump("app", &[]);
    let changes: i64 = client.query_one(CHANGES, &[]).unwrap().get(0);
    assert!(changes > 0);
    assert_eq!(client.query_one(CHANGES, &[]).unwrap().get::<_, i64>(0), 0);
    client.batch_execute("select pg_drop_replication_slot('bombed')").unwrap();
}

/// The most memory that PostgREST's one connection has had at a time, in kB.
fn peak(door: &Door) -> i64 {
    let sql = "select pid from pg_stat_activity
        where usename = 'authenticator' and datname = current_database()";
    let pids = door.client().query(sql, &[]).unwrap();
    assert_eq!(pids.len(), 1, "PostgREST has one connection");
    let status = fs::read_to_string(format!("/proc/{}/status", pids[0].get::<_, i32>(0))).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    line.trim().trim_end_matches("kB").trim().parse().unwrap()
}

/// Bodies of some 73 kB that are refused, and what the refusals say.
fn refused_bodies() -> Vec<(&'static str, Caller, String, &'static str)> {
    let bomb = bomb(8100);
    let job =
        |field: &str| format!(r#"{{"idempotency_key": "x", "kind": "enrich", "{field}": {bomb}}}"#);
    vec![
        ("queue_job", Caller::Anon, job("payload"), "queue_job: payload must be a JSON object"),
        (
            "queue_job",
            Caller::Anon,
            format!(r#"{{"payload": {}}}"#, job("run_at")),
            "queue_job: run_at must be",
        ),
        (
            "queue_job",
            Caller::Anon,
            format!(r#"{{"payload": {}}}"#, job("delay_seconds")),
            "queue_job: delay_seconds must be",
        ),
        (
            "queue_job",
            Caller::Anon,
            format!(r#"{{"payload": {{"kind": {bomb}}}}}"#),
            "queue_job: unsupported kind",
        ),
        ("queue_job", Caller::Anon, format!(r#"{{"payload": {bomb}}}"#), "queue_job: missing kind"),
        (
            "log_call_outcome",
            Caller::Anon,
            format!(r#"{{"outcome": {bomb}}}"#),
            "log_call_outcome: ",
        ),
        (
            "create_job",
            user(),
            format!(r#"{{"type": "tech_rfp_report", "payload": {bomb}}}"#),
            "create_job: payload has a number of more than 1000 digits",
        ),
        (
            "create_job",
            user(),
            format!(r#"{{"type": "tech_rfp_report", "payload": {{"package_id": {bomb}}}}}"#),
            "create_job: payload has a number of more than 1000 digits",
        ),
    ]
}

#[test]
fn a_refusal_of_a_small_body_costs_little_memory_and_no_time_that_a_timeout_would_end() {
    let settings = [("PGRST_DB_POOL", "1"), ("PGRST_DB_CHANNEL_ENABLED", "false")];
    let door = Door::open_with("bombs_excerpt", &settings);
    // As Supabase has it for anon; PostgREST connects again.
    door.client()
        .batch_execute(
            "alter database bombs_excerpt set statement_timeout = '3s';
             select pg_terminate_backend(pid, 60000) from pg_stat_activity
             where usename = 'authenticator' and datname = current_database()",
        )
        .unwrap();
    // What each function needs once per session.
    for (function, caller, _, _) in refused_bodies() {
        let small = r#"{"idempotency_key": "x", "kind": "enrich", "type": "none", "payload": [1]}"#;
        assert_ne!(door.call(function, caller, small).status, 200);
    }
    let before = peak(&door);
    for (function, caller, body, message) in refused_bodies() {
        assert!((70_000..100_000).contains(&body.len()), "{}", body.len());
        let answer = refusal(&door.call(function, caller, &body));
        assert_eq!((answer.status, answer.code.as_str()), (400, "P0001"), "{message}: {answer:?}");
        assert!(answer.message.starts_with(message), "{}", answer.message);
        let grown = peak(&door) - before;
        // The peak counts pages of shared memory that the session touches for the first time.
        assert!(grown < 32 << 10, "{message}: {grown} kB");
    }
}
