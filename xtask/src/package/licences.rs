//! Licences and sources of the packages that we link, by the rules of deny.toml, without cargo-deny: building that takes
//! longer than all unit tests.
// Test code: a broken precondition is a failed test, and the panic is its report.
#![allow(clippy::indexing_slicing)]

use std::collections::BTreeSet;

use dragonfly_tests::tools;
use serde_json::Value;

use crate::program;

const REGISTRY: &str = "registry+https://github.com/rust-lang/crates.io-index";

/// The quoted words of a list in deny.toml.
fn list<'a>(toml: &'a str, name: &str) -> BTreeSet<&'a str> {
    let begin = format!("\n{name} = [");
    let rest = toml.split_once(begin.as_str()).map_or("", |(_, rest)| rest);
    let list = rest.split_once(']').map_or("", |(list, _)| list);
    list.split('"').skip(1).step_by(2).collect()
}

/// The allowed licences that satisfy an SPDX expression; None when it cannot be satisfied. `/` is the old
/// form of OR. AND binds tighter than OR.
fn satisfied<'a>(expression: &'a str, allowed: &BTreeSet<&str>) -> Option<Vec<&'a str>> {
    let expression = expression.trim();
    for (operator, all) in [(" OR ", false), ("/", false), (" AND ", true)] {
        let parts = outside_parentheses(expression, operator);
        if parts.len() > 1 {
            let mut answers = parts.into_iter().map(|part| satisfied(part, allowed));
            return if all {
                answers.collect::<Option<Vec<_>>>().map(|answers| answers.concat())
            } else {
                answers.find_map(|answer| answer)
            };
        }
    }
    match expression.strip_prefix('(').and_then(|inner| inner.strip_suffix(')')) {
        Some(inner) => satisfied(inner, allowed),
        None => allowed.contains(expression).then(|| vec![expression]),
    }
}

fn outside_parentheses<'a>(expression: &'a str, operator: &str) -> Vec<&'a str> {
    let depth = |end: usize| {
        let before = &expression[..end];
        before.matches('(').count() - before.matches(')').count()
    };
    let mut parts = Vec::new();
    let mut begin = 0;
    for (at, _) in expression.match_indices(operator).filter(|(at, _)| depth(*at) == 0) {
        parts.push(&expression[begin..at]);
        begin = at + operator.len();
    }
    parts.push(&expression[begin..]);
    parts
}

/// What Cargo.lock brings on Linux, with the features that are built.
fn packages() -> anyhow::Result<Vec<Value>> {
    let shell = program::shell()?;
    let arguments = ["metadata", "--format-version", "1", "--locked"];
    let command = program::cargo(&shell).args(arguments);
    let command = command.args(["--filter-platform", "x86_64-unknown-linux-gnu"]).quiet();
    let metadata: Value = serde_json::from_str(&command.read()?)?;
    Ok(metadata["packages"].as_array().cloned().unwrap_or_default())
}

#[test]
fn every_package_has_an_allowed_licence_and_comes_from_crates_io() -> anyhow::Result<()> {
    let toml = std::fs::read_to_string(tools::workspace().join("deny.toml"))?;
    let allowed = list(&toml, "allow");
    let packages = packages()?;
    assert!(packages.len() > 100, "{} packages", packages.len());
    for package in &packages {
        let licence = package["license"].as_str().unwrap_or_default();
        assert!(satisfied(licence, &allowed).is_some(), "{}: {licence}", package["name"]);
        let source = &package["source"];
        assert!(source.is_null() || source == REGISTRY, "{}: {source}", package["name"]);
    }
    for licence in allowed {
        let says = |package: &Value| {
            package["license"].as_str().is_some_and(|text| text.contains(licence))
        };
        assert!(packages.iter().any(says), "nothing is under {licence}");
    }
    Ok(())
}

#[test]
fn expressions_of_licences_are_read() {
    let allowed = BTreeSet::from(["MIT", "ISC"]);
    for good in
        ["MIT", "GPL-3.0 OR MIT", "X/MIT", "MIT AND ISC", "(X OR MIT) AND ISC", "X AND Y OR MIT"]
    {
        assert!(satisfied(good, &allowed).is_some(), "{good}");
    }
    for bad in ["", "X", "MIT AND X", "(X OR MIT) AND Y", "MIT WITH X", "X AND MIT OR Y"] {
        assert!(satisfied(bad, &allowed).is_none(), "{bad}");
    }
}
