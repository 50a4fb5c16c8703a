//! One cluster for all tests, databases cloned from templates, and short ways to ask them.

use std::fmt::Debug;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, OnceLock};

use dragonfly_tests::cluster::SUPERUSER;
use dragonfly_tests::{Cluster, install, supabase_defaults};
use postgres::Client;

use crate::{live, roles};

/// What a database starts from. Supabase's default privileges are in force in all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum From {
    /// Roles and default privileges only; our roles exist in the cluster.
    Bare,
    /// pgmq as well.
    Pgmq,
    /// The extension, no jobs.
    Installed,
    /// The extension with jobs in every state and an operator's changes.
    Live,
}

impl From {
    fn template(self) -> &'static str {
        match self {
            Self::Bare => "template_bare",
            Self::Pgmq => "template_pgmq",
            Self::Installed => "template_installed",
            Self::Live => "template_live",
        }
    }
}

/// An empty report.
pub const NOTHING: [&str; 0] = [];

/// A database of a cluster.
#[derive(Clone, Debug)]
pub struct Db<'a> {
    pub cluster: &'a Cluster,
    pub name: String,
}

/// The cluster that all tests share unless they need one of their own.
pub fn cluster() -> &'static Cluster {
    static CLUSTER: OnceLock<Cluster> = OnceLock::new();
    CLUSTER.get_or_init(|| {
        let cluster = Cluster::start_default();
        cluster.create_database("template_bare");
        supabase_defaults(&mut cluster.connect("template_bare", SUPERUSER));
        for (template, parent) in
            [(From::Pgmq, From::Bare), (From::Installed, From::Pgmq), (From::Live, From::Installed)]
        {
            clone(&cluster, template.template(), parent);
            let mut client = cluster.connect(template.template(), SUPERUSER);
            match template {
                From::Pgmq => client.batch_execute("create extension pgmq").unwrap(),
                From::Installed => install(&mut client),
                _ => live::populate(&Db { cluster: &cluster, name: "template_live".into() }),
            }
            drop(client);
            wait_until_left(&cluster, template.template());
        }
        roles::prepare(&cluster);
        roles::prepare_application(&cluster);
        cluster
    })
}

/// A new database of the shared cluster.
pub fn database(from: From) -> Db<'static> {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let name = format!("db_{}", COUNT.fetch_add(1, Ordering::Relaxed));
    clone(cluster(), &name, from);
    Db { cluster: cluster(), name }
}

/// One copy at a time: the server refuses a template that somebody else is copying from.
fn clone(cluster: &Cluster, name: &str, from: From) {
    static ONE: Mutex<()> = Mutex::new(());
    let _one = ONE.lock();
    let sql = format!("create database {name} template {}", from.template());
    cluster.connect("postgres", SUPERUSER).batch_execute(&sql).unwrap();
}

/// A backend is gone only some time after its client is.
fn wait_until_left(cluster: &Cluster, name: &str) {
    let mut client = cluster.connect("postgres", SUPERUSER);
    let sql = "select not exists (select from pg_stat_activity where datname = $1)";
    let left = dragonfly_tests::wait::until(std::time::Duration::from_secs(30), || {
        client.query_one(sql, &[&name]).unwrap().get(0)
    });
    assert!(left, "somebody stays in {name}");
}

/// A row of the doctor's answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    pub check: String,
    pub status: String,
    pub detail: String,
    pub hint: Option<String>,
}

