//! Bodies sent to do harm: each is refused as a client's error or kept to the last digit, and the
//! server does not notice.

use dragonfly_tests::Caller;
use postgres::Client;

use crate::place::{Door, cluster, id, refusal};

const SERVICE: Caller = Caller::Role("service_role");

/// Payloads that are odd but right.
fn faithful_payloads() -> Vec<(&'static str, String)> {
    let digits = "1234567890".repeat(40);
    vec![
        (
            "beyond double",
            r#"{"n": 1e400, "tiny": 1e-400, "minus zero": -0, "plain": 1.10}"#.into(),
        ),
        ("400 digits", format!(r#"{{"n": {digits}.{digits}, "negative": -{digits}}}"#)),
        ("pair of surrogates", r#"{"a": "\ud83d\udc09", "raw": "🐉", "key \u00e9": "é"}"#.into()),
        ("control characters", r#"{"a": "\u0001\u001f\b\f\n\r\t\"\\\/\u007f"}"#.into()),
        (
            "looks like SQL",
            r#"{"a": "'; drop table pgmq.q_enrich; --", "$1": "$$", "%s": "\\'"}"#.into(),
        ),
        (
            "keys of jobs",
            r#"{"kind": "x", "payload": null, "idempotency_key": [], "enqueued_at": 0}"#.into(),
        ),
        ("keys twice", r#"{"a": 1, "bb": 2, "a": {"a": 3}}"#.into()),
        ("empty key", r#"{"": {"": [[], {}, "", null, false]}}"#.into()),
        ("nested 100 levels", nested("[", "]", 100)),
        ("nested 10000 arrays", nested("[", "]", 10_000)),
        ("nested 10000 objects", nested(r#"{"a":"#, "}", 10_000)),
        ("a key of 1 MB", format!(r#"{{"{}": 1}}"#, "k".repeat(1_000_000))),
        ("10 MB", format!(r#"{{"a": "{}"}}"#, "xy".repeat(5_000_000))),
        ("50000 keys", format!("{{{}}}", join(50_000, |n| format!(r#""k{n}": {n}"#)))),
        ("an array of 100000", format!(r#"{{"a": [{}]}}"#, join(100_000, |n| n.to_string()))),
    ]
}

fn nested(open: &str, close: &str, levels: usize) -> String {
    format!(r#"{{"a": {}1{}}}"#, open.repeat(levels), close.repeat(levels))
}

fn join(count: usize, element: impl Fn(usize) -> String) -> String {
    (0..count).map(element).collect::<Vec<_>>().join(", ")
}

/// A session that was there before; a crash of any backend would end it.
struct Witness {
    session: Client,
    started: String,
}

impl Witness {
    fn call(door: &Door) -> Self {
        let mut session = door.client();
        let started = started(&mut session);
        Self { session, started }
    }

    /// Whether all went on as before, without one error of our making.
    fn swears_that_nothing_happened(mut self) {
        assert_eq!(started(&mut self.session), self.started);
        let log = cluster().log();
        for trace in [" XX000 ", " XX001 ", " XX002 ", "terminated by signal", "reinitializing"] {
            let line = log.lines().find(|line| line.contains(trace));
            assert_eq!(line, None, "in the server's log");
        }
    }
}

fn started(session: &mut Client) -> String {
    session.query_one("select pg_postmaster_start_time()::text", &[]).unwrap().get(0)
}

#[test]
fn odd_payloads_are_kept_to_the_last_digit() {
    let door = Door::open("odd_payloads");
    let witness = Witness::call(&door);
    let mut client = door.client();
    for (name, payload) in faithful_payloads() {
        let jsonb: String =
            client.query_one("select ($1::text)::jsonb::text", &[&payload]).unwrap().get(0);
        let flat =
            format!(r#"{{"idempotency_key": "{name}", "kind": "enrich", "payload": {payload}}}"#);
        let wrapped = format!(
            r#"{{"payload": {{"idempotency_key": "{name}.", "kind": "enrich", "payload": {payload}}}}}"#
        );
        for body in [flat, wrapped] {
            let id = id(&door.queue_job(&body));
            let sql =
                "select (message -> 'payload')::text = $1 from pgmq.q_enrich where msg_id = $2";
            assert!(client.query_one(sql, &[&jsonb, &id]).unwrap().get::<_, bool>(0), "{name}");
            let taken = door.call("dequeue_job", SERVICE, r#"{"kind": "enrich"}"#);
            assert_eq!(taken.status, 200, "{name}");
            assert!(taken.body.contains(&jsonb), "{name} comes out as it went in");
        }
    }
    assert_eq!(door.rows(), 4 * i64::try_from(faithful_payloads().len()).unwrap());
    witness.swears_that_nothing_happened();
}

/// Name, body, status, code.
type Refused = (&'static str, String, u16, &'static str);

/// Bodies that are no job at all.
fn refused_bodies() -> Vec<Refused> {
    let deep_kind = format!(r#"{{"payload": {{"kind": {}}}}}"#, nested("[", "]", 9_000));
    vec![
        ("not JSON", "kind=enrich".into(), 400, "PGRST102"),
        ("cut off", r#"{"payload": {"kind": "enrich""#.into(), 400, "PGRST102"),
        ("100000 brackets", "[".repeat(100_000), 400, "PGRST102"),
        ("empty", String::new(), 400, "P0001"),
        ("an array", "[]".into(), 400, "P0001"),
        ("an array of numbers", "[1, 2]".into(), 400, "PGRST102"),
        ("NaN", r#"{"payload": NaN}"#.into(), 400, "PGRST102"),
        ("an array as job", r#"{"payload": [{"kind": "enrich"}]}"#.into(), 400, "P0001"),
        ("a deep kind", deep_kind, 400, "P0001"),
    ]
}

/// Jobs with one hostile field each, in both forms.
fn refused_jobs() -> Vec<Refused> {
    let payload = |payload: &str| {
        format!(r#""idempotency_key": "k", "kind": "enrich", "payload": {payload}"#)
    };
    let key = |key: &str| format!(r#""idempotency_key": "{key}", "kind": "enrich""#);
    let kind = |kind: &str| format!(r#""idempotency_key": "k", "kind": "{kind}""#);
    let megabyte = "k".repeat(1_000_000);
    let jobs = [
        ("NUL in a payload", payload(r#"{"a": "\u0000"}"#), 400, "22P05"),
        ("NUL in a payload's key", payload(r#"{"\u0000": 1}"#), 400, "22P05"),
        ("NUL in a key", key(r"k\u0000"), 400, "22P05"),
        ("lone surrogate", payload(r#"{"a": "\ud800"}"#), 400, "PGRST102"),
        ("lone surrogate in a key", key(r"\udc00"), 400, "PGRST102"),
        ("a number without end", payload(r#"{"n": 1e4000000}"#), 400, "22003"),
        ("a million levels", payload(&nested("[", "]", 1_000_000)), 413, "54001"),
        ("a key of 1 MB", key(&megabyte), 400, "P0001"),
        ("a kind of 1 MB", kind(&megabyte), 400, "P0001"),
    ];
    let in_both_forms = |(name, fields, status, code): &Refused| {
        let flat = format!("{{{fields}}}");
        let wrapped = format!(r#"{{"payload": {{{fields}}}}}"#);
        [(*name, flat, *status, *code), (*name, wrapped, *status, *code)]
    };
    jobs.iter().flat_map(in_both_forms).collect()
}

#[test]
fn hostile_bodies_are_a_clients_error() {
    let door = Door::open("hostile_bodies");
    let witness = Witness::call(&door);
    for (name, body, status, code) in refused_bodies().into_iter().chain(refused_jobs()) {
        let refused = refusal(&door.queue_job(&body));
        assert_eq!((refused.status, refused.code.as_str()), (status, code), "{name}: {refused:?}");
    }
    assert_eq!(door.rows(), 0);
    assert_eq!(id(&door.queue_job(r#"{"idempotency_key": "k", "kind": "enrich"}"#)), 1);
    witness.swears_that_nothing_happened();
}

#[test]
fn a_batch_is_taken_up_to_its_bound_and_not_beyond() {
    let door = Door::open("huge_batch");
    let witness = Witness::call(&door);
    let batch = |count: usize, payload: &str| {
        let jobs = join(count, |n| {
            format!(r#"{{"kind": "enrich", "idempotency_key": "{n}", "payload": {payload}}}"#)
        });
        door.call("queue_jobs", SERVICE, &format!("{{\"jobs\": [{jobs}]}}"))
    };
    let refused = refusal(&batch(10_001, "{}"));
    assert_eq!((refused.status, refused.code.as_str()), (400, "P0001"));
    assert_eq!(refused.message, "queue_jobs: at most 10000 jobs");
    assert_eq!(refusal(&batch(200_000, "{}")).message, "queue_jobs: at most 10000 jobs");
    assert_eq!(door.rows(), 0);
    let large = format!(r#"{{"a": "{}"}}"#, "z".repeat(2_000));
    let taken = batch(10_000, &large);
    assert_eq!(taken.status, 200);
    assert_eq!(taken.json().as_array().unwrap().len(), 10_000);
    assert_eq!(door.rows(), 20_000);
    witness.swears_that_nothing_happened();
}

/// Function, body, status.
fn arguments() -> Vec<(&'static str, String, u16)> {
    let long = "q".repeat(100_000);
    let ids = join(100_000, |n| n.to_string());
    vec![
        ("dequeue_job", format!(r#"{{"kind": "{long}"}}"#), 400),
        ("dequeue_job", r#"{"kind": "enrich\u0000"}"#.into(), 400),
        ("dequeue_job", r#"{"kind": {"a": 1}}"#.into(), 400),
        (
            "dequeue_jobs",
            r#"{"kind": "enrich", "quantity": 1e400, "visibility_timeout": 1}"#.into(),
            400,
        ),
        (
            "dequeue_jobs",
            r#"{"kind": "enrich", "quantity": 1, "visibility_timeout": 2147483648}"#.into(),
            400,
        ),
        ("pgmq_delete", r#"{"queue_name": "enrich", "msg_id": 9223372036854775808}"#.into(), 400),
        (
            "pgmq_delete",
            r#"{"queue_name": "enrich; drop table pgmq.q_enrich", "msg_id": 1}"#.into(),
            404,
        ),
        ("pgmq_delete", r#"{"queue_name": "enrich\" where true --", "msg_id": 1}"#.into(), 404),
        ("pgmq_delete_many", format!(r#"{{"queue_name": "enrich", "msg_ids": [{ids}]}}"#), 200),
        (
            "pgmq_delete_many",
            r#"{"queue_name": "enrich", "msg_ids": [[1, 2], [3, 4]]}"#.into(),
            200,
        ),
        ("pgmq_delete_many", r#"{"queue_name": "enrich", "msg_ids": ["x"]}"#.into(), 400),
        ("pgmq_delete_many", r#"{"queue_name": "enrich", "msg_ids": 5}"#.into(), 400),
        ("queue_job_status", format!(r#"{{"kind": "enrich", "idempotency_key": "{long}"}}"#), 200),
    ]
}

#[test]
fn hostile_arguments_of_the_other_functions_are_a_clients_error() {
    let door = Door::open("hostile_arguments");
    let witness = Witness::call(&door);
    for (function, body, status) in arguments() {
        let answer = door.call(function, SERVICE, &body);
        let shown: String = answer.body.chars().take(300).collect();
        assert_eq!(answer.status, status, "{function} {shown}");
    }
    witness.swears_that_nothing_happened();
}

#[test]
fn of_an_array_body_postgrest_passes_on_the_first_element() {
    // PostgREST's way with arrays: named here so that a change of it is noticed. Batches: queue_jobs.
    let door = Door::open("array_body");
    let jobs = join(3, |n| {
        format!(r#"{{"idempotency_key": "{n}", "kind": "enrich", "payload": {{"n": {n}}}}}"#)
    });
    let first = id(&door.queue_job(&format!("[{jobs}]")));
    assert_eq!(door.message(first), (serde_json::json!({"n": 0}), 0));
    assert_eq!(door.rows(), 2);
}
