//! What a reader of the README has: a database with the extension, its URL, a key, the programs.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::Duration;

use dragonfly_tests::cluster::SUPERUSER;
use dragonfly_tests::{Caller, Cluster, Gateway, Rest, install, supabase_defaults, tools, wait};
use postgres::Client;
use tempfile::TempDir;

use crate::Workers;

/// A stage of its own for each test: message ids count from 1.
pub struct Stage {
    // Dropped in this order: what stands on the cluster before the cluster.
    gateway: Gateway,
    rest: Rest,
    dir: TempDir,
    database: &'static str,
    cluster: Cluster,
}

impl Stage {
    pub fn set(database: &'static str) -> Self {
        let cluster = Cluster::start_default();
        cluster.create_database(database);
        let mut admin = cluster.connect(database, SUPERUSER);
        supabase_defaults(&mut admin);
        install(&mut admin);
        let schemas = [("PGRST_DB_SCHEMAS", "public, workers")];
        let rest = Rest::start_with(&cluster, database, &schemas);
        let gateway = Gateway::start(&rest.url);
        Self { gateway, rest, dir: tempfile::tempdir().unwrap(), database, cluster }
    }

    /// What a shell prints as data.
    pub fn shell(&self, script: &str) -> String {
        let mut path = vec![binaries()];
        path.extend(std::env::split_paths(&std::env::var_os("PATH").unwrap()));
        let mut command = self.command(Path::new("bash"));
        command.env("PATH", std::env::join_paths(path).unwrap()).args(["-euo", "pipefail", "-c"]);
        let output = command.arg(script).output().unwrap();
        assert!(output.status.success(), "{script}{output:?}");
        String::from_utf8(output.stdout).unwrap()
    }

    /// What psql prints, all statements in one session.
    pub fn sql(&self, script: &str) -> String {
        // As a reader's psql: with command tags.
        let arguments = ["-v", "QUIET=off"];
        self.cluster.psql_with(self.database, SUPERUSER, script, &arguments).ok()
    }

    /// What psql prints without headers and alignment.
    pub fn unaligned(&self, script: &str) -> String {
        self.cluster.psql_with(self.database, SUPERUSER, script, &["-At"]).ok()
    }

    pub fn python(&self, program: &str) -> Command {
        let file = self.file("worker.py", program);
        let mut command = self.command(Path::new("python3"));
        command.env("PYTHONPATH", tools::dir().join("python")).arg(file);
        command
    }

    pub fn typescript(&self, program: &str) -> Command {
        // Node resolves packages beside the file.
        let modules = tools::dir().join("node/node_modules");
        std::os::unix::fs::symlink(&modules, self.dir.path().join("node_modules")).unwrap();
        let file = self.file("worker.mts", program);
        let mut command = self.command(Path::new("node"));
        command.arg("--import").arg("tsx").arg(file);
        command
    }

    /// A superuser's connection.
    pub fn admin(&self) -> Client {
        self.cluster.connect(self.database, SUPERUSER)
    }

    /// Runs a worker as `role` to its end.
    pub fn run_as(&self, role: &str, mut worker: Command) -> ExitStatus {
        let mut worker = Worker(worker.env("DATABASE_URL", self.url(role)).spawn().unwrap());
        let ended = wait::until(Duration::from_mins(1), || worker.0.try_wait().unwrap().is_some());
        assert!(ended, "the worker goes on");
        worker.0.wait().unwrap()
    }

    /// Runs a worker as `role` until it waits, sends it a job, and answers the first line that it prints.
    pub fn first_line_of(&self, role: &str, mut worker: Command, of: &Workers) -> String {
        worker.env("DATABASE_URL", self.url(role)).stdout(Stdio::piped());
        let mut worker = Worker(worker.spawn().unwrap());
        let mut admin = self.admin();
        let waits = "select exists (select from pg_locks where locktype = 'advisory' and granted)";
        worker.until(&mut admin, waits);
        if of.connects_again {
            let lost = "select pid from pg_locks where locktype = 'advisory' and granted limit 1";
            let lost: i32 = admin.query_one(lost, &[]).unwrap().get(0);
            admin.query("select pg_terminate_backend($1)", &[&lost]).unwrap();
            worker.until(
                &mut admin,
                &format!(
                    "{waits} and not exists (select from pg_stat_activity where pid = {lost})"
                ),
            );
        }
        admin.batch_execute(of.send).unwrap();
        let mut line = String::new();
        BufReader::new(worker.0.stdout.take().unwrap()).read_line(&mut line).unwrap();
        worker.until(&mut admin, of.done);
        line.trim_end().to_owned()
    }

    fn url(&self, role: &str) -> String {
        self.cluster.url(self.database, role)
    }

    fn command(&self, program: &Path) -> Command {
        let key = self.rest.token(Caller::Role("service_role")).unwrap();
        let mut command = Command::new(program);
        command
            .current_dir(self.dir.path())
            .env("SUPABASE_URL", &self.gateway.url)
            .env("SUPABASE_SERVICE_ROLE_KEY", key)
            .env("DATABASE_URL", self.cluster.url(self.database, SUPERUSER));
        command
    }

    fn file(&self, name: &str, text: &str) -> PathBuf {
        let path = self.dir.path().join(name);
        std::fs::write(&path, text).unwrap();
        path
    }
}

/// A worker runs for ever; the test ends it.
struct Worker(Child);

impl Worker {
    /// Waits until the database says yes.
    fn until(&mut self, admin: &mut Client, question: &str) {
        let came = wait::until(Duration::from_mins(1), || {
            assert!(self.0.try_wait().unwrap().is_none(), "the worker ended");
            admin.query_one(question, &[]).unwrap().get(0)
        });
        assert!(came, "never true: {question}");
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.0.kill().ok();
        self.0.wait().ok();
    }
}

/// Where the program `dragonfly` is: beside this test, built when it is not there.
fn binaries() -> PathBuf {
    let test = std::env::current_exe().unwrap();
    let profile = test.parent().unwrap().parent().unwrap();
    let mut build = Command::new(env!("CARGO"));
    build.args(["build", "--quiet", "--package", "dragonfly", "--target-dir"]);
    build.arg(profile.parent().unwrap()).current_dir(tools::workspace());
    assert!(build.status().unwrap().success(), "cargo build -p dragonfly");
    profile.to_owned()
}
