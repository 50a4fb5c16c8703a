//! The built binary, a database for it, and what a run of it said.

use std::env;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU32, Ordering};

use dragonfly_tests::cluster::SUPERUSER;
use dragonfly_tests::{Cluster, Rest, install, supabase_defaults};
use postgres::Client;
use serde_json::Value;
use tempfile::TempDir;

use crate::running::Running;

static CLUSTER: LazyLock<Cluster> = LazyLock::new(Cluster::start_default);
static TEMPLATE: LazyLock<&str> = LazyLock::new(template);
static BINARY: LazyLock<PathBuf> = LazyLock::new(binary);
static DATABASES: AtomicU32 = AtomicU32::new(0);

/// A database with the extension, to be copied: much quicker than installing it for each test.
fn template() -> &'static str {
    let name = "program_template";
    CLUSTER.create_database(name);
    install(&mut CLUSTER.connect(name, SUPERUSER));
    name
}

/// `DRAGONFLY_BIN`, else the binary built beside this test.
fn binary() -> PathBuf {
    if let Some(path) = env::var_os("DRAGONFLY_BIN") {
        return path.into();
    }
    // target/<profile>/deps/program-…
    let test = env::current_exe().unwrap();
    let profile = test.parent().unwrap().parent().unwrap();
    let mut build = Command::new(env!("CARGO"));
    build.args(["build", "--quiet", "--package", "dragonfly", "--target-dir"]);
    build.arg(profile.parent().unwrap());
    if profile.ends_with("release") {
        build.arg("--release");
    }
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    assert!(build.current_dir(workspace).status().unwrap().success(), "cargo build -p dragonfly");
    profile.join("dragonfly")
}

/// How a run ended and what it said.
#[derive(Debug)]
pub struct Run {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Run {
    /// Standard output of a run that went well.
    #[track_caller]
    pub fn ok(self) -> String {
        assert_eq!(self.code, 0, "{self:?}");
        self.stdout
    }

    /// The one JSON document of a run that went well.
    #[track_caller]
    pub fn json(self) -> Value {
        serde_json::from_str(&self.ok()).unwrap()
    }

    /// The one JSON document of a run that ended with this code.
    #[track_caller]
    pub fn json_with(self, code: i32) -> Value {
        assert_eq!(self.code, code, "{self:?}");
        serde_json::from_str(&self.stdout).unwrap()
    }

    /// Everything it said.
    pub fn all(&self) -> String {
        format!("{}{}", self.stdout, self.stderr)
    }

    /// Standard error of a run that ended with this code and printed no data.
    #[track_caller]
    pub fn refused(self, code: i32) -> String {
        assert_eq!((self.code, self.stdout.as_str()), (code, ""), "{self:?}");
        assert!(!self.stderr.contains("panicked"), "{}", self.stderr);
        self.stderr
    }
}

/// An empty working directory, in which the program is run without any variable of ours.
pub struct Operator {
    dir: TempDir,
    variables: Vec<(&'static str, String)>,
}

impl Operator {
    pub fn new() -> Self {
        Self { dir: tempfile::tempdir().unwrap(), variables: Vec::new() }
    }

    /// An operator whose `DATABASE_URL` leads to `url`.
    pub fn of(url: &str) -> Self {
        Self::new().variable("DATABASE_URL", url)
    }

    pub fn variable(mut self, name: &'static str, value: &str) -> Self {
        self.variables.push((name, value.to_owned()));
        self
    }

    /// Writes a file into the working directory.
    pub fn file(&self, name: &str, text: &str) {
        std::fs::write(self.dir.path().join(name), text).unwrap();
    }

    /// A file in its directory.
    pub fn path(&self, name: &str) -> std::path::PathBuf {
        self.dir.path().join(name)
    }

    /// The program with these arguments, here and with these variables only; not yet started.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(&*BINARY);
        command.args(arguments).current_dir(self.dir.path()).env_clear();
        command.envs(self.variables.iter().map(|(name, value)| (name, value)));
        command
    }

    /// Starts it and lets it run.
    pub fn start(&self, arguments: &[&str]) -> Running {
        Running::of(self.command(arguments))
    }

    pub fn run(&self, arguments: &[&str]) -> Run {
        self.run_with_input(arguments, "")
    }

    pub fn run_with_input(&self, arguments: &[&str], input: &str) -> Run {
        let mut command = self.command(arguments);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        // A program that does not read its input is right to be gone by now.
        let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
        let output = child.wait_with_output().unwrap();
        Run {
            code: output.status.code().unwrap_or(-1),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

/// A database of its own, on a cluster that all tests share.
pub struct Database {
    name: String,
    pub client: Client,
}

impl Database {
    /// Without the extension.
    pub fn bare() -> Self {
        Self::copy("template1")
    }

    /// With the extension.
    pub fn new() -> Self {
        Self::copy(&TEMPLATE)
    }

    fn copy(template: &str) -> Self {
        let name = format!("program_{}", DATABASES.fetch_add(1, Ordering::Relaxed));
        let create = format!("create database {name} template {template}");
        CLUSTER.connect("postgres", SUPERUSER).batch_execute(&create).unwrap();
        let client = CLUSTER.connect(&name, SUPERUSER);
        Self { name, client }
    }

    pub fn url(&self) -> String {
        self.url_of(SUPERUSER)
    }

    /// As another user.
    pub fn url_of(&self, user: &str) -> String {
        CLUSTER.url(&self.name, user)
    }

    /// Another session.
    pub fn connect(&self) -> Client {
        CLUSTER.connect(&self.name, SUPERUSER)
    }

    /// A PostgREST in front of it.
    pub fn rest(&mut self) -> Rest {
        supabase_defaults(&mut self.client);
        Rest::start(&CLUSTER, &self.name)
    }

    pub fn execute(&mut self, sql: &str) {
        self.client.batch_execute(sql).unwrap();
    }

    pub fn operator(&self) -> Operator {
        Operator::of(&self.url())
    }

    /// How many messages a queue has.
    pub fn depth(&mut self, kind: &str) -> i64 {
        self.one(&format!("select count(*) from pgmq.q_{kind}"))
    }

    /// The single value of a query.
    pub fn one<T: for<'a> postgres::types::FromSql<'a>>(&mut self, sql: &str) -> T {
        self.client.query_one(sql, &[]).unwrap().get(0)
    }
}
