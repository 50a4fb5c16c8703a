//! Negative controls: with the protection taken away, the check of the same name finds something.

use super::hand::Told;
use super::yard::{self, MAX_ATTEMPTS, QUEUE, envelope, worker};
use super::{account, duplicates, lost};
use crate::support::Place;
use crate::support::check::{self, Violations};

/// poll as it would be if it handed out whatever pgmq does, counting attempts as pgmq counts reads.
const PLAIN_POLL: &str = "
    create or replace function workers.poll(queue text, worker_id uuid,
        quantity integer default 10, visibility_timeout integer default null)
    returns table (msg_id bigint, read_ct integer, attempt integer, envelope jsonb)
    language sql as $$
        select msg_id, read_ct, read_ct, message
        from pgmq.read('ingest_raw', coalesce(visibility_timeout, 600), quantity)
    $$";

/// Five workers in turn take the one job and are never heard of again; how often that was too often.
fn abandoned_five_times(place: &Place) -> Violations {
    yard::lay_out(place);
    let mut client = place.connect();
    let send = format!("select workers.enqueue('{QUEUE}', {})", envelope("'k'", "'dies'"));
    client.batch_execute(&send).unwrap();
    for number in 0..5 {
        let poll = format!(
            "insert into runs select 'k', msg_id, attempt
             from workers.poll('{QUEUE}', '{}', 1, 0)",
            worker(number)
        );
        client.batch_execute(&poll).unwrap();
    }
    account::handlers_ran_as_often_as_allowed(place)
}

#[test]
fn a_job_that_is_always_abandoned_is_handed_out_three_times() {
    let place = Place::new();
    check::assert_none(&abandoned_five_times(&place));
    assert_eq!(place.number("select count(*) from runs"), MAX_ATTEMPTS);
    let dead = "select count(*) from pgmq.q_dead_letter
        where message ->> 'error' = 'Max attempts exceeded'";
    assert_eq!(place.number(dead), 1);
}

#[test]
fn without_the_registry_it_is_handed_out_for_ever() {
    let place = Place::new();
    place.run(PLAIN_POLL);
    assert!(!abandoned_five_times(&place).is_empty());
}

#[test]
fn without_the_registry_every_message_of_a_key_is_worked_on() {
    let place = Place::new();
    duplicates::fill(&place);
    place.run(PLAIN_POLL);
    assert!(!duplicates::handed_out_once(&place).is_empty());
}

#[test]
fn without_the_fence_a_slow_worker_ends_somebody_elses_job() {
    let place = lost::taken_over();
    place.run(
        "create or replace function workers.succeed(queue text, msg_id bigint, worker_id uuid,
             result jsonb default null, attempt integer default null)
         returns boolean language sql as $$
             update workers.processed_jobs set status = 'completed' where job_id = msg_id;
             select pgmq.archive('ingest_raw', msg_id)
         $$",
    );
    assert_eq!(lost::too_late(&place).len(), 2);
}

/// One job completed, one dead.
fn two_ended() -> (Place, Vec<Told>) {
    let place = Place::new();
    yard::lay_out(&place);
    let id = worker(1);
    place.run(&format!(
        "insert into sent select key, workers.enqueue('{QUEUE}', {}), 'works'
         from (values ('a'), ('b')) as job (key);
         insert into runs select envelope ->> 'idempotency_key', msg_id, attempt
         from workers.poll('{QUEUE}', '{id}');
         select workers.succeed('{QUEUE}', 1, '{id}'),
             workers.fail('{QUEUE}', 2, '{id}', 'no', false)",
        envelope("key", "'works'")
    ));
    (place, vec![Told { completed: vec![1], dead: 1, ..Told::default() }])
}

#[test]
fn every_defect_is_noticed() {
    let (place, told) = two_ended();
    check::assert_none(&account::everything(&place, &told));
    check::assert_none(&account::counted(&place, &told));
    for defect in [
        "delete from workers.processed_jobs where idempotency_key = 'a'",
        "update workers.processed_jobs set status = 'failed' where idempotency_key = 'a'",
        "update sent set fate = 'dies'",
        "delete from pgmq.a_ingest_raw where msg_id = 1",
        "delete from pgmq.q_dead_letter",
        "insert into pgmq.q_dead_letter (vt, message) select vt, message from pgmq.q_dead_letter",
        "delete from workers.dead_letter_log",
        "insert into runs values ('a', 1, 2), ('a', 1, 3), ('a', 1, 4)",
        "insert into runs values ('b', 2, 1)",
        "insert into pgmq.q_ingest_raw (vt, message) values (now(), '{}')",
    ] {
        let (place, told) = two_ended();
        place.run(defect);
        assert!(!account::everything(&place, &told).is_empty(), "{defect}");
    }
    for (completed, what) in [(vec![1, 1], "twice"), (vec![1, 2], "dead")] {
        let told = [Told { completed, ..Told::default() }];
        assert!(!account::everything(&place, &told).is_empty(), "{what}");
    }
}

#[test]
fn every_miscount_is_noticed() {
    for defect in [
        "update workers.metric_slots set processed = processed + 1",
        "update workers.metric_slots set failed = failed + 1",
        "update workers.metric_slots set failed = 0",
        "update workers.dead_letter_log set resolved_at = now()",
        "insert into pgmq.q_ingest_raw (vt, message) values (now(), '{}')",
    ] {
        let (place, told) = two_ended();
        place.run(defect);
        assert!(!account::counted(&place, &told).is_empty(), "{defect}");
    }
}
