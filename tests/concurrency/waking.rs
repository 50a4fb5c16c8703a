//! Notifications: who waits hears of a visible job when it is committed, and of nothing else.

use std::time::Duration;

use postgres::Client;
use postgres::fallible_iterator::FallibleIterator;

use crate::support::attempt::fares;
use crate::support::jobs::{self, KINDS};
use crate::support::{Attempt, Place, Settled, Waiter, check, repeat};

const NOTHING: [&str; 0] = [];
const PRODUCERS: usize = 8;
const JOBS: usize = 50;

/// What a session that waits for `enrich` hears of `sql`.
pub fn heard_of(place: &Place, sql: &str) -> Vec<String> {
    let mut waiter = Waiter::of(place, &["enrich"]);
    place.run(sql);
    waiter.hears()
}

/// The ways to enqueue a job of kind enrich that is visible at once.
pub const ENQUEUES: [&str; 7] = [
    r#"select queue_job('{"kind": "enrich", "idempotency_key": "a", "payload": {}}')"#,
    "select queue_job('b', 'enrich')",
    "select queue_job('c', 'enrich', '{}')",
    "select queue_job('d', 'enrich', '{}', now())",
    "select queue_job('e', 'enrich', '{}', 0)",
    r#"select queue_jobs('[{"kind": "enrich", "idempotency_key": "f"}]')"#,
    "select queue_job('g', 'enrich', '{}', now() - interval '1 day')",
];

#[test]
fn a_waiting_session_hears_the_kind_of_every_form_of_enqueue() {
    let place = Place::new();
    for sql in ENQUEUES {
        assert_eq!(heard_of(&place, sql), ["enrich"], "{sql}");
    }
}

#[test]
fn the_notification_comes_with_the_commit() {
    let place = Place::new();
    let mut waiter = Waiter::of(&place, &["enrich"]);
    let mut producer = place.connect();
    let mut transaction = producer.transaction().unwrap();
    jobs::enqueue(&mut transaction, "k").unwrap();
    assert_eq!(waiter.hears(), NOTHING);
    transaction.commit().unwrap();
    assert_eq!(waiter.hears(), ["enrich"]);
}

#[test]
fn rolled_back_enqueues_are_not_heard_of() {
    let place = Place::new();
    assert_eq!(heard_of(&place, "begin; select queue_job('a', 'enrich'); rollback"), NOTHING);
    let savepoint = "begin; savepoint s; select queue_job('b', 'enrich'); rollback to s; commit";
    assert_eq!(heard_of(&place, savepoint), NOTHING);
    assert_eq!(place.number("select count(*) from pgmq.q_enrich"), 0);
}

#[test]
fn repeats_later_jobs_and_other_kinds_are_not_heard_of() {
    let place = Place::new();
    place.run("select queue_job('a', 'enrich')");
    for sql in [
        "select queue_job('a', 'enrich')",
        r#"select queue_jobs('[{"kind": "enrich", "idempotency_key": "a"}]')"#,
        "select queue_job('b', 'enrich', '{}', now() + interval '1 hour')",
        "select queue_job('c', 'enrich', '{}', 60)",
        r#"select queue_jobs('[{"kind": "enrich", "idempotency_key": "d", "delay_seconds": 60}]')"#,
        "select queue_job('e', 'outreach')",
        r#"select queue_jobs('[{"kind": "case_copilot", "idempotency_key": "f"}]')"#,
    ] {
        assert_eq!(heard_of(&place, sql), NOTHING, "{sql}");
    }
    assert_eq!(place.number("select count(*) from dragonfly.idempotency_keys"), 6);
}

#[test]
fn a_batch_notifies_once_per_kind_that_somebody_waits_for() {
    let place = Place::new();
    let mut waiter = Waiter::of(&place, &["enrich", "outreach"]);
    let batch: Vec<_> = (0..40).map(|n| (KINDS[n % 4], format!("k{n}"))).collect();
    jobs::enqueue_many(&mut place.connect(), &batch).unwrap();
    let mut heard = waiter.hears();
    heard.sort();
    assert_eq!(heard, ["enrich", "outreach"]);
}

#[test]
fn one_visible_job_among_repeats_and_later_ones_is_heard_of() {
    let place = Place::new();
    place.run("select queue_job('a', 'enrich')");
    let batch = r#"select queue_jobs('[
        {"kind": "enrich", "idempotency_key": "a"},
        {"kind": "enrich", "idempotency_key": "b", "delay_seconds": 60},
        {"kind": "enrich", "idempotency_key": "c"}]')"#;
    assert_eq!(heard_of(&place, batch), ["enrich"]);
}

