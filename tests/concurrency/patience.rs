//! A key that another open transaction is queueing: the second caller waits for it, but not for long.

use postgres::Client;
use postgres::error::DbError;

use crate::support::attempt::pid;
use crate::support::{Attempt, Place, Settled};

/// Functions that queue under a key, each called for the key `k`.
const CALLS: [&str; 3] = [
    "select queue_job('k', 'enrich', '{}')",
    "select queue_jobs('[{\"kind\": \"enrich\", \"idempotency_key\": \"k\"}]')",
    "select workers.enqueue('ingest_raw', '{\"org_id\": \"770e8400-e29b-41d4-a716-446655440002\",
        \"idempotency_key\": \"k\", \"entity_type\": \"b\", \"entity_id\": \"b\", \"payload\": {}}')",
];

const BUSY: &str = "another transaction is queueing the same key";

/// The id that a call answers.
fn call(client: &mut Client, sql: &str) -> Result<i64, postgres::Error> {
    Ok(client.query_one(sql, &[])?.get(0))
}

/// A session whose open transaction holds the key.
fn holder(place: &Place, sql: &str) -> (Client, i64) {
    let mut client = place.connect();
    client.batch_execute("begin").unwrap();
    let id = call(&mut client, sql).unwrap();
    (client, id)
}

/// The error of a second caller.
#[track_caller]
fn refused(outcome: Result<i64, postgres::Error>) -> DbError {
    outcome.unwrap_err().as_db_error().unwrap().clone()
}

fn lock_timeout(client: &mut Client) -> String {
    client.query_one("show lock_timeout", &[]).unwrap().get(0)
}

#[test]
fn a_second_caller_waits_and_gets_the_id_of_the_first_that_commits() {
    for sql in CALLS {
        let place = Place::new();
        let (mut first, id) = holder(&place, sql);
        let first_pid = pid(&mut first);
        let second = Attempt::start(&place, move |client| call(client, sql));
        assert_eq!(second.settle(), Settled::BlockedBy(vec![first_pid]), "{sql}");
        first.batch_execute("commit").unwrap();
        assert_eq!(second.outcome().unwrap(), id, "{sql}");
    }
}

#[test]
fn a_second_caller_is_told_that_the_key_is_busy_while_the_first_is_still_open() {
    for sql in CALLS {
        let place = Place::new();
        let (mut first, id) = holder(&place, sql);
        let mut second = place.connect();
        let error = refused(call(&mut second, sql));
        assert_eq!(error.code().code(), "23505", "{sql}");
        assert!(error.message().ends_with(BUSY), "{sql}: {}", error.message());
        assert_eq!(error.detail(), Some("waited 2000 ms for a lock\nreason: lock_not_available"));
        let hint =
            "Call again; the answer is the same job's id once that transaction has committed.";
        assert_eq!(error.hint(), Some(hint));
        // The first did not lose anything by it, and the second may call again.
        first.batch_execute("commit").unwrap();
        assert_eq!(call(&mut second, sql).unwrap(), id, "{sql}");
    }
}

#[test]
fn a_holder_that_rolls_back_frees_the_key() {
    for sql in CALLS {
        let place = Place::new();
        let (mut first, undone) = holder(&place, sql);
        let first_pid = pid(&mut first);
        let second = Attempt::start(&place, move |client| call(client, sql));
        assert_eq!(second.settle(), Settled::BlockedBy(vec![first_pid]), "{sql}");
        first.batch_execute("rollback").unwrap();
        let id = second.outcome().unwrap();
        assert_ne!(id, undone, "{sql}");
        assert_eq!(call(&mut first, sql).unwrap(), id, "{sql}");
    }
}

#[test]
fn a_shorter_lock_timeout_of_the_session_stays_in_force() {
    for sql in CALLS {
        let place = Place::new();
        let (mut first, id) = holder(&place, sql);
        let mut second = place.connect();
        second.batch_execute("set lock_timeout = '50ms'").unwrap();
        assert_eq!(refused(call(&mut second, sql)).code().code(), "55P03", "{sql}");
        assert_eq!(lock_timeout(&mut second), "50ms", "{sql}");
        first.batch_execute("commit").unwrap();
        assert_eq!(call(&mut second, sql).unwrap(), id, "{sql}");
        assert_eq!(lock_timeout(&mut second), "50ms", "{sql}");
    }
}

#[test]
fn a_longer_lock_timeout_of_the_session_is_as_before_after_the_call() {
    for setting in ["0", "1min"] {
        let place = Place::new();
        let (mut first, _) = holder(&place, CALLS[0]);
        let mut second = place.connect();
        second.batch_execute(&format!("set lock_timeout = '{setting}'")).unwrap();
        assert_eq!(refused(call(&mut second, CALLS[0])).code().code(), "23505");
        assert_eq!(lock_timeout(&mut second), setting);
        second.batch_execute("select queue_job('another', 'enrich')").unwrap();
        assert_eq!(lock_timeout(&mut second), setting);
        first.batch_execute("rollback").unwrap();
        call(&mut second, CALLS[0]).unwrap();
        assert_eq!(lock_timeout(&mut second), setting);
    }
}

/// The bound is the call's: what the session waits for afterwards it waits for as long as it takes.
#[test]
fn other_waits_of_the_session_are_not_bounded() {
    let place = Place::new();
    let (mut first, _) = holder(&place, CALLS[0]);
    let first_pid = pid(&mut first);
    first.batch_execute("lock table dragonfly.settings").unwrap();
    let second = Attempt::start(&place, |client| {
        client.batch_execute("begin; savepoint before").unwrap();
        let error = refused(call(client, CALLS[0]));
        client.batch_execute("rollback to before; lock table dragonfly.settings").unwrap();
        error.code().code().to_owned()
    });
    assert_eq!(second.settle(), Settled::BlockedBy(vec![first_pid]));
    // Long enough for the call's bound to end it, were that still in force: another call's bound ends meanwhile.
    for _ in 0..2 {
        assert_eq!(refused(call(&mut place.connect(), CALLS[0])).code().code(), "23505");
    }
    assert_eq!(second.settle(), Settled::BlockedBy(vec![first_pid]));
    first.batch_execute("rollback").unwrap();
    assert_eq!(second.outcome(), "23505");
}

#[test]
fn a_busy_key_can_be_caught_in_a_block_and_the_transaction_goes_on() {
    let place = Place::new();
    let (mut first, _) = holder(&place, CALLS[0]);
    let mut second = place.connect();
    let script = "begin; do $$ begin perform queue_job('k', 'enrich');
        exception when unique_violation then perform queue_job('instead', 'enrich'); end $$; commit";
    second.batch_execute(script).unwrap();
    assert_eq!(lock_timeout(&mut second), "0");
    first.batch_execute("rollback").unwrap();
    assert_eq!(
        place.number(
            "select count(*) from pgmq.q_enrich where message ->> 'idempotency_key' = 'instead'"
        ),
        1
    );
    assert_eq!(place.number("select count(*) from pgmq.q_enrich"), 1);
}
