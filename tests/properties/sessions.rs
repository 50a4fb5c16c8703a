//! Open sessions keep prepared plans. Whatever another session does to extension, tables and queues
//! meanwhile, the next call works.

use postgres::{Client, Statement};

use crate::roles;
use crate::support::{Db, From, database, refusal, text, texts};

/// What other sessions may do at any time; the last ones are the roughest.
const UPHEAVALS: &[&str] = &[
    "drop extension dragonfly_queue; create extension dragonfly_queue",
    "drop extension dragonfly_queue; create extension dragonfly_queue; select dragonfly.install()",
    "select dragonfly.install()",
    "select dragonfly.install(lock_down => true)",
    "alter table dragonfly.idempotency_keys add column extra text default 'x'",
    "alter table dragonfly.idempotency_keys drop column extra",
    "alter table pgmq.q_enrich add column extra jsonb, add column more int default 1",
    "alter table pgmq.q_enrich drop column extra, drop column more",
    "truncate pgmq.q_enrich",
    "truncate dragonfly.idempotency_keys, pgmq.q_enrich, pgmq.a_enrich",
    "truncate pgmq.q_enrich restart identity; truncate dragonfly.idempotency_keys",
    "vacuum full pgmq.q_enrich",
    "cluster dragonfly.idempotency_keys using idempotency_keys_pk",
    "reindex table dragonfly.idempotency_keys",
    "drop index dragonfly.idempotency_keys_retained_since_idx; select dragonfly.install()",
    "alter table dragonfly.idempotency_keys drop constraint idempotency_keys_pk; select dragonfly.install()",
    "alter table dragonfly.idempotency_keys rename to kept;
     alter index dragonfly.idempotency_keys_pk rename to kept_pk;
     alter index dragonfly.idempotency_keys_retained_since_idx rename to kept_idx;
     select dragonfly.install()",
    "drop table dragonfly.idempotency_keys; select dragonfly.install()",
    "select pgmq.drop_queue('enrich'); select dragonfly.install()",
    "drop table pgmq.q_enrich cascade; select dragonfly.install()",
    "drop extension dragonfly_queue; drop table dragonfly.settings, dragonfly.idempotency_keys;
     select pgmq.drop_queue(queue_name) from pgmq.meta
     where to_regclass('pgmq.q_q_' || queue_name) is null; create extension dragonfly_queue;
     select dragonfly.install()",
];

/// A session with plans of every function, and statements of its driver beside them.
struct Session {
    client: Client,
    enqueue: Statement,
    dequeue: Statement,
    jobs: u32,
}

impl Session {
    fn open(mut client: Client) -> Self {
        let enqueue = client.prepare("select queue_job($1::text, 'enrich')").unwrap();
        let dequeue = client.prepare("select dequeue_job($1)::text").unwrap();
        Self { client, enqueue, dequeue, jobs: 0 }
    }

    /// A new job through every function.
    fn works(&mut self, after: &str) {
        self.jobs += 1;
        let key = format!("job-{}", self.jobs);
        let send = |client: &mut Client, statement: &Statement| -> i64 {
            let row = client.query_one(statement, &[&key]);
            row.unwrap_or_else(|error| panic!("{after}\n{error:?}")).get(0)
        };
        let id = send(&mut self.client, &self.enqueue);
        assert_eq!(send(&mut self.client, &self.enqueue), id, "{after}");
        let row = self.client.query_one(&self.dequeue, &[&"enrich"]).unwrap();
        let job: String = row.get(0);
        assert!(job.contains(&format!("\"msg_id\": {id}")), "{after}: {job} is not {id}");
        let client = &mut self.client;
        let state = format!("select queue_job_status('enrich', '{key}')->>'state'");
        assert_eq!(text(client, &state), "in_flight", "{after}");
        assert_eq!(text(client, &format!("select pgmq_delete('enrich', {id})")), "t", "{after}");
        assert_eq!(text(client, &state), "done", "{after}");
        self.batch_works(after);
    }

