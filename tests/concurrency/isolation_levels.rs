//! Under REPEATABLE READ and SERIALIZABLE, Postgres's own 40001 reaches the caller, and nothing else.

use crate::support::jobs;
use crate::support::{Attempt, Call, Dice, Place, Settled, check};
use postgres::{Client, IsolationLevel};

const LEVELS: [IsolationLevel; 2] = [IsolationLevel::RepeatableRead, IsolationLevel::Serializable];
const SESSIONS: usize = 8;
const CALLS: usize = 100;

#[test]
fn a_key_that_was_committed_after_the_snapshot_is_postgres_own_serialization_failure() {
    for level in LEVELS {
        let place = Place::new();
        let mut client = place.connect();
        let mut transaction = client.build_transaction().isolation_level(level).start().unwrap();
        transaction.query_one("select count(*) from pgmq.q_enrich", &[]).unwrap();
        jobs::enqueue(&mut place.connect(), "k").unwrap();
        let error = jobs::enqueue(&mut transaction, "k").unwrap_err();
        assert_eq!(jobs::sqlstate(&error), "40001");
        let message = error.as_db_error().unwrap().message();
        assert!(message.starts_with("could not serialize access"), "{message}");
    }
}

#[test]
fn a_batch_with_a_key_committed_while_it_waited_fails_as_postgres_says() {
    let place = Place::new();
    let mut first = place.connect();
    let mut transaction = first.transaction().unwrap();
    let held = jobs::enqueue(&mut transaction, "b").unwrap();
    let batch = Attempt::start(&place, |client| {
        let level = IsolationLevel::RepeatableRead;
        let mut transaction = client.build_transaction().isolation_level(level).start().unwrap();
        let batch = ["a", "b"].map(|key| ("enrich", key.to_owned()));
        let error = jobs::enqueue_many(&mut transaction, &batch).unwrap_err();
        jobs::sqlstate(&error).to_owned()
    });
    assert!(matches!(batch.settle(), Settled::BlockedBy(_)));
    transaction.commit().unwrap();
    assert_eq!(batch.outcome(), "40001");
    check::assert_none(&check::exactly_once(&mut place.connect(), &[held]));
}

#[test]
fn a_key_that_the_snapshot_shows_is_a_plain_repeat() {
    for level in LEVELS {
        let place = Place::new();
        let call = jobs::enqueue(&mut place.connect(), "k").unwrap();
        let mut client = place.connect();
        let mut transaction = client.build_transaction().isolation_level(level).start().unwrap();
        assert_eq!(jobs::enqueue(&mut transaction, "k").unwrap(), call);
        transaction.commit().unwrap();
    }
}

#[test]
fn callers_who_retry_serialization_failures_put_one_message_per_key() {
    let place = Place::new();
    let calls = place.storm(SESSIONS, |session, client| {
        let mut dice = Dice::of_session(session);
        let level = LEVELS[session % 2];
        let call =
            |number| until_committed(client, level, &format!("key-{}", number / 5 + dice.roll(3)));
        (0..CALLS).map(call).collect::<Vec<_>>()
    });
    check::assert_none(&check::exactly_once(&mut place.connect(), &calls.concat()));
}

fn until_committed(client: &mut Client, level: IsolationLevel, key: &str) -> Call {
    loop {
        let attempt =
            client.build_transaction().isolation_level(level).start().and_then(|mut open| {
                let call = jobs::enqueue(&mut open, key)?;
                open.commit()?;
                Ok(call)
            });
        match attempt {
            Ok(call) => return call,
            Err(error) => assert_eq!(jobs::sqlstate(&error), "40001", "{error}"),
        }
    }
}
