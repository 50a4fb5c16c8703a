//! The cluster that benchmarks run on, and the databases in it.

use std::fs;
use std::process::Command;

use anyhow::{Context, Result};
use dragonfly_tests::{Cluster, ClusterOptions};
use postgres::{Client, NoTls};

use super::pgbench;

/// The database of all figures but one.
pub const MAIN: &str = "bench";
const USER: &str = "postgres";

/// Durable, as in production; without vacuum in the middle of a run; checkpoints only when we say so.
const SETTINGS: [(&str, &str); 8] = [
    ("shared_buffers", "2GB"),
    ("fsync", "on"),
    ("full_page_writes", "on"),
    ("autovacuum", "off"),
    ("checkpoint_timeout", "1h"),
    ("max_wal_size", "32GB"),
    ("jit", "off"),
    ("log_checkpoints", "off"),
];

/// A cluster with database [`MAIN`], the extension in it, and the tables and functions to compare with.
#[derive(Debug)]
pub struct Place {
    cluster: Cluster,
}

impl Place {
    /// Starts the cluster and prepares [`MAIN`].
    pub fn open() -> Result<Self> {
        let settings = SETTINGS.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec();
        let cluster = Cluster::start(ClusterOptions { settings, ..ClusterOptions::default() });
        let place = Self { cluster };
        place.add_database(MAIN)?;
        Ok(place)
    }

    /// Makes a database that is set up like [`MAIN`].
    pub fn add_database(&self, name: &str) -> Result<()> {
        self.cluster.create_database(name);
        let mut client = self.connect(name)?;
        dragonfly_tests::install(&mut client);
        for file in ["compared_tables.sql", "compared_functions.sql"] {
            let text = fs::read_to_string(pgbench::script_path(file)).context(file)?;
            client.batch_execute(&text).with_context(|| file.to_owned())?;
        }
        Ok(())
    }

    /// A connection over the cluster's socket.
    pub fn connect(&self, database: &str) -> Result<Client> {
        let host =
            self.cluster.socket_dir().to_str().context("the socket's folder is not UTF-8")?;
        let mut config = postgres::Config::new();
        config.host(host).port(self.cluster.port).user(USER).dbname(database);
        config.connect(NoTls).context("the benchmark cluster does not answer")
    }

    /// Process id of the postmaster.
    pub fn postmaster(&self) -> u32 {
        self.cluster.pid()
    }

    /// pgbench, told to use the socket: TCP would be a good part of what is measured.
    pub fn pgbench(&self, database: &str) -> Command {
        let mut command = self.cluster.client("pgbench", database, USER);
        command.env("PGHOST", self.cluster.socket_dir());
        command
    }
}
