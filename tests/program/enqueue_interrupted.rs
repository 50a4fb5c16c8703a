//! `dragonfly enqueue` of 100 000 jobs: all of them, once, however often it is interrupted

use std::fmt::Write;
use std::time::Duration;

use dragonfly_tests::wait;
use rustix::process::Signal;
use serde_json::json;

use crate::dragonfly::Database;
use crate::terminal;

const JOBS: i64 = 100_000;

fn jsonl() -> String {
    let mut text = String::new();
    for number in 0..JOBS {
        writeln!(text, "{{\"kind\": \"enrich\", \"idempotency_key\": \"k{number}\"}}").unwrap();
    }
    text
}

fn csv() -> String {
    let mut text = String::from("kind,idempotency_key,payload\n");
    for number in 0..JOBS {
        writeln!(text, "enrich,k{number},\"{{\"\"n\"\": {number}}}\"").unwrap();
    }
    text
}

#[test]
fn a_run_that_was_killed_is_run_again_and_nothing_is_queued_twice() {
    let mut database = Database::new();
    let operator = database.operator();
    operator.file("jobs.jsonl", &jsonl());
    let arguments = ["enqueue", "--from-jsonl", "jobs.jsonl", "--json"];
    for signal in [Signal::KILL, Signal::INT, Signal::TERM] {
        let before = database.depth("enrich");
        let mut running = operator.start(&arguments);
        let sent = wait::until(Duration::from_mins(1), || database.depth("enrich") > before);
        assert!(sent, "nothing was queued");
        running.signal(signal);
        assert_eq!(running.ended(), None, "it ended before it was interrupted");
        // Whole batches only.
        let idle = "select not exists (select from pg_stat_activity
                    where application_name = 'dragonfly' and datname = current_database())";
        assert!(wait::until(Duration::from_secs(30), || database.one(idle)));
        assert_eq!(database.depth("enrich") % 1000, 0);
    }
    let queued = database.depth("enrich");
    let last = operator.run(&arguments).json();
    let expected = json!({"jobs": JOBS, "new": JOBS - queued, "repeated": queued, "batches": 100});
    assert_eq!(last, expected);
    assert_eq!(database.depth("enrich"), JOBS);
    let keys: i64 =
        database.one("select count(distinct message ->> 'idempotency_key') from pgmq.q_enrich");
    assert_eq!(keys, JOBS);
}

#[test]
fn a_large_csv_file_is_sent_with_progress_on_a_terminal() {
    let mut database = Database::new();
    let operator = database.operator();
    operator.file("jobs.csv", &csv());
    let command = operator.command(&["enqueue", "--from-csv", "jobs.csv"]);
    let (drawn, code) = terminal::run(command, 80, "");
    assert_eq!(code, Some(0), "{drawn}");
    assert!(drawn.contains(" %  ") && drawn.contains("000 jobs"), "no progress was drawn");
    let lines = terminal::lines(&drawn);
    let last = lines.iter().rfind(|line| !line.trim().is_empty()).unwrap();
    assert_eq!(last.trim(), "100000 jobs: 100000 new, 0 with a key that was there");
    assert_eq!(database.depth("enrich"), JOBS);
}
