//! Uses every function as every role, the way PostgREST does: a session of the authenticator that
//! switches to the caller's role.

use std::sync::atomic::{AtomicU32, Ordering};

use dragonfly_tests::Cluster;
use dragonfly_tests::supabase::AUTHENTICATOR;
use postgres::Client;

use crate::support::{Db, refusal, text, texts};

const KINDS: [&str; 4] = ["case_copilot", "enforce", "enrich", "outreach"];
const OPERATOR_CLAIMS: &str =
    r#"{"role": "authenticated", "app_metadata": {"role": "enforcement_operator"}}"#;

/// The login role of PostgREST, in clusters that were not made by Supabase's defaults too.
pub fn prepare(cluster: &Cluster) {
    let sql = "do $$ begin
                   if to_regrole('authenticator') is null then
                       create role authenticator login noinherit;
                   end if;
               end $$;
               grant anon, authenticated, service_role, enforcement_operator to authenticator;";
    cluster.connect("postgres", "postgres").batch_execute(sql).unwrap();
}

/// Roles of an application that was there first.
pub fn prepare_application(cluster: &Cluster) {
    let sql = "create role application login; create role installer login;";
    cluster.connect("postgres", "postgres").batch_execute(sql).unwrap();
}

/// A session as PostgREST opens it for that role.
pub fn session(db: &Db<'_>, role: &str) -> Client {
    let mut client = db.connect_as(AUTHENTICATOR);
    client.batch_execute(&format!("set role {role}")).unwrap();
    client
}

/// Every function for everybody who may, and a refusal for everybody who may not.
pub fn everything_works(db: &Db<'_>) {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let tag = format!("{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
    for role in ["anon", "authenticated", "service_role", "enforcement_operator"] {
        produces(db, role, &tag);
    }
    consumes(db, &tag);
    operates(db, &tag);
    is_refused(db);
}

/// All forms of queue_job; a new key gets an id that was never given before, a repeated key its own.
fn produces(db: &Db<'_>, role: &str, tag: &str) {
    let mut client = session(db, role);
    for kind in KINDS {
        let highest = db.text(&format!(
            "select greatest((select max(msg_id) from pgmq.q_{kind}), (select max(msg_id) from pgmq.a_{kind}),
                 (select max(msg_id) from dragonfly.idempotency_keys where queue = '{kind}'), 0)"
        ));
        let key = format!("{tag}-{role}-{kind}");
        let job = format!(
            "select queue_job('{{\"kind\": \"{kind}\", \"idempotency_key\": \"{key}\", \"payload\": {{}}}}')"
        );
        let id = text(&mut client, &job);
        assert!(number(&id) > number(&highest), "{role} {kind}: {id} is not above {highest}");
        assert_eq!(text(&mut client, &job), id);
        assert_eq!(text(&mut client, &format!("select queue_job('{key}', '{kind}', '{{}}')")), id);
        assert_eq!(text(&mut client, &format!("select queue_job('{key}', '{kind}')")), id);
    }
    let later =
        format!("select queue_job('{tag}-{role}-at', 'enrich', '{{}}', now() + interval '1 h')");
    text(&mut client, &later);
    text(&mut client, &format!("select queue_job('{tag}-{role}-in', 'enrich', '{{}}', 60)"));
    let keyless = client.batch_execute("select queue_job('enrich'::text, '{}'::jsonb)");
    assert_eq!(refusal(keyless).message, "queue_job: missing idempotency_key");
}

fn number(text: &str) -> i64 {
    text.parse().unwrap()
}

