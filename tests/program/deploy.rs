//! What is in `deploy/grafana/`: it parses, and leans on figures that `/metrics` prints.

use std::collections::BTreeSet;
use std::fs;

use serde_json::Value;
use yaml_rust2::{Yaml, YamlLoader};

use crate::dragonfly::Database;
use crate::serve::Served;

fn read(name: &str) -> String {
    fs::read_to_string(format!("{}/../deploy/grafana/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

/// Names of figures in an expression.
fn names(expression: &str) -> impl Iterator<Item = String> {
    let words = expression.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_');
    words.filter(|word| word.starts_with("dragonfly_")).map(str::to_owned)
}

/// Every figure that `/metrics` prints, with letters and jobs there to be printed.
fn printed() -> BTreeSet<String> {
    let mut database = Database::new();
    database.execute(
        "insert into workers.dead_letter_log (original_queue, error_message) values ('gone', 'broken');
         insert into content_dead_letters (queue_name, payload) values ('content', '{}');
         select create_job('tech_rfp_report', '{\"package_id\": \"p\"}');
         select create_content_job('article');
         insert into workers.heartbeats (worker_id, queue_name) values (gen_random_uuid(), 'enrich')",
    );
    let (status, text) = Served::by(&database.operator()).get("/metrics");
    assert_eq!(status, 200);
    for line in [
        "dragonfly_dead_letters{source=\"worker\",queue=\"gone\"} 1",
        "dragonfly_dead_letters{source=\"content\",queue=\"content\"} 1",
        "dragonfly_queue_dead_letters{queue=\"content\"} 1",
        "dragonfly_queue_retrying{queue=\"enrich\"} 0",
        "dragonfly_queue_delayed{queue=\"enrich\"} 0",
        "dragonfly_jobs_waiting{type=\"tech_rfp_report\"} 1",
        "dragonfly_jobs_running{type=\"tech_rfp_summary\"} 0",
        "dragonfly_content_stage_ready{stage=\"research\"} 1",
        "dragonfly_content_stage_max_concurrency{stage=\"draft\"} 4",
        "dragonfly_content_stage_problem{stage=\"research\"} 0",
    ] {
        assert!(text.lines().any(|printed| printed == line), "{line}: {text}");
    }
    let typed = text.lines().filter_map(|line| line.strip_prefix("# TYPE "));
    typed.filter_map(|line| line.split(' ').next()).map(str::to_owned).collect()
}

fn expressions(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(fields) => fields.iter().for_each(|(name, value)| match value {
            Value::String(text) if name == "expr" || name == "query" => found.push(text.clone()),
            value => expressions(value, found),
        }),
        Value::Array(values) => values.iter().for_each(|value| expressions(value, found)),
        _ => {}
    }
}

#[test]
fn the_dashboard_and_the_rules_use_figures_that_are_printed() {
    let printed = printed();
    let dashboard: Value = serde_json::from_str(&read("dragonfly.json")).unwrap();
    let mut expressions_of_it = Vec::new();
    expressions(&dashboard, &mut expressions_of_it);
    let [rules] = YamlLoader::load_from_str(&read("alerts.yml")).unwrap().try_into().unwrap();
    let rules = rules["groups"][0]["rules"].as_vec().unwrap();
    for rule in rules {
        let name = rule["alert"].as_str().unwrap();
        for needed in [&rule["labels"]["severity"], &rule["annotations"]["summary"], &rule["for"]] {
            assert!(matches!(needed, Yaml::String(_)), "{name}");
        }
    }
    let used = expressions_of_it
        .iter()
        .map(String::as_str)
        .chain(rules.iter().map(|rule| rule["expr"].as_str().unwrap()));
    let used: BTreeSet<_> = used.flat_map(names).collect();
    let unknown: Vec<_> = used.difference(&printed).collect();
    assert!(unknown.is_empty(), "{unknown:?} of {printed:?}");
    assert!(used.len() > 20, "{used:?}");
}
