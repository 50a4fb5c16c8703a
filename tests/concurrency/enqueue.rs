//! Storms of queue_job on shared keys, and what a second caller of a key sees of the first.

use crate::support::attempt::pid;
use crate::support::check::{self, Violations};
use crate::support::jobs::{self, ENQUEUE};
use crate::support::{Attempt, Call, Dice, Place, Settled};

const SESSIONS: usize = 32;
const CALLS: usize = 1000;
const KEYS: usize = 100;

/// Every session makes `count` calls of queue_job on shared keys; what each call returned.
pub fn storm_on_shared_keys(place: &Place, count: usize) -> Vec<Call> {
    let calls = place.storm(SESSIONS, |session, client| {
        let mut dice = Dice::of_session(session);
        let statement = client.prepare(ENQUEUE).unwrap();
        let call = |number: usize| {
            let key = shared_key(number * KEYS / count, &mut dice);
            let id = client.query_one(&statement, &[&key]).unwrap().get(0);
            Call { kind: "enrich", key, id }
        };
        (0..count).map(call).collect::<Vec<_>>()
    });
    calls.concat()
}

/// The check of the storm.
pub fn one_message_per_key(place: &Place, calls: &[Call]) -> Violations {
    check::exactly_once(&mut place.connect(), calls)
}

/// Sessions go through the keys side by side, so that they meet on keys that are still free.
pub fn shared_key(place: usize, dice: &mut Dice) -> String {
    format!("key-{:03}", (place + dice.roll(3)).min(KEYS - 1))
}

#[test]
fn thirty_two_sessions_on_a_hundred_keys_put_a_hundred_messages() {
    let place = Place::new();
    let calls = storm_on_shared_keys(&place, CALLS);
    assert_eq!(calls.len(), SESSIONS * CALLS);
    check::assert_none(&one_message_per_key(&place, &calls));
    assert_eq!(place.number("select count(*) from pgmq.q_enrich"), 100);
    assert_eq!(place.number("select count(*) from dragonfly.idempotency_keys"), 100);
}

#[test]
fn a_second_caller_waits_for_the_first_and_gets_its_id_when_that_commits() {
    let place = Place::new();
    let mut first = place.connect();
    let first_pid = pid(&mut first);
    let mut transaction = first.transaction().unwrap();
    let call = jobs::enqueue(&mut transaction, "k").unwrap();
    let second = Attempt::start(&place, |client| jobs::enqueue(client, "k").unwrap());
    assert_eq!(second.settle(), Settled::BlockedBy(vec![first_pid]));
    transaction.commit().unwrap();
    assert_eq!(second.outcome(), call);
    check::assert_none(&one_message_per_key(&place, &[call]));
}

#[test]
fn a_second_caller_becomes_the_first_when_that_rolls_back() {
    let place = Place::new();
    let mut first = place.connect();
    let first_pid = pid(&mut first);
    let mut transaction = first.transaction().unwrap();
    let undone = jobs::enqueue(&mut transaction, "k").unwrap();
    let second = Attempt::start(&place, |client| jobs::enqueue(client, "k").unwrap());
    assert_eq!(second.settle(), Settled::BlockedBy(vec![first_pid]));
    transaction.rollback().unwrap();
    let call = second.outcome();
    assert_ne!(call.id, undone.id);
    check::assert_none(&one_message_per_key(&place, &[call]));
}

#[test]
fn a_second_caller_becomes_the_first_when_that_rolls_back_to_a_savepoint() {
    let place = Place::new();
    let mut first = place.connect();
    let first_pid = pid(&mut first);
    let mut transaction = first.transaction().unwrap();
    let mut part = transaction.savepoint("part").unwrap();
    jobs::enqueue(&mut part, "k").unwrap();
    let second = Attempt::start(&place, |client| jobs::enqueue(client, "k").unwrap());
    assert_eq!(second.settle(), Settled::BlockedBy(vec![first_pid]));
    part.rollback().unwrap();
    let call = second.outcome();
    check::assert_none(&one_message_per_key(&place, std::slice::from_ref(&call)));
    assert_eq!(jobs::enqueue(&mut transaction, "k").unwrap(), call);
    transaction.commit().unwrap();
    check::assert_none(&one_message_per_key(&place, &[call]));
}

#[test]
fn callers_of_other_keys_and_of_the_same_key_of_another_kind_do_not_wait() {
    let place = Place::new();
    let mut first = place.connect();
    let mut transaction = first.transaction().unwrap();
    jobs::enqueue(&mut transaction, "k").unwrap();
    let second = Attempt::start(&place, |client| {
        jobs::enqueue(client, "l").unwrap();
        jobs::enqueue_many(client, &[("outreach", "k".to_owned())]).unwrap();
    });
    assert_eq!(second.settle(), Settled::Finished);
    second.outcome();
    transaction.commit().unwrap();
}