impl Db<'_> {
    /// A superuser's session.
    pub fn connect(&self) -> Client {
        self.connect_as(SUPERUSER)
    }

    pub fn connect_as(&self, user: &str) -> Client {
        self.cluster.connect(&self.name, user)
    }

    /// Runs a superuser's script; what psql said, warnings included.
    #[track_caller]
    pub fn run(&self, script: &str) -> String {
        let output = self.cluster.psql_verbose(&self.name, SUPERUSER, script);
        assert_eq!(output.status, 0, "{script}\n{}", output.stderr);
        output.stderr
    }

    /// First column of every row, as superuser.
    #[track_caller]
    pub fn texts(&self, sql: &str) -> Vec<String> {
        texts(&mut self.connect(), sql)
    }

    /// First column of the only row, as superuser.
    #[track_caller]
    pub fn text(&self, sql: &str) -> String {
        text(&mut self.connect(), sql)
    }

    /// The superuser's statement must be refused.
    #[track_caller]
    pub fn refused(&self, sql: &str) -> Refusal {
        refusal(self.connect().batch_execute(sql))
    }

    /// What `dragonfly.install()` reports.
    #[track_caller]
    pub fn install(&self) -> Vec<String> {
        self.texts("select action || ' ' || object from dragonfly.install()")
    }

    /// Everything that the doctor does not call ok. This cluster has no pg_cron, which is a warning
    /// by design and left out.
    #[track_caller]
    pub fn unwell(&self) -> Vec<Finding> {
        let mut findings = self.unwell_with_cron();
        findings.retain(|finding| finding.check != "pg_cron");
        findings
    }

    /// The same where `pg_cron` has to be.
    pub fn unwell_with_cron(&self) -> Vec<Finding> {
        let mut findings = doctor(&mut self.connect());
        findings.retain(|finding| {
            finding.status != "ok" && !BESIDE_US.contains(&finding.check.as_str())
        });
        findings
    }

    pub fn dump(&self, arguments: &[&str]) -> String {
        self.cluster.dump(&self.name, arguments)
    }
}

/// Checks of what stands beside us and not in every test's cluster; and a live database has dead letters.
const BESIDE_US: [&str; 3] = ["pg_net", "PostgREST login", "dead letters"];

/// Checks of extensions that a test's database does not have.
pub const BESIDE: [&str; 2] = ["pg_cron", "pg_net"];

/// The doctor's answer.
#[track_caller]
pub fn doctor(client: &mut Client) -> Vec<Finding> {
    let rows = client.query("select * from dragonfly.doctor()", &[]).unwrap();
    let finding = |row: &postgres::Row| Finding {
        check: row.get(0),
        status: row.get(1),
        detail: row.get(2),
        hint: row.get(3),
    };
    rows.iter().map(finding).collect()
}

/// First column of every row, as text.
#[track_caller]
pub fn texts(client: &mut Client, sql: &str) -> Vec<String> {
    let rows = client.simple_query(sql).unwrap_or_else(|error| panic!("{sql}\n{error:?}"));
    let mut texts = Vec::new();
    for message in rows {
        if let postgres::SimpleQueryMessage::Row(row) = message {
            texts.push(row.get(0).unwrap_or("<null>").to_owned());
        }
    }
    texts
}

/// First column of the only row, as text.
#[track_caller]
pub fn text(client: &mut Client, sql: &str) -> String {
    let mut texts = texts(client, sql);
    assert_eq!(texts.len(), 1, "{sql}\n{texts:?}");
    texts.remove(0)
}

/// An error as the server sent it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    pub code: String,
    pub message: String,
    /// Without the line of the reason.
    pub detail: String,
    pub reason: String,
    pub hint: String,
}

/// The error of a statement that must be refused.
#[track_caller]
pub fn refusal<T: Debug>(result: Result<T, postgres::Error>) -> Refusal {
    let error = result.expect_err("it was not refused");
    let error = error.as_db_error().unwrap_or_else(|| panic!("{error:?}"));
    let detail = error.detail().unwrap_or_default();
    let (detail, reason) = detail.rsplit_once("reason: ").unwrap_or((detail, ""));
    Refusal {
        code: error.code().code().to_owned(),
        message: error.message().to_owned(),
        detail: detail.trim_end().to_owned(),
        reason: reason.to_owned(),
        hint: error.hint().unwrap_or_default().to_owned(),
    }
}

/// Drops every queue, the views of worker queues first.
pub const DROP_QUEUES: &str = "
do $$ declare view regclass; begin
    for view in select oid::regclass from pg_class where relnamespace = 'pgmq'::regnamespace and relkind = 'v' loop
        execute format('drop view %s', view);
    end loop;
end $$;
select pgmq.drop_queue(queue_name) from pgmq.meta;";
