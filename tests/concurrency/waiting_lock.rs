//! The lock behind dragonfly.waiting: one per kind and session, gone with its session, out of reach of
//! pg_advisory_lock and its like.

use postgres::Client;

use crate::support::check::{self, Violations};
use crate::support::waiter::{Lock, gone, locks};
use crate::support::{Place, Settled, Waiter, attempt};

/// Every function that could take or release an advisory lock of that key.
const TOUCHES: [&str; 12] = [
    "pg_try_advisory_lock($1::bigint << 32 | $2::bigint)",
    "pg_advisory_unlock($1::bigint << 32 | $2::bigint)",
    "pg_advisory_unlock_shared($1::bigint << 32 | $2::bigint)",
    "pg_try_advisory_lock_shared($1::bigint << 32 | $2::bigint)",
    "pg_try_advisory_xact_lock($1::bigint << 32 | $2::bigint)",
    "pg_advisory_unlock_shared($1::bigint << 32 | $2::bigint)",
    "pg_try_advisory_lock($1::bigint::bit(32)::integer, $2::bigint::bit(32)::integer)",
    "pg_advisory_unlock($1::bigint::bit(32)::integer, $2::bigint::bit(32)::integer)",
    "pg_try_advisory_lock_shared($1::bigint::bit(32)::integer, $2::bigint::bit(32)::integer)",
    "pg_advisory_unlock_shared($1::bigint::bit(32)::integer, $2::bigint::bit(32)::integer)",
    "pg_advisory_unlock_shared($1::bigint::bit(32)::integer, $2::bigint::bit(32)::integer)",
    "pg_try_advisory_xact_lock($1::bigint::bit(32)::integer, $2::bigint::bit(32)::integer)",
];

/// How `lock` can be taken, blocked or released by pg_advisory_* calls of other sessions.
pub fn ways_to_touch(place: &Place, lock: &Lock) -> Violations {
    let mut violations = Violations::new();
    if [1, 2].contains(&lock.objsubid) {
        violations.push(format!("objsubid {} is that of pg_advisory_lock", lock.objsubid));
    }
    let mut intruder = place.connect();
    for touch in TOUCHES.iter().filter(|touch| touch.contains("_try_")) {
        let sql = format!("select {touch}");
        let free: bool = intruder.query_one(&sql, &[&lock.classid, &lock.objid]).unwrap().get(0);
        if !free {
            violations.push(format!("{touch}: in conflict with it"));
        }
    }
    violations
}

/// Calls all of them in a session, whatever they answer.
fn touch(client: &mut Client, lock: &Lock) {
    for touch in TOUCHES {
        let sql = format!("select {touch}");
        client.query_one(&sql, &[&lock.classid, &lock.objid]).unwrap();
    }
}

#[test]
fn waiting_takes_one_shared_lock_that_pg_advisory_functions_cannot_name() {
    let place = Place::new();
    let waiter = Waiter::of(&place, &["enrich"]);
    let [lock]: [Lock; 1] = locks(&place).try_into().unwrap();
    assert_eq!((lock.pid, lock.mode.as_str()), (waiter.pid, "ShareLock"));
    check::assert_none(&ways_to_touch(&place, &lock));
}

#[test]
fn advisory_calls_of_any_session_leave_the_lock_and_its_effect_alone() {
    let place = Place::new();
    let mut waiter = Waiter::of(&place, &["enrich"]);
    let before = locks(&place);
    touch(&mut place.connect(), &before[0]);
    touch(&mut waiter.client, &before[0]);
    place.run("select pg_advisory_unlock_all()");
    assert_eq!(locks(&place), before);
    place.run("select queue_job('a', 'enrich')");
    assert_eq!(waiter.hears(), ["enrich"]);
}

#[test]
fn an_exclusive_advisory_lock_of_the_same_key_neither_stops_waiting_nor_looks_like_it() {
    let place = Place::new();
    let waiter = Waiter::of(&place, &["enrich"]);
    let lock = locks(&place).remove(0);
    drop(waiter);
    assert!(gone(&place));
    let mut intruder = place.connect();
    for take in TOUCHES.iter().filter(|touch| touch.starts_with("pg_try_advisory_lock(")) {
        intruder.query_one(&format!("select {take}"), &[&lock.classid, &lock.objid]).unwrap();
    }
    let mut listener = Waiter::of(&place, &[]);
    place.run("select queue_job('a', 'enrich')");
    assert!(listener.hears().is_empty());
    let waiting = attempt::fares(&place, "select dragonfly.waiting('enrich')");
    assert_eq!(waiting, Settled::Finished);
}

#[test]
fn waiting_twice_and_working_once_lets_go() {
    let place = Place::new();
    let mut waiter = Waiter::of(&place, &["enrich", "enrich", "enrich"]);
    assert_eq!(locks(&place).len(), 1);
    waiter.client.batch_execute("select dragonfly.working('enrich')").unwrap();
    assert_eq!(locks(&place), []);
    waiter.client.batch_execute("select dragonfly.working('enrich')").unwrap();
}

#[test]
fn each_session_and_each_kind_has_a_lock_of_its_own() {
    let place = Place::new();
    let mut first = Waiter::of(&place, &["case_copilot", "enforce", "enrich", "outreach"]);
    let second = Waiter::of(&place, &["enrich"]);
    assert_eq!(locks(&place).len(), 5);
    first.client.batch_execute("select dragonfly.working('enrich')").unwrap();
    assert_eq!(locks(&place).iter().filter(|lock| lock.pid == first.pid).count(), 3);
    assert_eq!(locks(&place).iter().filter(|lock| lock.pid == second.pid).count(), 1);
}

#[test]
fn discard_all_lets_go() {
    let place = Place::new();
    let mut waiter = Waiter::of(&place, &["enrich"]);
    waiter.client.batch_execute("discard all").unwrap();
    assert_eq!(locks(&place), []);
}

#[test]
fn the_lock_outlives_a_rollback_and_an_error() {
    let place = Place::new();
    let mut waiter = Waiter::of(&place, &[]);
    waiter.client.batch_execute("begin; select dragonfly.waiting('enrich'); rollback").unwrap();
    assert_eq!(locks(&place).len(), 1);
    waiter.client.batch_execute("select 1 / 0").unwrap_err();
    assert_eq!(locks(&place).len(), 1);
}

#[test]
fn the_lock_dies_with_its_session() {
    let place = Place::new();
    let waiter = Waiter::of(&place, &["enrich"]);
    drop(waiter);
    assert!(gone(&place));
    let terminated = Waiter::of(&place, &["enrich"]);
    place.run(&format!("select pg_terminate_backend({})", terminated.pid));
    assert!(gone(&place));
}

#[test]
fn a_session_of_another_database_is_not_waited_for() {
    let (here, elsewhere) = (Place::new(), Place::new());
    let _waiter = Waiter::of(&elsewhere, &["enrich"]);
    let mut listener = Waiter::of(&here, &[]);
    here.run("select queue_job('a', 'enrich')");
    assert!(listener.hears().is_empty());
}
