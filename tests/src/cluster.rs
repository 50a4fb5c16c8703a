//! A throw-away Postgres cluster: its own folder, socket, port and settings.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use postgres::{Client, NoTls};
use rustix::process::{Pid, Signal, kill_process};

use crate::reaper::Reaper;
use crate::{Server, account, port, wait};

/// The superuser of every cluster.
pub const SUPERUSER: &str = "postgres";

const START_TIMEOUT: Duration = Duration::from_mins(1);
const BASE_SETTINGS: &str = "
listen_addresses = '127.0.0.1'
max_connections = 200
fsync = off
jit = off
full_page_writes = off
shared_buffers = '128MB'
log_min_messages = warning
log_line_prefix = '%m [%p] %q%u@%d '
max_prepared_transactions = 10
";

/// What a cluster is started with. `..ClusterOptions::default()` fills in the rest.
#[derive(Debug, Clone, Default)]
pub struct ClusterOptions {
    /// The server; [`Server::from_env`] when `None`.
    pub server: Option<Server>,
    /// `pg_cron` is preloaded with this as `cron.database_name`, if the server has `pg_cron`.
    pub cron_database: Option<String>,
    /// Settings, without quotes; later ones win. `fsync` is off unless it is given here.
    pub settings: Vec<(String, String)>,
    /// Variables in the server's environment.
    pub environment: Vec<(String, String)>,
}

impl ClusterOptions {
    /// The same options with one setting more.
    #[must_use]
    pub fn setting(mut self, name: &str, value: &str) -> Self {
        self.settings.push((name.to_owned(), value.to_owned()));
        self
    }

    /// The same options with one variable more in the server's environment.
    #[must_use]
    pub fn variable(mut self, name: &str, value: &str) -> Self {
        self.environment.push((name.to_owned(), value.to_owned()));
        self
    }

    /// The same options with `pg_cron` in that database.
    #[must_use]
    pub fn cron(mut self, database: &str) -> Self {
        self.cron_database = Some(database.to_owned());
        self
    }
}

/// A running cluster. Dropping it stops the server and removes its folder.
#[derive(Debug)]
pub struct Cluster {
    /// The server it runs on.
    pub server: Server,
    /// Port of 127.0.0.1; also part of the socket's name.
    pub port: u16,
    dir: PathBuf,
    environment: Vec<(String, String)>,
    postmaster: Child,
    _reaper: Reaper,
}

impl Cluster {
    /// initdb, settings, start; returns when the server answers.
    pub fn start(options: ClusterOptions) -> Self {
        let ClusterOptions { server, cron_database, settings, environment } = options;
        let server = server.unwrap_or_else(Server::from_env);
        let cron_database = cron_database.filter(|_| server.has_library("pg_cron"));
        let dir = tempfile::Builder::new().prefix("dragonfly-").tempdir().unwrap().keep();
        let dir = dir.canonicalize().unwrap();
        account::hand_over(&dir);
        let reaper = Reaper::of_cluster(&dir);
        initdb(&server, &dir);
        write_settings(&dir, cron_database.as_deref(), &settings);
        let (postmaster, port) = launch_on_free_port(&server, &dir, &environment);
        Self { server, port, dir, environment, postmaster, _reaper: reaper }
    }

    /// A cluster with default options.
    pub fn start_default() -> Self {
        Self::start(ClusterOptions::default())
    }

    /// Makes an empty database.
    pub fn create_database(&self, name: &str) {
        self.connect("postgres", SUPERUSER)
            .batch_execute(&format!("create database \"{name}\""))
            .unwrap();
    }

    /// A connection over TCP.
    pub fn connect(&self, database: &str, user: &str) -> Client {
        self.try_connect(database, user).unwrap_or_else(|error| panic!("{error}\n{}", self.log()))
    }

    /// Like [`Cluster::connect`], for tests that expect a refusal.
    pub fn try_connect(&self, database: &str, user: &str) -> Result<Client, postgres::Error> {
        Client::connect(&self.url(database, user), NoTls)
    }

    /// `postgres://user@127.0.0.1:port/database`
    pub fn url(&self, database: &str, user: &str) -> String {
        format!("postgres://{user}@127.0.0.1:{}/{database}", self.port)
    }

    /// Folder of the unix socket, for clients where TCP would blur a measurement.
    pub fn socket_dir(&self) -> &Path {
        &self.dir
    }

    /// Process id of the postmaster.
    pub fn pid(&self) -> u32 {
        self.postmaster.id()
    }

    /// What the server logged so far.
    pub fn log(&self) -> String {
        read_log(&self.dir)
    }

