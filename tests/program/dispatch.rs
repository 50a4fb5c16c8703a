//! `dragonfly dispatch`, and the same cycle asked for over HTTP

use std::process::Command;
use std::time::Duration;

use dragonfly_tests::wait;
use serde_json::{Value, json};

use crate::dragonfly::{Database, Operator};
use crate::serve::{KEY, Served};
use crate::stub::{Reply, Stub};

pub const CYCLE: [&str; 3] = ["dispatch", "--once", "--json"];

/// Jobs that wait in `research` and in `draft`, whose workers are all at `stub`.
pub fn database(stub: &Stub, research: usize, draft: usize) -> Database {
    let mut database = Database::new();
    database.execute(&format!(
        "update content_stage_config set trigger_batch_size = 10,
             worker_endpoint = '{}/' || stage || '-worker?key=s3cret-query';
         select create_content_job('article') from generate_series(1, {research});
         select create_content_job('article', p_initial_stage => 'draft') from generate_series(1, {draft})",
        stub.url
    ));
    database
}

pub fn operator(database: &Database) -> Operator {
    database.operator().variable("SUPABASE_SERVICE_ROLE_KEY", KEY)
}

/// The summary without its duration, which no two cycles share.
#[track_caller]
fn summary(mut answer: Value) -> Value {
    assert!(answer["duration_ms"].take().is_u64(), "{answer}");
    answer
}

fn events(database: &mut Database) -> i64 {
    database.one("select count(*) from content_job_events where status = 'dispatched'")
}

#[test]
fn a_cycle_starts_workers_and_answers_the_seed_s_summary() {
    let stub = Stub::always(Reply::Status(202, "{}"));
    let mut database = database(&stub, 2, 9);
    let answer = operator(&database).run(&CYCLE).json();
    let expected = json!({
        "message": "Dispatch cycle completed",
        "dispatches": [
            {"stage": "draft", "queue": "content", "workers_triggered": 4},
            {"stage": "research", "queue": "content", "workers_triggered": 2}
        ],
        "duration_ms": null
    });
    assert_eq!(summary(answer), expected);
    let asked = stub.asked();
    assert_eq!(asked.len(), 6);
    let research: Vec<_> =
        asked.iter().filter(|asked| asked.path.starts_with("/research-worker")).collect();
    assert_eq!(research.len(), 2);
    assert_eq!(research[0].authorization, Some(format!("Bearer {KEY}")));
    let body = json!({"stage": "research", "queue": "content", "source": "cli"});
    assert_eq!(research[0].json(), body);
    assert_eq!(events(&mut database), 6);
    let metadata: Value = database.one(
        "select metadata from content_job_events where status = 'dispatched' and stage = 'draft' limit 1",
    );
    let endpoint = format!("{}/draft-worker", stub.url);
    assert_eq!(metadata, json!({"endpoint": endpoint, "queue": "content", "http_status": 202}));
}

#[test]
fn people_get_a_table() {
    let stub = Stub::always(Reply::Status(200, ""));
    let said = operator(&database(&stub, 1, 0)).run(&["dispatch", "--once"]).ok();
    let mut lines = said.lines();
    assert!(lines.next().unwrap().starts_with("STAGE"), "{said}");
    let line: Vec<_> = lines.next().unwrap().split_whitespace().collect();
    assert_eq!(line, ["research", "content", "1"]);
    assert!(lines.next().unwrap().starts_with("Dispatch cycle completed in "), "{said}");
    let idle = operator(&database(&stub, 0, 0)).run(&["dispatch", "--once"]).ok();
    assert!(idle.ends_with(" ms, 0 workers started\n"), "{idle}");
}

#[test]
fn the_environment_overrides_the_table_and_the_setting_both() {
    let stub = Stub::always(Reply::Status(200, ""));
    let mut database = database(&stub, 9, 9);
    let operator = operator(&database)
        .variable("CONTENT_STAGE_RESEARCH_MAX_CONCURRENCY", "7x")
        .variable("CONTENT_STAGE_DRAFT_MAX_CONCURRENCY", "0");
    let answer = operator.run(&CYCLE).json();
    let started = json!([{"stage": "research", "queue": "content", "workers_triggered": 7}]);
    assert_eq!(answer["dispatches"], started);
    database.execute(
        "do $$ begin execute format('alter database %I set dragonfly_queue.content_stage_max_concurrency = %L',
             current_database(), 'research=0,draft=2'); end $$",
    );
    let answer = operator.run(&CYCLE).json();
    let started = json!([{"stage": "draft", "queue": "content", "workers_triggered": 2}]);
    assert_eq!(answer["dispatches"], started);
    database.execute("update content_stage_config set enabled = false");
    let answer = operator.run(&CYCLE).json();
    assert_eq!(summary(answer), json!({"message": "No enabled stages", "duration_ms": null}));
}