    fn batch_works(&mut self, after: &str) {
        let client = &mut self.client;
        let jobs = format!(
            r#"select queue_jobs('[{{"kind": "enrich", "idempotency_key": "a-{0}"}},
                                   {{"kind": "enrich", "idempotency_key": "b-{0}"}},
                                   {{"kind": "enrich", "idempotency_key": "job-{0}"}}]')"#,
            self.jobs
        );
        let ids = texts(client, &jobs);
        assert_eq!(texts(client, &jobs), ids, "{after}");
        let taken =
            texts(client, "select job->>'msg_id' from dequeue_jobs('enrich', 10, 60) as job");
        assert_eq!(taken, ids[..2], "{after}");
        let delete = format!(
            "select pgmq_delete_many('q_enrich', '{{{}}}') as id order by id",
            taken.join(",")
        );
        assert_eq!(texts(client, &delete), taken, "{after}");
        client.batch_execute("select dragonfly.purge_idempotency_keys()").unwrap();
    }
}

fn lives_through(db: &Db<'_>, upheavals: &[&str], mut open: impl FnMut() -> Client) {
    let mut old = Session::open(open());
    old.works("at first");
    for upheaval in upheavals {
        for statement in upheaval.split(';') {
            // One by one: VACUUM and CLUSTER refuse a transaction block.
            db.connect().batch_execute(statement).unwrap_or_else(|e| panic!("{statement}: {e:?}"));
        }
        old.works(upheaval);
        old.works(upheaval);
    }
}

#[test]
fn a_superuser_s_open_session_lives_through_everything() {
    let db = database(From::Installed);
    lives_through(&db, UPHEAVALS, || db.connect());
}

#[test]
fn a_service_role_session_of_postgrest_lives_through_everything() {
    let db = database(From::Installed);
    lives_through(&db, UPHEAVALS, || roles::session(&db, "service_role"));
}

#[test]
fn a_call_while_something_is_missing_fails_and_the_next_one_works() {
    let db = database(From::Installed);
    let mut session = Session::open(db.connect());
    session.works("at first");
    for damage in ["drop table dragonfly.idempotency_keys", "select pgmq.drop_queue('enrich')"] {
        db.run(damage);
        let refused = refusal(session.client.batch_execute("select queue_job('x', 'enrich')"));
        assert_eq!(refused.code, "55000", "{damage}: {refused:?}");
        db.install();
        session.works(damage);
    }
    db.run("drop extension dragonfly_queue");
    let refused = refusal(session.client.batch_execute("select queue_job('x', 'enrich')"));
    assert_eq!(refused.code, "42883", "{refused:?}");
    db.run("create extension dragonfly_queue");
    session.works("create again");
}

/// The role decides what a call may do, not the role that first made the plan.
#[test]
fn one_session_serves_roles_in_turn_across_an_upheaval() {
    let db = database(From::Installed);
    let mut client = roles::session(&db, "anon");
    for upheaval in UPHEAVALS.iter().filter(|text| text.contains("extension")) {
        for (role, call, code) in [
            ("anon", "queue_job('k', 'enrich')", ""),
            ("service_role", "dequeue_job('enrich')", ""),
            ("anon", "dequeue_job('enrich')", "42501"),
            ("authenticated", "queue_job_status('enrich', 'k')", "42501"),
            ("enforcement_operator", "queue_job_status('enrich', 'k')", ""),
        ] {
            client.batch_execute(&format!("set role {role}")).unwrap();
            let result = client.batch_execute(&format!("select {call}"));
            if code.is_empty() {
                result.unwrap_or_else(|error| panic!("{role} {call}: {error:?}"));
            } else {
                assert_eq!(refusal(result).code, code, "{role} {call}");
            }
        }
        db.run(upheaval);
    }
}

#[test]
fn a_session_inside_a_transaction_waits_for_install_and_goes_on() {
    let db = database(From::Installed);
    let mut installer = db.connect();
    let mut producer = db.connect();
    text(&mut producer, "select queue_job('before', 'enrich')");
    installer.batch_execute("begin; select dragonfly.install()").unwrap();
    // Nothing is missing, so nothing that producers need is locked against them for long.
    producer.batch_execute("set lock_timeout = '20s'").unwrap();
    let waiting =
        std::thread::spawn(move || text(&mut producer, "select queue_job('during', 'enrich')"));
    installer.batch_execute("commit").unwrap();
    assert_eq!(waiting.join().unwrap(), "2");
}