fn consumes(db: &Db<'_>, tag: &str) {
    let mut client = session(db, "service_role");
    for kind in KINDS {
        let sql = format!(
            "select queue_jobs('[{{\"kind\": \"{kind}\", \"idempotency_key\": \"{tag}-a\"}},
                                 {{\"kind\": \"{kind}\", \"idempotency_key\": \"{tag}-b\"}}]')"
        );
        let sent = texts(&mut client, &sql);
        assert_eq!(sent.len(), 2);
        let state = format!("select queue_job_status('{kind}', '{tag}-a')->>'state'");
        assert_eq!(text(&mut client, &state), "queued");
        text(&mut client, &format!("select dequeue_job('{kind}')"));
        let take = format!("select job->>'msg_id' from dequeue_jobs('{kind}', 1000, 600) as job");
        let taken = texts(&mut client, &take);
        assert!(taken.contains(&sent[1]), "{kind}: {sent:?} not in {taken:?}");
        assert_eq!(text(&mut client, &state), "in_flight");
        let delete = format!("select pgmq_delete('q_{kind}', {})", sent[0]);
        assert_eq!(text(&mut client, &delete), "t");
        let delete = format!("select pgmq_delete_many('{kind}', '{{{}}}')", sent[1]);
        assert_eq!(text(&mut client, &delete), sent[1]);
        assert_eq!(text(&mut client, &state), "done");
        speaks_pgmq(&mut client, kind);
    }
    client.batch_execute("select dragonfly.purge_idempotency_keys()").unwrap();
}

/// pgmq's own functions run with the caller's rights.
fn speaks_pgmq(client: &mut Client, kind: &str) {
    let mut send = || text(client, &format!("select pgmq.send('{kind}', '{{}}')"));
    let (first, second) = (send(), send());
    let read = format!("select msg_id from pgmq.read('{kind}', 30, 1000)");
    let seen = texts(client, &read);
    assert!(seen.contains(&first) && seen.contains(&second), "{kind}: {first} not in {seen:?}");
    assert_eq!(text(client, &format!("select pgmq.delete('{kind}', {first}::bigint)")), "t");
    assert_eq!(text(client, &format!("select pgmq.archive('{kind}', {second}::bigint)")), "t");
    let archived = format!("select count(*) from pgmq.a_{kind} where msg_id = {second}");
    assert_eq!(text(client, &archived), "1");
    let listed = format!("select count(*) from pgmq.list_queues() where queue_name = '{kind}'");
    assert_eq!(text(client, &listed), "1");
}

/// By role, and by what a verified token says of an authenticated user.
fn operates(db: &Db<'_>, tag: &str) {
    let status = format!("select queue_job_status('enrich', '{tag}-a') is not null");
    for role in ["service_role", "enforcement_operator"] {
        let mut client = session(db, role);
        assert_eq!(text(&mut client, &status), "t");
        client.batch_execute("select dragonfly.waiting('enrich')").unwrap();
        client.batch_execute("select dragonfly.working('enrich')").unwrap();
        assert!(!text(&mut client, "select dragonfly.version()").is_empty());
        assert!(texts(&mut client, "select check_name from dragonfly.doctor()").len() > 10);
    }
    let mut client = session(db, "authenticated");
    assert_eq!(refusal(client.batch_execute(&status)).code, "42501");
    let claim = format!("select set_config('request.jwt.claims', '{OPERATOR_CLAIMS}', false)");
    client.batch_execute(&claim).unwrap();
    assert_eq!(text(&mut client, &status), "t");
}

fn is_refused(db: &Db<'_>) {
    let nobody = [
        "dragonfly.install()",
        "dragonfly.uninstall_jobs()",
        "dragonfly.finish_script()",
        "dragonfly.preflight()",
    ];
    let service = [
        "dequeue_job('enrich')",
        "dequeue_jobs('enrich', 1, 1)",
        "pgmq_delete('enrich', 1)",
        "pgmq_delete_many('enrich', '{1}')",
        "queue_jobs('[]')",
        "dragonfly.purge_idempotency_keys()",
        "count(*) from pgmq.q_enrich",
        "count(*) from pgmq.a_enrich",
    ];
    let tables = ["count(*) from dragonfly.idempotency_keys", "count(*) from dragonfly.settings"];
    for role in ["anon", "authenticated", "service_role", "enforcement_operator"] {
        let mut client = session(db, role);
        let may = if role == "service_role" { &[][..] } else { &service };
        for call in nobody.iter().chain(&tables).chain(may) {
            let refused = refusal(client.batch_execute(&format!("select {call}")));
            assert_eq!(refused.code, "42501", "{role}: {call}: {refused:?}");
        }
    }
}