    /// `kill -9` of the postmaster, as a crash of the machine would do it. [`Cluster::restart`] recovers.
    pub fn kill_postmaster(&mut self) {
        signal(self.pid(), Signal::KILL);
        self.postmaster.wait().unwrap();
    }

    /// Starts the server again on the same port, after an orderly stop if it still runs.
    pub fn restart(&mut self) {
        if self.postmaster.try_wait().unwrap().is_none() {
            signal(self.pid(), Signal::INT);
            self.postmaster.wait().unwrap();
        }
        // Backends of a killed postmaster hold its shared memory until they notice, so the first
        // attempts may be refused.
        let started = wait::until_some(START_TIMEOUT, || {
            launch(&self.server, &self.dir, self.port, &self.environment)
        });
        self.postmaster = started.unwrap_or_else(|| panic!("no restart\n{}", self.log()));
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        // The reaper, dropped after this, does the rest; the process is collected by whoever is left.
        if self.postmaster.try_wait().is_ok_and(|ended| ended.is_none()) {
            signal(self.postmaster.id(), Signal::QUIT);
            let _ = self.postmaster.wait();
        }
    }
}

/// Sends a signal to a process, for instance [`Signal::KILL`] to a backend.
pub fn signal(pid: u32, signal: Signal) {
    let pid = Pid::from_raw(i32::try_from(pid).unwrap()).unwrap();
    let _ = kill_process(pid, signal);
}

fn initdb(server: &Server, dir: &Path) {
    let mut command = Command::new(server.program("initdb"));
    command.arg("--pgdata").arg(dir.join("data")).args([
        "--username",
        SUPERUSER,
        "--auth",
        "trust",
    ]);
    command.args(["--encoding", "UTF8", "--locale", "C.UTF-8", "--no-sync", "--no-instructions"]);
    let output = account::step_down(command.current_dir(dir)).output().expect("initdb");
    assert!(output.status.success(), "initdb: {}", String::from_utf8_lossy(&output.stderr));
}

fn write_settings(dir: &Path, cron_database: Option<&str>, extra: &[(String, String)]) {
    let socket_dir = dir.to_str().unwrap();
    let mut settings = vec![("unix_socket_directories", socket_dir)];
    if let Some(database) = cron_database {
        settings.push(("shared_preload_libraries", "pg_cron"));
        settings.push(("cron.database_name", database));
        settings.push(("cron.host", socket_dir));
    }
    settings.extend(extra.iter().map(|(name, value)| (name.as_str(), value.as_str())));
    let path = dir.join("data/postgresql.conf");
    let mut text = fs::read_to_string(&path).unwrap() + BASE_SETTINGS;
    for (name, value) in settings {
        text += &[name, " = '", &value.replace('\'', "''"), "'\n"].concat();
    }
    fs::write(&path, text).unwrap();
}

fn launch_on_free_port(
    server: &Server,
    dir: &Path,
    environment: &[(String, String)],
) -> (Child, u16) {
    for _ in 0..5 {
        let port = port::free();
        if let Some(postmaster) = launch(server, dir, port, environment) {
            return (postmaster, port);
        }
    }
    panic!("Postgres does not start\n{}", read_log(dir))
}

/// Starts a postmaster and waits until it answers; `None` when it gave up.
fn launch(
    server: &Server,
    dir: &Path,
    port: u16,
    environment: &[(String, String)],
) -> Option<Child> {
    let log = fs::File::options().create(true).append(true).open(dir.join("log")).unwrap();
    let mut command = Command::new(server.program("postgres"));
    command.arg("-D").arg(dir.join("data")).args(["-p", &port.to_string()]);
    command.current_dir(dir).stdin(Stdio::null()).stdout(log.try_clone().unwrap()).stderr(log);
    // After what stepping down takes away, so that a test may ask for it.
    let command = account::step_down(&mut command)
        .envs(environment.iter().map(|(name, value)| (name, value)));
    let mut postmaster = command.spawn().expect("postgres");
    let url = format!("postgres://{SUPERUSER}@127.0.0.1:{port}/postgres");
    let mut ended = false;
    let answered = wait::until(START_TIMEOUT, || {
        ended = postmaster.try_wait().unwrap().is_some();
        ended || Client::connect(&url, NoTls).is_ok()
    });
    assert!(answered, "Postgres does not answer\n{}", read_log(dir));
    (!ended).then_some(postmaster)
}

fn read_log(dir: &Path) -> String {
    fs::read_to_string(dir.join("log")).unwrap_or_default()
}
