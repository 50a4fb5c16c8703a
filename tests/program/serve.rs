//! `dragonfly serve`

use std::time::Duration;

use dragonfly_tests::{Rest, rest, wait};
use rustix::process::Signal;
use serde_json::{Value, json};
use ureq::http::Request;

use crate::dragonfly::{Database, Operator};
use crate::running::Running;

pub const KEY: &str = "s3cret-service-key";

/// A running server and where it listens.
pub struct Served {
    pub running: Running,
    pub url: String,
}

impl Served {
    pub fn by(operator: &Operator) -> Self {
        Self::with(operator, &[])
    }

    /// With more arguments.
    pub fn with(operator: &Operator, more: &[&str]) -> Self {
        let running = operator.start(&[&["serve", "--port", "0"][..], more].concat());
        let line = running.said("listening on ");
        let url = line.rsplit(' ').next().unwrap().to_owned();
        Self { running, url }
    }

    pub fn get(&self, path: &str) -> (u16, String) {
        let answer = Rest::agent_get(&format!("{}{path}", self.url));
        (answer.status, answer.body)
    }

    /// The contract's call, with this token.
    pub fn dispatch(&self, token: Option<&str>) -> (u16, Value) {
        Self::dispatch_at(&self.url, token)
    }

    /// The same, of a server that somebody else holds.
    pub fn dispatch_at(url: &str, token: Option<&str>) -> (u16, Value) {
        let path = "/functions/v1/content-queue-dispatcher";
        let mut request = Request::post(format!("{url}{path}"));
        request = request.header("Content-Type", "application/json");
        if let Some(token) = token {
            request = request.header("Authorization", format!("Bearer {token}"));
        }
        let request = request.body("{\"source\":\"manual\"}").unwrap();
        let mut answer = rest::agent().run(request).unwrap();
        let body = answer.body_mut().read_to_string().unwrap();
        (answer.status().as_u16(), serde_json::from_str(&body).unwrap())
    }
}

#[test]
fn health_says_that_the_program_lives() {
    let database = Database::new();
    let mut served = Served::by(&database.operator());
    let version = env!("CARGO_PKG_VERSION");
    let expected = json!({"status": "ok", "version": version}).to_string();
    assert_eq!(served.get("/health"), (200, expected));
    assert_eq!(served.get("/nowhere").0, 404);
    assert_eq!(served.running.terminate(), Some(0));
}

#[test]
fn the_database_s_health_is_asked_each_time() {
    let mut database = Database::new();
    let served = Served::by(&database.operator());
    let health = || {
        let (status, body) = served.get("/health/db");
        (status, serde_json::from_str::<Value>(&body).unwrap())
    };
    let (status, body) = health();
    assert_eq!((status, &body["status"]), (200, &json!("ok")));
    assert!(body["latency_ms"].as_f64().unwrap() > 0.0);
    // One connection, however often it is asked.
    (0..5).for_each(|_| drop(health()));
    let connections = "select count(*) from pg_stat_activity
                       where application_name = 'dragonfly' and datname = current_database()";
    assert_eq!(database.one::<i64>(connections), 1);
    // A connection that broke is made again.
    database.execute(
        "select pg_terminate_backend(pid) from pg_stat_activity
         where application_name = 'dragonfly' and datname = current_database()",
    );
    assert!(wait::until(Duration::from_secs(30), || health().0 == 200));
}

#[test]
fn a_database_that_is_down_is_503_without_its_password() {
    let operator = Operator::of("postgres://ann:s3cret@127.0.0.1:1/postgres");
    let served = Served::by(&operator);
    assert_eq!(served.get("/health").0, 200);
    let (status, body) = served.get("/health/db");
    assert_eq!((status, body.contains("\"status\":\"error\"")), (503, true), "{body}");
    assert_eq!(served.get("/metrics").0, 503);
    assert!(!body.contains("s3cret") && !body.contains("ann"), "{body}");
    assert!(!served.running.said("error: cannot connect").contains("s3cret"));
}

