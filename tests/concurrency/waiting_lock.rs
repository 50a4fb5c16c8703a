//! The lock behind dragonfly.waiting: one per kind and session, gone with its session, out of reach of
//! pg_advisory_lock and its like.

use postgres::Client;

use crate::support::check::{self, Violations};
use crate::support::waiter::{Lock, gone, locks};
use crate::support::{Place, Settled, Waiter, attempt};

/// The functions that take or release advisory locks; the waiting forms take the same as the trying.
const FUNCTIONS: [&str; 6] = [
    "pg_try_advisory_lock",
    "pg_advisory_unlock",
    "pg_try_advisory_lock_shared",
    "pg_advisory_unlock_shared",
    "pg_try_advisory_xact_lock",
    "pg_try_advisory_xact_lock_shared",
];

/// What pg_locks shows as classid and objid, as one key and as two.
const KEYS: [&str; 2] =
    ["$1::bigint << 32 | $2::bigint", "$1::bigint::bit(32)::integer, $2::bigint::bit(32)::integer"];

/// Calls the functions with the key of a lock, in both forms; those that answered false.
fn touch(client: &mut Client, lock: &Lock, functions: &[&str]) -> Violations {
    let mut refused = Violations::new();
    for function in functions {
        for key in KEYS {
            let sql = format!("select {function}({key})");
            let done: bool = client.query_one(&sql, &[&lock.classid, &lock.objid]).unwrap().get(0);
            if !done {
                refused.push(format!("{function}({key})"));
            }
        }
    }
    refused
}

/// How another session can get at `lock` with pg_advisory_* functions.
pub fn ways_to_touch(place: &Place, lock: &Lock) -> Violations {
    // Taken exclusively first: whatever is held under that name refuses it.
    let mut violations = touch(&mut place.connect(), lock, &["pg_try_advisory_lock"]);
    if [1, 2].contains(&lock.objsubid) {
        violations.push(format!("objsubid {} is that of pg_advisory_lock", lock.objsubid));
    }
    violations
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
    touch(&mut place.connect(), &before[0], &FUNCTIONS);
    touch(&mut waiter.client, &before[0], &FUNCTIONS);
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
    check::assert_none(&touch(&mut intruder, &lock, &["pg_try_advisory_lock"]));
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

/// Its own session lets go of everything, as connection poolers do between clients.
#[test]
fn unlock_all_in_the_same_session_lets_go() {
    let place = Place::new();
    let mut waiter = Waiter::of(&place, &["enrich"]);
    waiter.client.batch_execute("select pg_advisory_unlock_all()").unwrap();
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