#[test]
fn two_waiting_sessions_both_hear_it() {
    let place = Place::new();
    let mut waiters = [(); 2].map(|()| Waiter::of(&place, &["enrich"]));
    place.run("select queue_job('a', 'enrich')");
    for waiter in &mut waiters {
        assert_eq!(waiter.hears(), ["enrich"]);
    }
}

#[test]
fn who_works_hears_nothing_until_it_waits_again() {
    let place = Place::new();
    let mut waiter = Waiter::of(&place, &["enrich"]);
    waiter.client.batch_execute("select dragonfly.working('enrich')").unwrap();
    place.run("select queue_job('a', 'enrich')");
    assert_eq!(waiter.hears(), NOTHING);
    waiter.client.batch_execute("select dragonfly.waiting('enrich')").unwrap();
    place.run("select queue_job('b', 'enrich')");
    assert_eq!(waiter.hears(), ["enrich"]);
}

#[test]
fn working_on_one_kind_leaves_the_others_waited_for() {
    let place = Place::new();
    let mut waiter = Waiter::of(&place, &["enrich", "outreach"]);
    waiter.client.batch_execute("select dragonfly.working('enrich')").unwrap();
    place.run("select queue_job('a', 'enrich'), queue_job('b', 'outreach')");
    assert_eq!(waiter.hears(), ["outreach"]);
}

#[test]
fn producers_wait_neither_for_each_other_nor_for_who_waits() {
    let place = Place::new();
    let mut waiter = Waiter::of(&place, &["enrich"]);
    let mut first = place.connect();
    let mut transaction = first.transaction().unwrap();
    jobs::enqueue(&mut transaction, "a").unwrap();
    assert_eq!(fares(&place, "select queue_job('b', 'enrich')"), Settled::Finished);
    assert_eq!(waiter.hears(), ["enrich"]);
    transaction.commit().unwrap();
    assert_eq!(waiter.hears(), ["enrich"]);
}

#[test]
fn who_begins_to_wait_does_not_wait_for_open_enqueues() {
    let place = Place::new();
    let mut producer = place.connect();
    let mut transaction = producer.transaction().unwrap();
    jobs::enqueue(&mut transaction, "a").unwrap();
    let waiting = Attempt::start(&place, |client| {
        client.batch_execute("select dragonfly.waiting('enrich')").unwrap();
    });
    assert_eq!(waiting.settle(), Settled::Finished);
    waiting.outcome();
    transaction.commit().unwrap();
}

#[test]
fn producers_at_once_are_all_heard_while_somebody_waits_and_none_when_nobody_does() {
    let place = Place::new();
    let mut waiter = Waiter::of(&place, &["enrich"]);
    enqueue_at_once(&place, "a");
    assert_eq!(waiter.hears(), vec!["enrich"; PRODUCERS * JOBS]);
    waiter.client.batch_execute("select dragonfly.working('enrich')").unwrap();
    enqueue_at_once(&place, "b");
    assert_eq!(waiter.hears(), NOTHING);
}

fn enqueue_at_once(place: &Place, prefix: &str) {
    place.storm(PRODUCERS, |session, client| {
        for number in 0..JOBS {
            jobs::enqueue(client, &format!("{prefix}-{session}-{number}")).unwrap();
        }
    });
}

#[test]
fn a_consumer_that_sleeps_between_looks_takes_every_job() {
    let place = Place::new();
    let taken = place.storm(2, |session, client| match session {
        0 => (0..JOBS).map(|n| jobs::enqueue(client, &format!("{n}")).unwrap().id).collect(),
        _ => consume(client, JOBS),
    });
    check::assert_none(&check::handed_out_once(&taken[0], &taken[1..]));
}

/// Takes so many jobs as the book tells a consumer to: look, wait, look once more, sleep.
fn consume(client: &mut Client, count: usize) -> Vec<i64> {
    client.batch_execute("listen dragonfly_queue").unwrap();
    let mut taken = Vec::new();
    repeat(|| {
        let mut job = look(client);
        if job.is_none() {
            client.batch_execute("select dragonfly.waiting('enrich')").unwrap();
            job = look(client);
            if job.is_none() {
                let mut notifications = client.notifications();
                notifications.timeout_iter(Duration::from_secs(1)).next().unwrap();
            }
            client.batch_execute("select dragonfly.working('enrich')").unwrap();
        }
        taken.extend(job);
        taken.len() < count
    });
    taken
}

fn look(client: &mut Client) -> Option<i64> {
    let sql = "select (dequeue_job('enrich') ->> 'msg_id')::bigint";
    client.query_one(sql, &[]).unwrap().get(0)
}
