//! A session keeps its statements for as long as the tables they were made for stay as they are: what an
//! application, an upgrade or an operator changes is noticed by the next call.

use postgres::Client;

use crate::support::{Db, From, database};

const WORKER: &str = "'00000000-0000-4000-8000-000000000001'";

/// A queue of objects without keys.
fn queue(db: &Db<'_>, name: &str) {
    db.run(&format!(
        "select workers.create_queue('{name}');
         insert into workers.queue_policy (queue_name, envelope) values ('{name}', false)"
    ));
}

/// Sends a message, takes it and reports it done; all of it with statements that the session keeps.
fn work(session: &mut Client, queue: &str) -> i64 {
    let sent = format!("select workers.enqueue('{queue}', '{{}}')");
    let sent: i64 = session.query_one(sent.as_str(), &[]).unwrap().get(0);
    let done = format!(
        "select workers.succeed('{queue}', msg_id, {WORKER}) from workers.poll('{queue}', {WORKER})"
    );
    assert!(session.query_one(done.as_str(), &[]).unwrap().get::<_, bool>(0));
    sent
}

#[test]
fn a_column_that_was_added_is_archived_by_sessions_that_knew_the_queue_before() {
    let db = database(From::Installed);
    queue(&db, "kq");
    let mut session = db.connect();
    work(&mut session, "kq");
    db.run(
        "alter table pgmq.q_kq add column foo integer default 7;
         alter table pgmq.a_kq add column foo integer",
    );
    let msg_id = work(&mut session, "kq");
    assert_eq!(db.text(&format!("select foo from pgmq.a_kq where msg_id = {msg_id}")), "7");
    db.run("alter table pgmq.q_kq drop column foo; alter table pgmq.a_kq drop column foo");
    work(&mut session, "kq");
}

#[test]
fn a_queue_that_was_made_again_under_its_other_spelling_is_found() {
    let db = database(From::Installed);
    queue(&db, "kq");
    let mut session = db.connect();
    work(&mut session, "kq");
    db.run(
        "select workers.drop_queue('kq');
         select pgmq.create('q_kq');
         select workers.create_queue('kq');
         insert into workers.queue_policy (queue_name, envelope) values ('kq', false)
         on conflict do nothing",
    );
    assert_eq!(db.text("select count(*) from pg_tables where tablename = 'q_q_kq'"), "1");
    work(&mut session, "kq");
}

#[test]
fn a_type_that_an_application_changed_is_cast_to_anew() {
    let db = database(From::Installed);
    let mut session = db.connect();
    let create =
        "select create_job('tech_rfp_report', '{\"package_id\": \"p\"}', 'acme') is not null";
    assert!(session.query_one(create, &[]).unwrap().get::<_, bool>(0));
    db.run(
        "create domain public.company as text;
         alter table public.jobs alter column company_id type public.company",
    );
    assert!(session.query_one(create, &[]).unwrap().get::<_, bool>(0));
    assert_eq!(db.text("select count(*) from jobs where company_id = 'acme'"), "2");
}

/// How many statements the session keeps.
fn kept(session: &mut Client) -> i64 {
    let sql = "select count(*) from pg_backend_memory_contexts where name = 'CachedPlanSource'";
    session.query_one(sql, &[]).unwrap().get(0)
}

#[test]
fn statements_of_many_queues_do_not_pile_up() {
    let db = database(From::Installed);
    let mut session = db.connect();
    let before = kept(&mut session);
    let names: Vec<_> = (0..72).map(|n| format!("many{n}")).collect();
    for name in &names {
        db.run(&format!("select workers.create_queue('{name}')"));
    }
    let mut counts = Vec::new();
    for name in &names {
        let sql = format!(
            "select workers.enqueue('{name}', jsonb_build_object('org_id', gen_random_uuid(),
                 'idempotency_key', 'k', 'entity_type', 'a', 'entity_id', 'b', 'payload', '{{}}'::jsonb))"
        );
        session.batch_execute(&sql).unwrap();
        counts.push(kept(&mut session));
    }
    let (few, many) = (counts[9], counts[71]);
    assert!(few > before, "{counts:?}");
    assert_eq!(counts[68], many, "{counts:?}");
    // The session still works with a queue whose statements gave way.
    session.batch_execute("select * from workers.poll('many0', gen_random_uuid())").unwrap();
}
