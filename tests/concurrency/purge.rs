//! dragonfly.purge_idempotency_keys beside enqueues of the very keys that it removes.

use std::collections::HashSet;
use std::sync::atomic::{AtomicUsize, Ordering};

use postgres::{Client, Transaction};

use crate::support::attempt::fares;
use crate::support::check::{self, Violations};
use crate::support::jobs;
use crate::support::{AtEnd, Attempt, Call, Dice, Place, Settled, repeat};

const ENQUEUERS: usize = 6;
const CALLS: usize = 600;
const KEYS: usize = 20;

pub const PURGE: &str = "select dragonfly.purge_idempotency_keys()";

/// Messages leave the queue for the archive, and their keys grow old.
const CONSUME_AND_AGE: &str = "
    with gone as (delete from pgmq.q_enrich returning msg_id, read_ct, enqueued_at, vt, message)
    insert into pgmq.a_enrich (msg_id, read_ct, enqueued_at, vt, message) select * from gone;
    update dragonfly.idempotency_keys set retained_since = now() - interval '30 days'
    where retained_since > now() - interval '1 day';";

/// `count` expired keys whose messages are done.
pub fn expired_keys(place: &Place, count: usize) -> Vec<Call> {
    let mut client = place.connect();
    let calls = (0..count).map(|n| jobs::enqueue(&mut client, &format!("key-{n:03}")).unwrap());
    let calls = calls.collect();
    client.batch_execute(CONSUME_AND_AGE).unwrap();
    calls
}

/// How `sql` fares while a transaction holds the row of an expired key.
pub fn fares_beside_a_locked_key(place: &Place, sql: &'static str) -> Settled {
    expired_keys(place, 3);
    let mut holder = place.connect();
    let mut transaction = holder.transaction().unwrap();
    let lock = "select from dragonfly.idempotency_keys where key = 'key-001' for key share";
    transaction.execute(lock, &[]).unwrap();
    fares(place, sql)
}

#[test]
fn purge_passes_by_a_key_that_a_transaction_holds() {
    let place = Place::new();
    assert_eq!(fares_beside_a_locked_key(&place, PURGE), Settled::Finished);
    assert_eq!(place.number(PURGE), 1, "the key that was held goes with the next purge");
}

#[test]
fn purge_does_not_wait_for_open_enqueues_of_the_keys_that_it_removes() {
    let place = Place::new();
    let calls = expired_keys(&place, 3);
    let mut client = place.connect();
    let mut transaction = client.transaction().unwrap();
    assert_eq!(enqueue_all(&mut transaction, 4)[..3], calls[..], "an old key is still a repeat");
    assert_eq!(fares(&place, PURGE), Settled::Finished);
    assert_eq!(enqueue_all(&mut transaction, 4).len(), 4);
    assert_eq!(fares(&place, PURGE), Settled::Finished);
    transaction.commit().unwrap();
    check::assert_none(&check::keys_have_messages(&mut place.connect()));
}

#[test]
fn an_enqueue_beside_an_open_purge_takes_the_key_when_that_commits() {
    let place = Place::new();
    let [old]: [Call; 1] = expired_keys(&place, 1).try_into().unwrap();
    let mut client = place.connect();
    let mut purge = client.transaction().unwrap();
    purge.execute(PURGE, &[]).unwrap();
    let again = Attempt::start(&place, |client| jobs::enqueue(client, "key-000").unwrap());
    assert!(matches!(again.settle(), Settled::BlockedBy(_)));
    purge.commit().unwrap();
    let new = again.outcome();
    assert_ne!(new.id, old.id);
    check::assert_none(&check::exactly_once(&mut place.connect(), &[new]));
}

#[test]
fn an_enqueue_beside_an_open_purge_is_a_repeat_when_that_rolls_back() {
    let place = Place::new();
    let [old]: [Call; 1] = expired_keys(&place, 1).try_into().unwrap();
    let mut client = place.connect();
    let mut purge = client.transaction().unwrap();
    purge.execute(PURGE, &[]).unwrap();
    let again = Attempt::start(&place, |client| jobs::enqueue(client, "key-000").unwrap());
    assert!(matches!(again.settle(), Settled::BlockedBy(_)));
    purge.rollback().unwrap();
    assert_eq!(again.outcome(), old);
}

