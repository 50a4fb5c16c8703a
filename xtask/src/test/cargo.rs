//! The stages that cargo runs: format, lints, unit tests, and the targets of `tests/`.

use std::process::Command;

use anyhow::{Result, ensure};
use dragonfly_tests::Server;
use serde_json::Value;

use super::counts::{self, Counts};
use super::output::{self, Output};
use crate::program;

/// Tests that need no database: all of these packages, doc tests too, and the harness's own.
const UNIT: [&[&str]; 2] = [
    &["--package", "dragonfly_domain", "--package", "dragonfly", "--package", "xtask"],
    &["--package", "dragonfly_tests", "--lib"],
];

/// A stage that needs no database.
pub struct Stage {
    /// Its name.
    pub name: &'static str,
    /// Runs it, or the tests of it whose name has that part.
    pub run: fn(Option<&str>) -> Result<Counts>,
    /// It compiles the extension, for which headers of Postgres must be there.
    pub needs_set_up: bool,
}

/// The stages that need no database.
pub const STAGES: [Stage; 3] = [
    Stage { name: "fmt", run: fmt, needs_set_up: false },
    Stage { name: "clippy", run: clippy, needs_set_up: true },
    Stage { name: "unit", run: unit, needs_set_up: false },
];

fn fmt(_: Option<&str>) -> Result<Counts> {
    Ok(as_one_test(&cargo(&["fmt", "--all", "--check"], None)?))
}

fn clippy(_: Option<&str>) -> Result<Counts> {
    let arguments = ["clippy", "--workspace", "--all-targets", "--quiet", "--", "-D", "warnings"];
    Ok(as_one_test(&cargo(&arguments, None)?))
}

fn unit(name: Option<&str>) -> Result<Counts> {
    let run = |what: &&[&str]| {
        let arguments = [&["test", "--no-fail-fast"], *what, name.as_slice()].concat();
        Ok(chosen(name, counted(&cargo(&arguments, None)?)))
    };
    UNIT.iter().map(run).sum()
}

/// One target of `tests/` against a server, or those of its tests whose name has that part.
pub fn harness(target: &str, name: Option<&str>, server: &Server) -> Result<Counts> {
    let arguments = ["test", "--no-fail-fast", "--package", "dragonfly_tests", "--test", target];
    Ok(chosen(name, counted(&cargo(&[&arguments, name.as_slice()].concat(), Some(server))?)))
}

/// Builds the operator's program, which the tests run.
pub fn build_program() -> Result<()> {
    let built = cargo(&["build", "--quiet", "--package", "dragonfly"], None)?;
    ensure!(built.success, "cargo build --package dragonfly");
    Ok(())
}

/// Names of the test targets in `tests/Cargo.toml`.
pub fn targets() -> Result<Vec<String>> {
    let shell = program::shell()?;
    let arguments = ["metadata", "--format-version", "1", "--no-deps"];
    let metadata: Value =
        serde_json::from_str(&program::cargo(&shell).args(arguments).quiet().read()?)?;
    let packages =
        list(&metadata, "packages").filter(|package| has(package, "/name", "dragonfly_tests"));
    let targets = packages.flat_map(|package| list(package, "targets"));
    let tests = targets.filter(|target| has(target, "/kind/0", "test"));
    Ok(tests.filter_map(|test| test.get("name")?.as_str().map(str::to_owned)).collect())
}

fn list<'a>(value: &'a Value, key: &str) -> impl Iterator<Item = &'a Value> {
    value.get(key).and_then(Value::as_array).into_iter().flatten()
}

fn has(value: &Value, pointer: &str, text: &str) -> bool {
    value.pointer(pointer).is_some_and(|found| found == text)
}

fn cargo(arguments: &[&str], server: Option<&Server>) -> Result<Output> {
    let shell = program::shell()?;
    let mut command = program::cargo(&shell).args(arguments);
    if let Some(server) = server {
        command = command.env("DRAGONFLY_PG", server.major.to_string());
    }
    output::echo(Command::from(command))
}

fn chosen(name: Option<&str>, counts: Counts) -> Counts {
    if name.is_some() { counts.of_chosen() } else { counts }
}

fn as_one_test(output: &Output) -> Counts {
    if output.success { Counts::passed(1) } else { Counts::failed(1) }
}

/// A run that failed without a failed test (it does not compile, it crashed) counts as one.
fn counted(output: &Output) -> Counts {
    let counts = counts::of_cargo(&output.text);
    let unexplained = !output.success && counts.failed == 0;
    counts + Counts::failed(usize::from(unexplained))
}
