//! A database of its own for every test, on one cluster that all tests share.

use std::sync::LazyLock;
use std::sync::atomic::{AtomicU32, Ordering};

use dragonfly_tests::{Cluster, ClusterOptions, install, supabase_defaults};
use postgres::{Client, NoTls};

use super::storm;

const TEMPLATE: &str = "with_queue";

static SHARED: LazyLock<Cluster> = LazyLock::new(|| {
    let cluster = Cluster::start(options().setting("max_connections", "500"));
    create(&cluster, TEMPLATE);
    cluster
});

/// A database with the extension in it.
#[derive(Debug, Clone)]
pub struct Place {
    url: String,
}

impl Place {
    /// A fresh database on the shared cluster.
    pub fn new() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let name = format!("place_{}", COUNT.fetch_add(1, Ordering::Relaxed));
        let sql = format!("create database {name} template {TEMPLATE}");
        SHARED.connect("postgres", "postgres").batch_execute(&sql).unwrap();
        Self { url: SHARED.url(&name, "postgres") }
    }

    /// A database on a cluster that the test will crash.
    pub fn on(cluster: &Cluster) -> Self {
        create(cluster, "app");
        Self { url: cluster.url("app", "postgres") }
    }

    /// A session of the superuser.
    pub fn connect(&self) -> Client {
        self.try_connect().unwrap()
    }

    /// A session, if the server takes one.
    pub fn try_connect(&self) -> Result<Client, postgres::Error> {
        Client::connect(&self.url, NoTls)
    }

    /// A session after `set role`.
    pub fn connect_as(&self, role: &str) -> Client {
        let mut client = self.connect();
        client.batch_execute(&format!("set role {role}")).unwrap();
        client
    }

    /// Runs statements in a session of their own.
    pub fn run(&self, sql: &str) {
        self.connect().batch_execute(sql).unwrap();
    }

    /// The number that a query answers, asked in a session of its own.
    pub fn number(&self, sql: &str) -> i64 {
        self.connect().query_one(sql, &[]).unwrap().get(0)
    }

    /// As [`storm::storm`].
    pub fn storm<T: Send>(
        &self,
        sessions: usize,
        work: impl Fn(usize, &mut Client) -> T + Sync,
    ) -> Vec<T> {
        storm::storm(self, sessions, work)
    }
}

/// A statement that hangs fails its test instead of stopping it; deadlocks are looked for soon.
pub fn options() -> ClusterOptions {
    let options = ClusterOptions::default().setting("statement_timeout", "120s");
    options.setting("deadlock_timeout", "50ms")
}

fn create(cluster: &Cluster, name: &str) {
    cluster.create_database(name);
    let mut client = cluster.connect(name, "postgres");
    supabase_defaults(&mut client);
    install(&mut client);
}
