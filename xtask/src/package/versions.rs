//! One version everywhere: Cargo.toml, control file, META.json, changelog, and a way up from every release.
// Test code: a broken precondition is a failed test, and the panic is its report.
#![allow(clippy::indexing_slicing)]

use std::collections::BTreeSet;

use dragonfly_tests::tools;
use serde_json::Value;

use super::VERSION;

fn text(path: &str) -> String {
    std::fs::read_to_string(tools::workspace().join(path)).unwrap_or_default()
}

fn is_date(text: &str) -> bool {
    let digits =
        |part: &str, count| part.len() == count && part.bytes().all(|b| b.is_ascii_digit());
    let parts: Vec<_> = text.split('-').collect();
    matches!(parts[..], [year, month, day] if digits(year, 4) && digits(month, 2) && digits(day, 2))
}

/// Versions and what stands in parentheses behind them, the newest first.
fn headings(changelog: &str) -> Vec<(&str, &str)> {
    let headings = changelog.lines().filter_map(|line| line.strip_prefix("## "));
    headings.filter_map(|line| line.strip_suffix(')')?.split_once(" (")).collect()
}

/// What is wrong with the order and the dates of a changelog's sections.
fn changelog_problem(changelog: &str, version: &str) -> Option<String> {
    let headings = headings(changelog);
    if headings.len() != changelog.lines().filter(|line| line.starts_with("## ")).count() {
        return Some(
            "a section is not headed `## VERSION (unreleased)` or `## VERSION (DATE)`".into(),
        );
    }
    let Some(((newest, date), older)) = headings.split_first() else {
        return Some("no section".into());
    };
    if *newest != version {
        return Some(format!("the first section is {newest}, the version is {version}"));
    }
    let undated = older.iter().find(|(_, date)| !is_date(date));
    match undated {
        _ if *date != "unreleased" && !is_date(date) => Some(format!("{newest} has no date")),
        Some((version, _)) => Some(format!("{version} was released without a date")),
        None => None,
    }
}

/// Versions that scripts `--FROM--TO.sql` lead up to from one.
fn reached(scripts: &[String], from: &str) -> BTreeSet<String> {
    let mut reached = BTreeSet::from([from.to_owned()]);
    while let Some(next) = scripts.iter().find_map(|script| {
        let steps = script.strip_prefix("dragonfly_queue--")?.strip_suffix(".sql")?;
        let (from, to) = steps.split_once("--")?;
        (reached.contains(from) && !reached.contains(to)).then(|| to.to_owned())
    }) {
        reached.insert(next);
    }
    reached
}

fn names(dir: &str) -> Vec<String> {
    let entries = std::fs::read_dir(tools::workspace().join(dir)).into_iter().flatten();
    entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect()
}

#[test]
fn the_control_file_takes_the_version_of_cargo() {
    let control = text("dragonfly_queue.control");
    assert!(control.lines().any(|line| line == "default_version = '@CARGO_VERSION@'"), "{control}");
}

#[test]
fn meta_json_has_the_version_of_cargo_and_files_that_exist() {
    let meta: Value = serde_json::from_str(&text("META.json")).unwrap_or_default();
    let provided = &meta["provides"]["dragonfly_queue"];
    assert_eq!(meta["version"], VERSION);
    assert_eq!(provided["version"], VERSION);
    for file in ["file", "docfile"] {
        let path = provided[file].as_str().unwrap_or_default();
        assert!(!text(path).is_empty(), "{file}: {path}");
    }
    let required = &meta["prereqs"]["runtime"]["requires"];
    assert!(required["PostgreSQL"].is_string() && required["pgmq"].is_string(), "{required}");
}

#[test]
fn the_changelog_begins_with_the_version_of_cargo() {
    assert_eq!(changelog_problem(&text("CHANGELOG.md"), VERSION), None);
}

#[test]
fn a_wrong_changelog_is_noticed() {
    for wrong in [
        "",
        "## 0.1.0 (2026-01-02)",
        "## 0.2.0 (soon)\n## 0.1.0 (2026-01-02)",
        "## 0.2.0 (unreleased)\n## 0.1.0 (unreleased)",
        "## 0.2.0 (unreleased)\n## 0.1.0",
    ] {
        assert!(changelog_problem(wrong, "0.2.0").is_some(), "{wrong}");
    }
    let right = "## 0.2.0 (2026-02-03)\n### Added\n## 0.1.0 (2026-01-02)";
    assert_eq!(changelog_problem(right, "0.2.0"), None);
}

#[test]
fn every_release_has_its_script_and_its_data_and_leads_to_the_version_of_cargo() {
    let changelog = text("CHANGELOG.md");
    let upgrades = names("sql");
    for (release, _) in headings(&changelog).into_iter().filter(|(version, _)| *version != VERSION)
    {
        for kept in [format!("dragonfly_queue--{release}.sql"), format!("data-{release}.sql")] {
            assert!(!text(&format!("tests/upgrade/{kept}")).is_empty(), "tests/upgrade/{kept}");
        }
        assert!(reached(&upgrades, release).contains(VERSION), "{release}: {upgrades:?}");
    }
}

#[test]
fn a_way_up_may_have_several_steps_and_no_gap() {
    let scripts = ["dragonfly_queue--0.2.0--0.3.0.sql", "dragonfly_queue--0.1.0--0.2.0.sql"];
    let scripts = scripts.map(str::to_owned);
    assert!(reached(&scripts, "0.1.0").contains("0.3.0"));
    assert!(!reached(&scripts[..1], "0.1.0").contains("0.3.0"));
}
