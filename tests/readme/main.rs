//! The README's examples, run as printed, in the order in which they stand.
//!
//! A `sh` or `sql` block is followed by a `text` block with what it prints; the workers in Python and
//! TypeScript must hand out a job that arrives while they wait.
// Test code: a broken precondition is a failed test, and the panic is its report.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod blocks;
mod stage;

use blocks::{Block, blocks, of_language};
use stage::{Stage, Worker};

const README: &str = include_str!("../../README.md");

#[test]
fn examples_print_what_the_readme_says() {
    let stage = Stage::set("examples");
    let all = blocks(README);
    let mut shown = 0;
    for pair in all.windows(2) {
        let [Block { language, text, line }, output] = pair else { unreachable!() };
        let printed = match language.as_str() {
            "sh" => stage.shell(text),
            "sql" => stage.sql(text),
            _ => continue,
        };
        assert_eq!(output.language, "text", "line {line}: no output is shown");
        assert_eq!(printed.trim_end(), output.text.trim_end(), "README.md, line {line}");
        shown += 1;
    }
    assert!(shown >= 9, "only {shown} examples were found");
}

#[test]
fn the_python_worker_takes_a_job_that_arrives_while_it_waits() {
    let stage = Stage::set("python");
    let program = of_language(README, "python", "dequeue_job");
    let line = stage.first_line_of(stage.python(&program), &queue_job("py:1"));
    assert_eq!(line, "job 1 {'case_id': 42}");
}

#[test]
fn the_typescript_worker_takes_a_job_that_arrives_while_it_waits() {
    let stage = Stage::set("typescript");
    let program = of_language(README, "typescript", "dequeue_job");
    let line = stage.first_line_of(stage.typescript(&program), &queue_job("ts:1"));
    assert_eq!(line, r#"job 1 {"case_id":42}"#);
}

#[test]
fn the_python_worker_of_jobs_completes_one_that_arrives_while_it_waits() {
    let stage = Stage::set("python_jobs");
    let program = of_language(README, "python", "claim_jobs");
    let create = "select create_job('tech_rfp_report', '{\"package_id\": \"proj-12345\"}')";
    let mut worker = Worker::start(stage.python(&program));
    stage.queue(&mut worker, create);
    assert_eq!(worker.first_line(), "job tech_rfp_report proj-12345");
    let result = "select data ->> 'score' from job_artifacts";
    assert_eq!(stage.comes_to(result), "82");
}

fn queue_job(key: &str) -> String {
    format!("select queue_job('{key}', 'enrich', '{{\"case_id\": 42}}'::jsonb)")
}