#[test]
fn metrics_have_every_queue_and_every_worker() {
    let mut database = Database::new();
    database.execute(
        "select public.queue_job('{\"kind\": \"enrich\", \"idempotency_key\": \"k\"}');
         insert into workers.heartbeats (worker_id, queue_name, hostname, status, jobs_processed)
         values ('00000000-0000-4000-8000-000000000001', 'q_ingest_raw', 'a \"host\"', 'healthy', 42)",
    );
    let (status, text) = Served::by(&database.operator()).get("/metrics");
    assert_eq!(status, 200);
    assert!(text.contains("# TYPE dragonfly_queue_depth gauge\n"), "{text}");
    assert!(text.contains("\ndragonfly_queue_depth{queue=\"enrich\"} 1\n"), "{text}");
    assert!(text.contains("\ndragonfly_queue_depth{queue=\"ingest_raw\"} 0\n"), "{text}");
    let worker = "\ndragonfly_worker_jobs_processed_total{queue=\"q_ingest_raw\",\
                  worker_id=\"00000000-0000-4000-8000-000000000001\"} 42\n";
    assert!(text.contains(worker), "{text}");
    let info = "\ndragonfly_worker_info{queue=\"q_ingest_raw\",\
                worker_id=\"00000000-0000-4000-8000-000000000001\",\
                hostname=\"a \\\"host\\\"\",version=\"0.0.0\"} 1\n";
    assert!(text.contains(info), "{text}");
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let (_, value) = line.rsplit_once(' ').unwrap();
        assert!(value.parse::<f64>().is_ok(), "{line}");
    }
}

#[test]
fn the_dispatcher_wants_the_service_role_s_key() {
    let database = Database::new();
    let operator = database.operator().variable("SUPABASE_SERVICE_ROLE_KEY", KEY);
    let served = Served::by(&operator);
    for wrong in [None, Some("wrong"), Some(""), Some(&KEY[1..])] {
        assert_eq!(served.dispatch(wrong).0, 401, "{wrong:?}");
    }
    let path = "/functions/v1/content-queue-dispatcher";
    assert_eq!(served.get(path).0, 405);
    // Without a key of its own nobody may.
    let keyless = Served::by(&database.operator());
    assert_eq!(keyless.dispatch(Some("")).0, 401);
}

#[test]
fn a_port_that_is_taken_is_named() {
    let database = Database::new();
    let first = Served::by(&database.operator());
    let port = first.url.rsplit(':').next().unwrap();
    let operator = database.operator().variable("PORT", port);
    let said = operator.run(&["serve"]).refused(2);
    assert!(said.contains(&format!("error: cannot listen on 127.0.0.1:{port}: ")), "{said}");
    assert!(said.contains("hint: another program has this port"), "{said}");
    first.running.signal(Signal::INT);
}

/// The names and labels of everything about workers.
fn series(metrics: &str) -> Vec<String> {
    let lines = metrics.lines().filter(|line| line.starts_with("dragonfly_worker_"));
    lines.map(|line| line.rsplit_once(' ').unwrap().0.to_owned()).collect()
}

#[test]
fn a_worker_s_series_stay_whatever_becomes_of_it() {
    let mut database = Database::new();
    database.execute(
        "insert into workers.heartbeats (worker_id, queue_name, status)
         values ('00000000-0000-4000-8000-000000000001', 'enrich', 'starting')",
    );
    let served = Served::by(&database.operator());
    let (_, before) = served.get("/metrics");
    let health = |health: &str| {
        format!(
            "dragonfly_worker_health{{queue=\"enrich\",\
             worker_id=\"00000000-0000-4000-8000-000000000001\",health=\"{health}\"}}"
        )
    };
    assert!(before.contains(&format!("\n{} 1\n", health("alive"))), "{before}");
    assert!(before.contains(&format!("\n{} 0\n", health("dead"))), "{before}");
    database.execute(
        "update workers.heartbeats set status = 'stopped', last_heartbeat_at = now() - interval '1 hour'",
    );
    let stopped = format!("\n{} 1\n", health("stopped"));
    // What was told a moment ago is told again.
    assert!(wait::until(Duration::from_secs(30), || served.get("/metrics").1.contains(&stopped)));
    let (_, after) = served.get("/metrics");
    assert_eq!(series(&before), series(&after));
    assert!(!after.contains("status="), "{after}");
}
