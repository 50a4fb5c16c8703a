//! A queue that was dropped and made again knows nothing of the old one's jobs.

use crate::support::{Db, From, database};

const WORKER: &str = "'00000000-0000-0000-0000-000000000001'";

fn envelope(key: &str) -> String {
    format!(
        r#"{{"org_id": "770e8400-e29b-41d4-a716-446655440002", "idempotency_key": "{key}", "entity_type": "b", "entity_id": "1", "payload": {{}}}}"#
    )
}

fn polled(db: &Db<'_>, queue: &str) -> Vec<String> {
    db.texts(&format!("select msg_id from workers.poll('{queue}', {WORKER}, 300) order by 1"))
}

fn remembered(db: &Db<'_>, queue: &str) -> String {
    let names = format!("('{queue}', 'q_{queue}')");
    db.text(&format!(
        "select (select count(*) from dragonfly.idempotency_keys where queue::text in {names})
              + (select count(*) from workers.processed_jobs where queue_name in {names})
              + (select count(*) from workers.dead_letter_log where original_queue in {names})
              + (select count(*) from workers.queue_policy where queue_name in {names})
              + (select count(*) from workers.metric_slots where queue_name in {names})
              + (select count(*) from pgmq.q_dead_letter where message ->> 'original_queue' in {names})"
    ))
}

#[test]
fn drop_queue_forgets_keys_jobs_letters_policy_and_counters() {
    for spelling in ["ten", "q_ten"] {
        let db = database(From::Installed);
        db.run("select workers.create_queue('ten'); insert into workers.queue_policy (queue_name, max_attempts) values ('ten', 1)");
        let enqueue = format!("select workers.enqueue('{spelling}', '{}')", envelope("once"));
        db.run(&enqueue);
        db.run(&format!("select workers.enqueue('{spelling}', '{}')", envelope("dies")));
        assert_eq!(polled(&db, spelling), ["1", "2"]);
        db.run(&format!("select workers.succeed('{spelling}', 1, {WORKER}), workers.fail('{spelling}', 2, {WORKER}, 'no')"));
        assert_ne!(remembered(&db, "ten"), "0");
        db.run("select workers.drop_queue('ten', force => true)");
        assert_eq!(remembered(&db, "ten"), "0");
        db.run("select workers.create_queue('ten')");
        db.run(&enqueue);
        assert_eq!(polled(&db, spelling).len(), 1, "{spelling}");
    }
}

#[test]
fn a_message_without_a_key_is_not_taken_for_one_of_the_old_queue() {
    let db = database(From::Installed);
    let make = "select workers.create_queue('unkeyed'); insert into workers.queue_policy (queue_name, envelope) values ('unkeyed', false)";
    db.run(make);
    db.run("select pgmq.send('unkeyed', '{\"n\": 1}')");
    assert_eq!(polled(&db, "unkeyed"), ["1"]);
    db.run(&format!(
        "select workers.succeed('unkeyed', 1, {WORKER}); select workers.drop_queue('unkeyed')"
    ));
    db.run(make);
    db.run("select pgmq.send('unkeyed', '{\"n\": 2}')");
    assert_eq!(polled(&db, "unkeyed").len(), 1);
}

#[test]
fn a_queue_dropped_through_pgmq_goes_on_behind_its_ids_and_takes_known_keys_anew() {
    let db = database(From::Installed);
    db.run("select public.queue_job('known', 'enrich'); select pgmq.send('enrich', '{\"a\": 1}') from generate_series(1, 5)");
    let before = polled(&db, "enrich");
    assert_eq!(before.len(), 6);
    db.run(&format!("select workers.succeed('enrich', msg_id, {WORKER}) from unnest('{{{}}}'::bigint[]) as msg_id", before.join(",")));
    let alias = "drop view if exists pgmq.q_q_enrich, pgmq.a_q_enrich, pgmq.q_q_enrich_msg_id_seq";
    db.run(&format!("{alias}; select pgmq.drop_queue('enrich')"));
    let report = db.install();
    assert!(report.contains(&"forgot 7 keys and jobs of queue enrich".to_owned()), "{report:?}");
    db.run("select public.queue_job('known', 'enrich'); select pgmq.send('enrich', '{\"fresh\": 1}') from generate_series(1, 3)");
    assert_eq!(polled(&db, "enrich"), ["7", "8", "9", "10"]);
}
