//! Where the door tests happen: one cluster for all, a database of its own for each, a PostgREST in
//! front of it.

use std::collections::HashSet;
use std::sync::{Mutex, OnceLock};

use dragonfly_tests::{Answer, Caller, Cluster, ClusterOptions, Rest, install, supabase_defaults};
use postgres::Client;
use serde_json::Value;

const TEMPLATE: &str = "doors";
/// SQLSTATEs are in the log, so that a test can look for those that must never be.
const LOG_PREFIX: &str = "%m [%p] %e %q%u@%d ";

/// A database with the extension, and its PostgREST.
pub struct Door {
    /// The PostgREST.
    pub rest: Rest,
    database: &'static str,
}

impl Door {
    /// A new database of that name, which no other test may use.
    pub fn open(database: &'static str) -> Self {
        Self::open_with(database, &[])
    }

    /// Like [`Door::open`], with further PostgREST settings.
    pub fn open_with(database: &'static str, settings: &[(&str, &str)]) -> Self {
        make_database(database);
        Self { rest: Rest::start_with(cluster(), database, settings), database }
    }

    /// A superuser's connection to the database.
    pub fn client(&self) -> Client {
        cluster().connect(self.database, "postgres")
    }

    /// POST `/rpc/function` as `caller`.
    pub fn call(&self, function: &str, caller: Caller, body: &str) -> Answer {
        self.rest.rpc(function, caller, body)
    }

    /// POST `/rpc/queue_job` without a token, as the least of all callers.
    pub fn queue_job(&self, body: &str) -> Answer {
        self.call("queue_job", Caller::Anon, body)
    }

    /// How many messages and keys there are, wherever they are.
    pub fn rows(&self) -> i64 {
        let sql = "select (select count(*) from dragonfly.idempotency_keys)
            + (select count(*) from pgmq.q_enrich) + (select count(*) from pgmq.a_enrich)
            + (select count(*) from pgmq.q_outreach) + (select count(*) from pgmq.a_outreach)
            + (select count(*) from pgmq.q_enforce) + (select count(*) from pgmq.a_enforce)
            + (select count(*) from pgmq.q_case_copilot) + (select count(*) from pgmq.a_case_copilot)";
        self.client().query_one(sql, &[]).unwrap().get(0)
    }

    /// The state of a job, when it is known.
    pub fn state(&self, kind: &str, key: &str) -> Option<String> {
        let sql = "select queue_job_status($1, $2) ->> 'state'";
        self.client().query_one(sql, &[&kind, &key]).unwrap().get(0)
    }

    /// The message of that id on queue enrich: payload and seconds until it was first visible.
    pub fn message(&self, id: i64) -> (Value, i64) {
        let sql = "select message -> 'payload',
                       extract(epoch from vt - enqueued_at)::bigint from pgmq.q_enrich where msg_id = $1";
        let row = self.client().query_one(sql, &[&id]).unwrap();
        (row.get(0), row.get(1))
    }
}

/// What a refusal says, as the caller sees it.
#[derive(Debug, PartialEq, Eq)]
pub struct Refusal {
    pub status: u16,
    pub code: String,
    pub message: String,
    pub hint: String,
}

/// Reads a refusal out of an answer; absent fields are empty.
pub fn refusal(answer: &Answer) -> Refusal {
    let body = answer.json();
    let text = |field: &str| body[field].as_str().unwrap_or_default().to_owned();
    Refusal {
        status: answer.status,
        code: text("code"),
        message: text("message"),
        hint: text("hint"),
    }
}

/// The message id out of an answer that must be one.
#[track_caller]
pub fn id(answer: &Answer) -> i64 {
    assert_eq!(answer.status, 200, "{}", answer.body);
    answer.body.parse().unwrap_or_else(|_| panic!("no bare integer: {}", answer.body))
}

/// The token of an operator as Supabase signs it: role authenticated, the rank in its metadata.
pub fn operator_by_claim() -> Caller {
    Caller::Claims(serde_json::json!({
        "role": "authenticated", "sub": "7", "app_metadata": {"role": "enforcement_operator"},
    }))
}

/// The cluster of this test binary, with a template that has Supabase's defaults and the extension.
pub fn cluster() -> &'static Cluster {
    static CLUSTER: OnceLock<Cluster> = OnceLock::new();
    CLUSTER.get_or_init(|| {
        let options = ClusterOptions::default().setting("log_line_prefix", LOG_PREFIX);
        let cluster = Cluster::start(options);
        cluster.create_database(TEMPLATE);
        let mut client = cluster.connect(TEMPLATE, "postgres");
        supabase_defaults(&mut client);
        install(&mut client);
        cluster
    })
}

fn make_database(name: &'static str) {
    static NAMES: Mutex<Option<HashSet<&'static str>>> = Mutex::new(None);
    let new = NAMES.lock().unwrap().get_or_insert_default().insert(name);
    assert!(new, "two tests want database {name}");
    cluster()
        .connect("postgres", "postgres")
        .batch_execute(&format!("create database {name} template {TEMPLATE}"))
        .unwrap();
}