#[test]
fn an_endpoint_that_is_down_is_an_error_of_its_stage_only() {
    let stub = Stub::start(|asked, _| {
        let status = if asked.path.starts_with("/draft") { 500 } else { 200 };
        Reply::Status(status, "boom s3cret-query")
    });
    let mut database = database(&stub, 1, 2);
    database.execute(
        "select create_content_job('article', p_initial_stage => 'qa');
         update content_stage_config set worker_endpoint = 'http://127.0.0.1:1/qa?key=s3cret-query'
         where stage = 'qa'",
    );
    let run = operator(&database).run(&CYCLE);
    assert!(!run.all().contains("s3cret"), "{run:?}");
    let answer = run.json_with(1);
    let errors = answer["errors"].as_array().unwrap();
    assert_eq!(errors.len(), 2, "{answer}");
    let url = format!("{}/draft-worker", stub.url);
    let said = format!("the worker answers 500 Internal Server Error: {url}");
    assert_eq!(errors[0], json!({"stage": "draft", "error": said}));
    assert_eq!(errors[1]["stage"], "qa");
    let qa = errors[1]["error"].as_str().unwrap();
    assert!(
        qa.starts_with("cannot connect") && qa.ends_with(": http://127.0.0.1:1/qa"),
        "{answer}"
    );
    let started = json!([{"stage": "research", "queue": "content", "workers_triggered": 1}]);
    assert_eq!(answer["dispatches"], started);
    assert_eq!(events(&mut database), 1);
}

#[test]
fn a_stage_that_is_queued_is_started_at_once() {
    let stub = Stub::always(Reply::Status(200, ""));
    let mut database = database(&stub, 0, 0);
    let operator = operator(&database);
    let mut running = operator.start(&["dispatch", "--interval", "86400", "--json"]);
    running.line();
    database.execute("select create_content_job('article') from generate_series(1, 3)");
    // One cycle for all three.
    stub.after(3);
    let answer: Value = serde_json::from_str(&running.line()).unwrap();
    assert_eq!(answer["dispatches"][0]["workers_triggered"], 3);
    assert_eq!(running.terminate(), Some(0));
}

#[test]
fn a_worker_that_is_busy_with_the_request_was_started() {
    let stub = Stub::always(Reply::Nothing);
    let mut database = database(&stub, 1, 0);
    let answer = operator(&database).run(&[&CYCLE[..], &["--timeout", "1"]].concat()).json();
    assert_eq!(answer["dispatches"][0]["workers_triggered"], 1);
    let status: Value = database.one(
        "select metadata -> 'http_status' from content_job_events where status = 'dispatched'",
    );
    assert_eq!(status, Value::Null);
}

#[test]
fn two_cycles_never_use_the_same_slots() {
    let stub = Stub::always(Reply::Nothing);
    let mut database = database(&stub, 9, 0);
    let operator = operator(&database);
    let mut first = operator.start(&[&CYCLE[..], &["--timeout", "3"]].concat());
    stub.after(1);
    let second = operator.run(&CYCLE).json();
    let busy = json!({"message": "Dispatch already running", "duration_ms": null});
    assert_eq!(summary(second), busy);
    let inside: Value = database.one("select dispatch_content_queue('cron')");
    assert_eq!(inside["message"], "Dispatch already running");
    assert_eq!(first.ended(), Some(0));
    assert_eq!(stub.asked().len(), 6);
}

#[test]
fn a_signal_lets_the_cycle_in_hand_end() {
    let stub = Stub::always(Reply::Nothing);
    let mut database = database(&stub, 1, 0);
    let operator = operator(&database);
    let mut running = operator.start(&["dispatch", "--json", "--timeout", "2"]);
    stub.after(1);
    assert_eq!(running.terminate(), Some(0));
    let answer: Value = serde_json::from_str(&running.line()).unwrap();
    assert_eq!(answer["dispatches"][0]["workers_triggered"], 1);
    assert_eq!(events(&mut database), 1);
}

