//! The examples of the README and the book, run as printed, in the order of docs/SUMMARY.md.
//!
//! A `sh` or `sql` block is followed by a `text` block with what it prints; the workers in Python and
//! TypeScript must hand out a job that arrives while they wait.
// Test code: a broken precondition is a failed test, and the panic is its report.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod blocks;
mod stage;
mod types;

use std::fs;
use std::path::Path;
use std::process::Command;

use blocks::{Block, blocks, of_language};
use dragonfly_tests::tools;
use stage::Stage;

/// A page by its path in the repository.
pub(crate) fn page(path: &str) -> String {
    fs::read_to_string(tools::workspace().join(path))
        .unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The pages of the book, in its order.
pub(crate) fn book() -> Vec<String> {
    let summary = page("docs/SUMMARY.md");
    let links = summary.lines().filter_map(|line| line.split_once("](")?.1.strip_suffix(')'));
    links.map(|page| format!("docs/{page}")).collect()
}

/// How many examples of a page print what it says.
fn examples(stage: &Stage, path: &str) -> usize {
    let all = blocks(&page(path));
    let mut shown = 0;
    for (index, Block { language, text, line }) in all.iter().enumerate() {
        let printed = match language.as_str() {
            "sh" => stage.shell(text),
            "sql" => stage.sql(text),
            _ => continue,
        };
        let output = all.get(index + 1).filter(|next| next.language == "text");
        let output = output.unwrap_or_else(|| panic!("{path}, line {line}: no output is shown"));
        assert_eq!(printed.trim_end(), output.text.trim_end(), "{path}, line {line}");
        shown += 1;
    }
    shown
}

#[test]
fn examples_print_what_the_readme_says() {
    assert_eq!(examples(&Stage::set("examples"), "README.md"), 2);
}

#[test]
fn examples_print_what_the_book_says() {
    let stage = Stage::set("book");
    let shown: usize = book().iter().map(|path| examples(&stage, path)).sum();
    assert!(shown >= 31, "only {shown} examples were found");
}

#[test]
fn every_page_is_in_the_book() {
    let listed = book();
    for folder in ["docs", "docs/contract"] {
        for file in fs::read_dir(tools::workspace().join(folder)).unwrap() {
            let file = file.unwrap().path();
            let name = file.file_name().unwrap().to_str().unwrap();
            let is_page = file.extension().is_some_and(|ending| ending == "md");
            let is_listed = listed.contains(&format!("{folder}/{name}")) || name == "SUMMARY.md";
            assert!(!is_page || is_listed, "{folder}/{name} is not in SUMMARY.md");
        }
    }
}

#[test]
fn links_between_pages_lead_somewhere() {
    for path in book().into_iter().chain(["README.md".into(), "CONTRIBUTING.md".into()]) {
        let folder = Path::new(&path).parent().unwrap().to_owned();
        for target in page(&path).split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let (file, section) = target.split_once('#').unwrap_or((target, ""));
            if target.contains("://") || target.contains(char::is_whitespace) {
                continue;
            }
            let file = if file.is_empty() { path.clone() } else { in_folder(&folder, file) };
            let there = tools::workspace().join(&file);
            assert!(there.exists(), "{path} links to {target}");
            assert!(section.is_empty() || has_section(&page(&file), section), "{path}: {target}");
        }
    }
}

fn in_folder(folder: &Path, file: &str) -> String {
    folder.join(file).to_str().unwrap().to_owned()
}

fn has_section(markdown: &str, anchor: &str) -> bool {
    let of =
        |heading: &str| heading.trim_start_matches('#').trim().to_lowercase().replace(' ', "-");
    markdown.lines().any(|line| line.starts_with('#') && of(line) == anchor)
}

