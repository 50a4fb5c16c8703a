//! `dragonfly enqueue --from-jsonl` and `--from-csv`

use std::fmt::Write;

use serde_json::json;

use crate::dragonfly::Database;

/// So many jobs, with keys from `first` on, in turns for two queues.
fn jsonl(first: usize, count: usize) -> String {
    let mut text = String::new();
    for number in first..first + count {
        let kind = if number % 2 == 0 { "enrich" } else { "outreach" };
        let job = json!({"kind": kind, "idempotency_key": format!("k{number}"), "payload": {"n": number}});
        writeln!(text, "{job}").unwrap();
    }
    text
}

#[test]
fn a_file_sent_twice_puts_each_job_on_its_queue_once() {
    let mut database = Database::new();
    let operator = database.operator();
    operator.file("jobs.jsonl", &jsonl(0, 3000));
    let arguments = ["enqueue", "--from-jsonl", "jobs.jsonl", "--json"];
    let first = operator.run(&arguments).json();
    assert_eq!(first, json!({"jobs": 3000, "new": 3000, "repeated": 0, "batches": 3}));
    let second = operator.run(&arguments).json();
    assert_eq!(second, json!({"jobs": 3000, "new": 0, "repeated": 3000, "batches": 3}));
    assert_eq!((database.depth("enrich"), database.depth("outreach")), (1500, 1500));
}

#[test]
fn new_and_repeated_keys_are_told_apart() {
    let mut database = Database::new();
    let operator = database.operator();
    operator.run_with_input(&["enqueue", "--from-jsonl", "-"], &jsonl(0, 1200)).ok();
    // A key of before, one twice in this file, and 600 of before among new ones.
    let text = format!("{}{}", jsonl(5000, 1), jsonl(600, 1500)) + &jsonl(5000, 1);
    let said = operator.run_with_input(&["enqueue", "--from-jsonl", "-"], &text).ok();
    assert_eq!(said, "1502 jobs: 901 new, 601 with a key that was there\n");
    assert_eq!(database.depth("enrich") + database.depth("outreach"), 2101);
}

#[test]
fn csv_records_become_jobs() {
    let mut database = Database::new();
    let operator = database.operator();
    operator.file(
        "jobs.csv",
        "kind,idempotency_key,payload,delay_seconds\n\
         enrich,k1,\"{\"\"amount\"\": 1.10}\",\n\
         enforce,k2,,3600\n",
    );
    let said = operator.run(&["enqueue", "--from-csv", "jobs.csv"]).ok();
    assert_eq!(said, "2 jobs: 2 new, 0 with a key that was there\n");
    let amount: String = database.one("select message #>> '{payload,amount}' from pgmq.q_enrich");
    assert_eq!(amount, "1.10");
    assert!(database.one::<bool>("select vt > now() + interval '59 minutes' from pgmq.q_enforce"));
}

#[test]
fn a_refused_job_is_named_by_its_line_and_what_went_before_stays() {
    let mut database = Database::new();
    let operator = database.operator();
    let bad = "{\"kind\": \"wrong\", \"idempotency_key\": \"x\"}\n";
    operator.file("jobs.jsonl", &(jsonl(0, 1499) + bad + &jsonl(2000, 100)));
    let said = operator.run(&["enqueue", "--from-jsonl", "jobs.jsonl"]).refused(1);
    assert!(said.contains("error: queue_job: unsupported kind wrong\n"), "{said}");
    assert!(said.contains("detail: jobs.jsonl line 1500\nreason: unsupported_value\n"), "{said}");
    assert!(said.contains("1000 jobs before it are enqueued"), "{said}");
    assert_eq!(database.depth("enrich") + database.depth("outreach"), 1000);
}

#[test]
fn a_line_that_is_no_json_ends_the_run() {
    let mut database = Database::new();
    let operator = database.operator();
    operator.file("jobs.jsonl", &(jsonl(0, 3) + "{\"kind\": \n"));
    let said = operator.run(&["enqueue", "--from-jsonl", "jobs.jsonl"]).refused(2);
    assert!(said.contains("error: jobs.jsonl line 4: no JSON: "), "{said}");
    assert!(said.contains("hint: each line is one job") && said.contains("nothing was enqueued"));
    assert_eq!(database.depth("enrich"), 0);
}

#[test]
fn a_misspelt_column_is_refused() {
    let operator = Database::bare().operator();
    operator.file("jobs.csv", "kind,key\nenrich,k\n");
    let said = operator.run(&["enqueue", "--from-csv", "jobs.csv"]).refused(2);
    assert!(
        said.contains("error: jobs.csv line 1: unknown column key\nhint: the header"),
        "{said}"
    );
    let said = operator.run(&["enqueue", "--from-csv", "gone.csv"]).refused(2);
    assert!(said.starts_with("error: cannot read gone.csv: "), "{said}");
}

#[test]
fn an_empty_file_is_fine_and_says_so() {
    let database = Database::new();
    let said = database.operator().run(&["enqueue", "--from-jsonl", "-"]).ok();
    assert_eq!(said, "0 jobs: 0 new, 0 with a key that was there\n");
}
