//! SQL and isolation tests: `pg_regress` and `pg_isolation_regress`, which come with the server's
//! package, against a throw-away cluster.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};
use dragonfly_tests::{Cluster, ClusterOptions, Server, install, supabase_defaults, tools};
use tempfile::TempDir;

use super::counts::{self, Counts};
use super::{output, statements};

/// A folder of tests and the program that runs them.
pub struct Suite {
    /// Name of the stage.
    pub name: &'static str,
    folder: &'static str,
    inputs: &'static str,
    ending: &'static str,
    program: &'static str,
}

/// Both suites.
pub const SUITES: [Suite; 2] = [
    Suite {
        name: "sql",
        folder: "tests/pg_regress",
        inputs: "sql",
        ending: "sql",
        program: "regress/pg_regress",
    },
    Suite {
        name: "isolation",
        folder: "tests/isolation",
        inputs: "specs",
        ending: "spec",
        program: "isolation/pg_isolation_regress",
    },
];

const DATABASE: &str = "regress";

/// What becomes expected as it came out.
#[derive(Clone, Copy, Default)]
pub struct Accept {
    /// Outputs of the tests.
    pub outputs: bool,
    /// The dump of statements.
    pub statements: bool,
}

/// Runs a suite: every test, in the order of their names, in one database that has the extension,
/// Supabase's default privileges and, where the server has it, `pg_cron`. With `accept` what came out
/// becomes what is expected. With a name only the test of that name is run, or those that have it
/// in theirs.
pub fn run(suite: &Suite, server: &Server, name: Option<&str>, accept: Accept) -> Result<Counts> {
    let folder = tools::workspace().join(suite.folder);
    let mut tests = names(&folder.join(suite.inputs), suite.ending)?;
    let strays = strays(&tests, &names(&folder.join("expected"), "out")?);
    if let Some(name) = name {
        let is_exact = tests.contains(name);
        tests.retain(|test| if is_exact { test == name } else { test.contains(name) });
        ensure!(!tests.is_empty(), "no test {name} in {}/{}", suite.folder, suite.inputs);
    }
    let stage = stage(suite, &folder, &tests)?;
    let cluster = cluster(server);
    let mut command = command(suite, server, stage.path())?;
    command.arg(format!("--port={}", cluster.port)).args(&tests);
    let output = output::echo(command)?;
    print_diffs(stage.path());
    print_crashes(&cluster);
    if accept.outputs {
        copy_all(&stage.path().join("results"), &folder.join("expected"))?;
    }
    let is_whole = suite.name == "sql" && name.is_none();
    let changed = if is_whole { statements::check(&cluster.log(), accept.statements)? } else { 0 };
    let counts = counts::of_regress(&output.text);
    let silent = tests.len().saturating_sub(counts.passed + counts.failed + counts.left_out);
    let unexplained = usize::from(!output.success && counts.failed == 0);
    Ok(counts + Counts::failed(changed + strays + silent.max(unexplained)))
}

/// A cluster with what the tests find.
fn cluster(server: &Server) -> Cluster {
    let options = ClusterOptions { server: Some(server.clone()), ..ClusterOptions::default() };
    // The kept statements are shown at this level.
    let options = options.cron(DATABASE).setting("log_min_messages", "debug1");
    let cluster = Cluster::start(options);
    cluster.create_database(DATABASE);
    let mut client = cluster.connect(DATABASE, "postgres");
    supabase_defaults(&mut client);
    if server.has_library("pg_cron") {
        // A failure shows in the tests.
        let _ = client.batch_execute("create extension pg_cron");
    }
    install(&mut client);
    cluster
}

fn command(suite: &Suite, server: &Server, stage: &Path) -> Result<Command> {
    let program = program(suite, server).with_context(|| format!("no {}", suite.program))?;
    let mut command = Command::new(program);
    command.arg(format!("--inputdir={}", stage.display()));
    command.arg(format!("--outputdir={}", stage.display()));
    command.arg(format!("--bindir={}", server.bin.display()));
    command.args(["--use-existing", "--host=127.0.0.1", "--user=postgres"]);
    command.arg(format!("--dbname={DATABASE}")).current_dir(stage);
    Ok(command)
}

/// The server's own program, else that of Postgres 15, which works against a later server too.
fn program(suite: &Suite, server: &Server) -> Option<PathBuf> {
    let servers = [Some(server.clone()), Server::find(15)];
    let dirs = servers.into_iter().flatten().map(|server| server.config("--pkglibdir"));
    dirs.map(|dir| dir.join("pgxs/src/test").join(suite.program)).find(|file| file.exists())
}

/// A copy of the folder where results may be written, with an empty expectation for every test that has
/// none: the program would end at once without, and so its output is shown as a difference.
fn stage(suite: &Suite, folder: &Path, tests: &BTreeSet<String>) -> Result<TempDir> {
    let stage = tempfile::tempdir()?;
    copy_all(&folder.join(suite.inputs), &stage.path().join(suite.inputs))?;
    copy_all(&folder.join("expected"), &stage.path().join("expected"))?;
    for test in tests {
        let expected = stage.path().join("expected").join(test).with_extension("out");
        if !expected.exists() {
            fs::write(expected, "")?;
        }
    }
    Ok(stage)
}

/// Names, without their ending, of the files that have it; none when there is no such directory.
fn names(dir: &Path, ending: &str) -> Result<BTreeSet<String>> {
    let Ok(entries) = fs::read_dir(dir) else { return Ok(BTreeSet::new()) };
    let mut names = BTreeSet::new();
    for entry in entries {
        let path = entry?.path();
        if path.extension().is_some_and(|end| end == ending) {
            let name = path.file_stem().context("a file's name")?;
            names.insert(name.to_string_lossy().into_owned());
        }
    }
    Ok(names)
}

/// How many expectations belong to no test; `name_1.out` is a second expectation of `name`.
fn strays(tests: &BTreeSet<String>, expected: &BTreeSet<String>) -> usize {
    let base = |name: &str| -> String {
        let plain = name.rsplit_once('_').filter(|(_, number)| number.parse::<u8>().is_ok());
        plain.map_or(name, |(base, _)| base).to_owned()
    };
    let stray = |name: &&String| !tests.contains(*name) && !tests.contains(&base(name));
    let strays: Vec<_> = expected.iter().filter(stray).collect();
    for name in &strays {
        println!("expected/{name}.out belongs to no test");
    }
    strays.len()
}

fn copy_all(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    let Ok(entries) = fs::read_dir(from) else { return Ok(()) };
    for entry in entries {
        let entry = entry?;
        if entry.file_type()?.is_file() {
            fs::copy(entry.path(), to.join(entry.file_name()))?;
        }
    }
    Ok(())
}

fn print_diffs(dir: &Path) {
    if let Ok(diffs) = fs::read_to_string(dir.join("regression.diffs")) {
        println!("{diffs}");
    }
}

/// A backend that crashed takes all others with it; the log says which.
fn print_crashes(cluster: &Cluster) {
    let log = cluster.log();
    for line in log.lines().filter(|line| line.contains("PANIC") || line.contains("by signal")) {
        println!("{line}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(names: &[&str]) -> BTreeSet<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    #[test]
    fn an_expectation_without_a_test_is_a_stray() {
        let tests = set(&["queue_job", "pg_17"]);
        assert_eq!(strays(&tests, &set(&["queue_job", "queue_job_1", "pg_17", "pg_17_2"])), 0);
        assert_eq!(strays(&tests, &set(&["gone", "gone_1"])), 2);
    }
}
