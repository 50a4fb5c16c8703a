//! queue_jobs from many sessions, with keys that overlap, in any order.

use postgres::{Client, Error};

use crate::purge;
use crate::support::check::{self, Violations};
use crate::support::jobs::{self, KINDS};
use crate::support::{Attempt, Call, Dice, Place, Settled};

const SESSIONS: usize = 8;
const BATCHES: usize = 30;
const SIZE: usize = 200;
/// Each batch shares most of its keys with the batches before and after it.
const STEP: usize = 50;

/// `count` batches in random order from each session; what went wrong, deadlocks included.
pub fn storm_of_batches(place: &Place, count: usize) -> Violations {
    let outcomes = place.storm(SESSIONS, |session, client| {
        let mut dice = Dice::of_session(session);
        let batch = |number| jobs::enqueue_many(client, &random_batch(number, &mut dice));
        (0..count).map(batch).collect::<Vec<_>>()
    });
    judge(place, outcomes.into_iter().flatten().collect())
}

/// Keys of one window of any kind, some of them twice, in any order.
fn random_batch(number: usize, dice: &mut Dice) -> Vec<(&'static str, String)> {
    let first = number * STEP;
    let job = |n: usize| (KINDS[n % 4], format!("key-{n:05}"));
    let mut batch: Vec<_> = (first..first + SIZE).map(job).collect();
    batch.extend((0..20).map(|_| job(first + dice.roll(SIZE))));
    dice.shuffle(&mut batch);
    batch
}

fn judge(place: &Place, outcomes: Vec<Result<Vec<Call>, Error>>) -> Violations {
    let (mut calls, mut violations) = (Vec::new(), Violations::new());
    for outcome in outcomes {
        match outcome {
            Ok(batch) => calls.extend(batch),
            Err(error) => violations.push(jobs::told(&error)),
        }
    }
    violations.extend(check::exactly_once(&mut place.connect(), &calls));
    violations
}

#[test]
fn overlapping_batches_in_random_order_never_deadlock_and_agree_on_ids() {
    let place = Place::new();
    check::assert_none(&storm_of_batches(&place, BATCHES));
    let keys = i64::try_from((BATCHES - 1) * STEP + SIZE).unwrap();
    assert_eq!(place.number("select count(*) from dragonfly.idempotency_keys"), keys);
}

#[test]
fn single_calls_and_batches_on_the_same_keys_agree_on_ids() {
    let place = Place::new();
    let outcomes = place.storm(2 * SESSIONS, |session, client| {
        let mut dice = Dice::of_session(session);
        let work = |number| {
            if session < SESSIONS {
                jobs::enqueue_many(client, &random_batch(number, &mut dice))
            } else {
                singly(client, &random_batch(number, &mut dice))
            }
        };
        (0..BATCHES / 3).map(work).collect::<Vec<_>>()
    });
    check::assert_none(&judge(&place, outcomes.into_iter().flatten().collect()));
}

#[test]
fn a_batch_waits_for_a_key_that_a_transaction_holds_and_takes_over_its_id() {
    let place = Place::new();
    let mut first = place.connect();
    let mut transaction = first.transaction().unwrap();
    let held = jobs::enqueue(&mut transaction, "b").unwrap();
    let batch = Attempt::start(&place, |client| {
        let batch = ["c", "b", "a"].map(|key| ("enrich", key.to_owned()));
        jobs::enqueue_many(client, &batch).unwrap()
    });
    assert!(matches!(batch.settle(), Settled::BlockedBy(_)));
    transaction.commit().unwrap();
    let calls = batch.outcome();
    assert_eq!(calls[1], held);
    check::assert_none(&check::exactly_once(&mut place.connect(), &calls));
}

fn singly(client: &mut Client, batch: &[(&'static str, String)]) -> Result<Vec<Call>, Error> {
    let statement = client.prepare("select public.queue_job($1::text, $2::text)")?;
    let mut call = |(kind, key): &(&'static str, String)| {
        let id = client.query_one(&statement, &[key, kind])?.get(0);
        Ok(Call { kind, key: key.clone(), id })
    };
    batch.iter().map(&mut call).collect()
}

/// The batch found `key-000` taken and went on to `key-900`. Were the key purged meanwhile, it would
/// have to be claimed after all, against the order, while another batch holds it and waits for
/// `key-900`; so the batch holds what it found, and the purge passes it by.
#[test]
fn a_key_that_is_purged_under_a_waiting_batch_makes_no_deadlock() {
    let place = Place::new();
    purge::expired_keys(&place, 1);
    let mut holder = place.connect();
    let mut transaction = holder.transaction().unwrap();
    jobs::enqueue(&mut transaction, "key-950").unwrap();
    let start = |keys: &[&str]| {
        let batch: Vec<_> = keys.iter().map(|key| ("enrich", (*key).to_owned())).collect();
        let batch = Attempt::start(&place, move |client| jobs::enqueue_many(client, &batch));
        assert!(matches!(batch.settle(), Settled::BlockedBy(_)));
        batch
    };
    let first = start(&["key-000", "key-900", "key-950"]);
    assert_eq!(place.number(purge::PURGE), 0);
    let second = start(&["key-000", "key-900"]);
    transaction.commit().unwrap();
    let (first, second) = (first.outcome().unwrap(), second.outcome().unwrap());
    assert_eq!(first[..2], second[..], "both answer the same jobs");
    // Only now is the old key free to go: the job that it stood for was done long ago.
    assert_eq!(place.number(purge::PURGE), 1);
    let calls: Vec<_> = first.into_iter().skip(1).collect();
    check::assert_none(&check::exactly_once(&mut place.connect(), &calls));
}