#[test]
fn two_purges_at_once_share_the_keys_and_do_not_wait() {
    let place = Place::new();
    expired_keys(&place, 5);
    let mut client = place.connect();
    let mut purge = client.transaction().unwrap();
    let first: i64 =
        purge.query_one("select dragonfly.purge_idempotency_keys(2)", &[]).unwrap().get(0);
    let second =
        Attempt::start(&place, |client| -> i64 { client.query_one(PURGE, &[]).unwrap().get(0) });
    assert_eq!(second.settle(), Settled::Finished);
    assert_eq!((first, second.outcome()), (2, 3));
    purge.commit().unwrap();
}

#[test]
fn purge_beside_enqueues_of_the_same_keys_loses_no_job() {
    let place = Place::new();
    let left = AtomicUsize::new(ENQUEUERS);
    let purged = place.storm(ENQUEUERS + 2, |session, client| {
        let busy = || left.load(Ordering::SeqCst) > 0;
        match session {
            0 => (Vec::new(), purge_while(client, busy)),
            1 => (Vec::new(), consume_while(client, busy)),
            _ => {
                let mut dice = Dice::of_session(session);
                let _done = AtEnd(|| _ = left.fetch_sub(1, Ordering::SeqCst));
                ((0..CALLS).map(|_| random_call(client, &mut dice)).collect(), 0)
            }
        }
    });
    let (calls, purged): (Vec<_>, Vec<_>) = purged.into_iter().unzip();
    check::assert_none(&every_life_of_a_key_has_one_message(&place, &calls.concat(), purged[0]));
    assert!(purged[0] > 0, "nothing was purged");
}

/// Ids are those of messages that existed, and there were as many messages as keys: those that are
/// there and those that were purged.
fn every_life_of_a_key_has_one_message(place: &Place, calls: &[Call], purged: i64) -> Violations {
    let mut client = place.connect();
    let mut violations = check::messages_have_keys(&mut client);
    let sql = "select msg_id, message ->> 'idempotency_key' from pgmq.q_enrich
               union all select msg_id, message ->> 'idempotency_key' from pgmq.a_enrich";
    let rows = client.query(sql, &[]).unwrap();
    let existed: HashSet<(i64, String)> = rows.iter().map(|row| (row.get(0), row.get(1))).collect();
    let invented = calls.iter().filter(|call| !existed.contains(&(call.id, call.key.clone())));
    violations.extend(invented.map(|call| format!("{call:?}: there was no such message")));
    let keys = purged + place.number("select count(*) from dragonfly.idempotency_keys");
    if i64::try_from(rows.len()).unwrap() != keys {
        violations.push(format!("{} messages for {keys} keys", rows.len()));
    }
    violations
}

fn random_call(client: &mut Client, dice: &mut Dice) -> Call {
    let key = format!("key-{:03}", dice.roll(KEYS));
    if dice.heads() {
        return jobs::enqueue(client, &key).unwrap();
    }
    jobs::enqueue_many(client, &[("enrich", key)]).unwrap().remove(0)
}

fn purge_while(client: &mut Client, busy: impl Fn() -> bool) -> i64 {
    let mut purged = 0;
    repeat(|| {
        purged += client.query_one(PURGE, &[]).unwrap().get::<_, i64>(0);
        busy()
    });
    purged
}

fn consume_while(client: &mut Client, busy: impl Fn() -> bool) -> i64 {
    repeat(|| {
        client.batch_execute(&format!("begin; {CONSUME_AND_AGE} commit")).unwrap();
        busy()
    });
    0
}

fn enqueue_all(transaction: &mut Transaction<'_>, count: usize) -> Vec<Call> {
    (0..count).map(|n| jobs::enqueue(transaction, &format!("key-{n:03}")).unwrap()).collect()
}