#[test]
fn cycles_follow_each_other_until_a_signal() {
    let stub = Stub::always(Reply::Status(200, ""));
    let database = database(&stub, 1, 0);
    let mut running = operator(&database).start(&["dispatch", "--interval", "1", "--json"]);
    for _ in 0..2 {
        let answer: Value = serde_json::from_str(&running.line()).unwrap();
        assert_eq!(answer["message"], "Dispatch cycle completed");
    }
    assert_eq!(running.terminate(), Some(0));
}

#[test]
fn the_seed_s_curl_works_but_for_url_and_key() {
    let stub = Stub::always(Reply::Status(200, ""));
    let mut database = database(&stub, 1, 0);
    let served = Served::by(&operator(&database));
    let script = "curl -sS -X POST \\\n  \
        $URL/functions/v1/content-queue-dispatcher \\\n  \
        -H \"Authorization: Bearer ${SERVICE_ROLE_KEY}\" \\\n  \
        -H \"Content-Type: application/json\" \\\n  \
        -d '{\"source\":\"manual\"}'";
    let mut curl = Command::new("bash");
    curl.args(["-c", script]).env("URL", &served.url).env("SERVICE_ROLE_KEY", KEY);
    let output = curl.output().unwrap();
    let answer: Value = serde_json::from_slice(&output.stdout).unwrap();
    let expected = json!({
        "message": "Dispatch cycle completed",
        "dispatches": [{"stage": "research", "queue": "content", "workers_triggered": 1}],
        "duration_ms": null
    });
    assert_eq!(summary(answer), expected);
    assert_eq!(stub.asked()[0].json()["source"], "manual");
    assert_eq!(events(&mut database), 1);
    assert_eq!(served.dispatch(Some("wrong")).0, 401);
    assert_eq!(events(&mut database), 1);
}

#[test]
fn a_server_that_is_told_to_stop_ends_its_cycle_first() {
    let stub = Stub::always(Reply::Nothing);
    let mut database = database(&stub, 1, 0);
    let operator = operator(&database);
    let arguments = ["serve", "--port", "0", "--host", "127.0.0.1", "--timeout", "2"];
    let mut running = operator.start(&arguments);
    let url = running.said("listening on ").rsplit(' ').next().unwrap().to_owned();
    std::thread::scope(|scope| {
        let asked = scope.spawn(|| Served::dispatch_at(&url, Some(KEY)));
        stub.after(1);
        running.signal(rustix::process::Signal::TERM);
        let (status, answer) = asked.join().unwrap();
        assert_eq!((status, &answer["message"]), (200, &json!("Dispatch cycle completed")));
    });
    assert_eq!(running.ended(), Some(0));
    assert_eq!(events(&mut database), 1);
}

#[test]
fn a_caller_that_goes_away_stops_no_cycle() {
    let stub = Stub::always(Reply::Nothing);
    let mut database = database(&stub, 1, 0);
    let operator = operator(&database);
    let running =
        operator.start(&["serve", "--port", "0", "--host", "127.0.0.1", "--timeout", "2"]);
    let url = running.said("listening on ").rsplit(' ').next().unwrap().to_owned();
    let mut curl = Command::new("curl");
    let path = format!("{url}/functions/v1/content-queue-dispatcher");
    curl.args(["-sS", "-X", "POST", &path, "-H", &format!("Authorization: Bearer {KEY}")]);
    let mut caller = curl.stderr(std::process::Stdio::null()).spawn().unwrap();
    stub.after(1);
    caller.kill().unwrap();
    caller.wait().unwrap();
    let mut running = running;
    assert_eq!(running.terminate(), Some(0));
    assert!(wait::until(Duration::from_secs(30), || events(&mut database) == 1));
}

#[test]
fn a_database_without_content_is_no_empty_backlog() {
    let said = Database::bare().operator().run(&["dispatch", "--once"]).refused(2);
    assert!(said.contains("reclaim_stalled_stages"), "{said}");
    assert!(said.contains("hint: is this the right database?"), "{said}");
}