/// A page with workers: how a job is sent there while they wait, and what they print of it in Python
/// and, where there is one, in TypeScript.
struct Workers {
    page: &'static str,
    send: &'static str,
    /// True when the job is finished.
    done: &'static str,
    prints: [&'static str; 2],
    /// A lost connection is made anew.
    connects_again: bool,
}

const CONSUMERS: Workers = Workers {
    page: "docs/queue.md",
    send: "select queue_job('k', 'enrich', '{\"case_id\": 42}'::jsonb)",
    done: "select not exists (select from pgmq.q_enrich)",
    prints: ["job 1 {'case_id': 42}", r#"job 1 {"case_id":42}"#],
    connects_again: false,
};
const WORKERS: Workers = Workers {
    page: "docs/workers.md",
    send: "select workers.enqueue('ingest_raw', '{
        \"org_id\": \"770e8400-e29b-41d4-a716-446655440002\", \"idempotency_key\": \"k\",
        \"entity_type\": \"batch\", \"entity_id\": \"b1\", \"payload\": {\"row_count\": 150}}')",
    done: "select exists (select from workers.processed_jobs
        where status = 'completed' and result = '{\"rows\": 150}')",
    prints: ["job b1 {'row_count': 150}", r#"job b1 {"row_count":150}"#],
    connects_again: true,
};

const RUNS: Workers = Workers {
    page: "docs/jobs.md",
    send: "select create_job('tech_rfp_report', '{\"package_id\": \"proj-12345\"}')",
    done: "select exists (select from job_artifacts where data ->> 'score' = '82')",
    prints: ["job tech_rfp_report proj-12345", ""],
    connects_again: false,
};

/// What a reader runs before the worker, and as whom the worker then connects.
const ROLE: &str = "ingest_worker";

impl Workers {
    fn python(&self, database: &'static str) {
        let stage = Stage::set(database);
        let program = of_language(&page(self.page), "python");
        stage.admin().batch_execute(&create_role()).unwrap();
        let line = stage.first_line_of(ROLE, stage.python(&program), self);
        assert_eq!(line, self.prints[0]);
    }

    fn typescript(&self, database: &'static str) {
        let stage = Stage::set(database);
        let program = of_language(&page(self.page), "typescript");
        stage.admin().batch_execute(&create_role()).unwrap();
        let line = stage.first_line_of(ROLE, stage.typescript(&program), self);
        assert_eq!(line, self.prints[1]);
    }
}

#[test]
fn the_python_consumer_takes_a_job_that_arrives_while_it_waits() {
    CONSUMERS.python("python");
}

#[test]
fn the_typescript_consumer_takes_a_job_that_arrives_while_it_waits() {
    CONSUMERS.typescript("typescript");
}

#[test]
fn the_python_worker_takes_an_envelope_that_arrives_while_it_waits() {
    WORKERS.python("python_worker");
}

#[test]
fn the_typescript_worker_takes_an_envelope_that_arrives_while_it_waits() {
    WORKERS.typescript("typescript_worker");
}

#[test]
fn the_python_worker_gives_back_what_it_has_not_begun_when_it_is_told_to_stop() {
    let program = of_language(&page(WORKERS.page), "python");
    let stop = "os.kill(os.getpid(), signal.SIGTERM)\n    print(\"job\"";
    let stage = Stage::set("python_stops");
    stops(&stage, stage.python(&stopped(&program, "print(\"job\"", stop)));
}

#[test]
fn the_typescript_worker_gives_back_what_it_has_not_begun_when_it_is_told_to_stop() {
    let program = of_language(&page(WORKERS.page), "typescript");
    let stop = "process.kill(process.pid, \"SIGTERM\");\n  console.log(\"job\"";
    let stage = Stage::set("typescript_stops");
    stops(&stage, stage.typescript(&stopped(&program, "console.log(\"job\"", stop)));
}

/// The program with a signal in the middle of its first job.
fn stopped(program: &str, from: &str, to: &str) -> String {
    assert_eq!(program.matches(from).count(), 1);
    program.replace(from, to)
}

/// One job is finished, the other was never begun.
fn stops(stage: &Stage, worker: Command) {
    let mut admin = stage.admin();
    admin.batch_execute(&create_role()).unwrap();
    let second = WORKERS.send.replace("\"k\"", "\"other\"");
    admin.batch_execute(&format!("{}; {second}", WORKERS.send)).unwrap();
    assert!(stage.run_as(ROLE, worker).success());
    let left =
        "select string_agg(concat_ws(' ', status, jobs_processed, jobs_failed), ', ') || ', '
            || (select count(*) from pgmq.q_ingest_raw where vt <= now() and read_ct = 1)
            || (select count(*) from workers.processed_jobs where status = 'completed')
            || (select count(*) from workers.processed_jobs where attempts > 1)
        from workers.heartbeats where queue_name = 'q_ingest_raw'";
    let left: String = admin.query_one(left, &[]).unwrap().get(0);
    assert_eq!(left, "stopped 1 0, 110");
}

fn create_role() -> String {
    let all = blocks(&page(WORKERS.page));
    let found = all.into_iter().find(|block| block.text.contains(&format!("create role {ROLE}")));
    found.unwrap().text
}

#[test]
fn the_python_worker_of_jobs_completes_one_that_arrives_while_it_waits() {
    RUNS.python("python_jobs");
}
