//! Readers of one queue: each message goes to one of them, and none waits for another.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicUsize, Ordering};

use postgres::{Client, GenericClient};

use crate::support::check::{self, Violations};
use crate::support::jobs;
use crate::support::{AtEnd, Attempt, Dice, Place, Settled, attempt, repeat};

const READERS: usize = 8;
const MESSAGES: usize = 5000;

/// Hides what it hands out for an hour, far longer than a test.
const TAKE: &str =
    "select (job ->> 'msg_id')::bigint from public.dequeue_jobs('enrich', 25, 3600) job";
pub const TAKE_ALL: &str = "select public.dequeue_jobs('enrich', 1000, 3600)";
const VISIBLE: &str = "select count(*) from pgmq.q_enrich where vt <= clock_timestamp()";

/// So many messages; their ids.
pub fn fill(place: &Place, count: usize) -> Vec<i64> {
    let batch: Vec<_> = (0..count).map(|n| ("enrich", format!("key-{n:05}"))).collect();
    let calls = jobs::enqueue_many(&mut place.connect(), &batch).unwrap();
    calls.iter().map(|call| call.id).collect()
}

/// Readers empty a queue; what was handed out twice or never.
pub fn readers_share(place: &Place) -> Violations {
    let sent = fill(place, MESSAGES);
    let readers = place.storm(READERS, |_, client| {
        let mut taken = Vec::new();
        repeat(|| {
            taken.extend(take(client));
            visible(client) > 0
        });
        taken
    });
    check::handed_out_once(&sent, &readers)
}

/// How a read fares while another transaction holds the oldest messages locked.
pub fn read_fares_beside_locked_messages(place: &Place) -> Settled {
    fill(place, 10);
    let mut holder = place.connect();
    let mut transaction = holder.transaction().unwrap();
    let lock = "select from pgmq.q_enrich order by msg_id limit 3 for update";
    transaction.execute(lock, &[]).unwrap();
    attempt::fares(place, TAKE_ALL)
}

fn visible(client: &mut Client) -> i64 {
    client.query_one(VISIBLE, &[]).unwrap().get(0)
}

fn take(client: &mut impl GenericClient) -> Vec<i64> {
    client.query(TAKE, &[]).unwrap().iter().map(|row| row.get(0)).collect()
}

#[test]
fn eight_readers_get_each_of_five_thousand_messages_once() {
    check::assert_none(&readers_share(&Place::new()));
}

#[test]
fn readers_that_roll_back_give_their_messages_to_the_others() {
    let place = Place::new();
    let sent = fill(&place, 1000);
    let readers = place.storm(READERS, |session, client| {
        let mut dice = Dice::of_session(session);
        let mut taken = Vec::new();
        repeat(|| {
            let mut transaction = client.transaction().unwrap();
            let messages = take(&mut transaction);
            if dice.heads() {
                transaction.commit().unwrap();
                taken.extend(messages);
            } else {
                transaction.rollback().unwrap();
            }
            visible(client) > 0
        });
        taken
    });
    check::assert_none(&check::handed_out_once(&sent, &readers));
}

#[test]
fn consumers_beside_producers_get_every_job_once_and_empty_the_queue() {
    let place = Place::new();
    let producing = AtomicUsize::new(READERS / 2);
    let ids = place.storm(READERS, |session, client| {
        if session % 2 == 0 {
            let _ended = AtEnd(|| _ = producing.fetch_sub(1, Ordering::SeqCst));
            let calls = (0..200).map(|n| jobs::enqueue(client, &format!("{session}-{n}")).unwrap());
            return calls.map(|call| call.id).collect();
        }
        let mut handled = Vec::new();
        repeat(|| {
            let last = producing.load(Ordering::SeqCst) == 0;
            handled.extend(handle(client));
            !last || visible(client) > 0
        });
        handled
    });
    let sent: Vec<i64> = ids.iter().step_by(2).flatten().copied().collect();
    let handled: Vec<_> = ids.into_iter().skip(1).step_by(2).collect();
    check::assert_none(&check::handed_out_once(&sent, &handled));
    assert_eq!(place.number("select count(*) from pgmq.q_enrich"), 0);
}

/// Takes some messages and acknowledges them; those that it acknowledged.
fn handle(client: &mut Client) -> Vec<i64> {
    let taken = take(client);
    let sql = "select public.pgmq_delete_many('enrich', $1)";
    let removed = client.query(sql, &[&taken]).unwrap();
    let removed: BTreeSet<i64> = removed.iter().map(|row| row.get(0)).collect();
    assert_eq!(removed, taken.iter().copied().collect());
    taken
}

#[test]
fn a_reader_passes_by_messages_that_another_transaction_holds() {
    let place = Place::new();
    assert_eq!(read_fares_beside_locked_messages(&place), Settled::Finished);
    assert_eq!(place.number(VISIBLE), 3, "those that were held are still there");
}

#[test]
fn a_reader_gets_what_another_open_read_left() {
    let place = Place::new();
    let sent = fill(&place, 40);
    let mut client = place.connect();
    let mut first = client.transaction().unwrap();
    assert_eq!(take(&mut first), sent[..25]);
    let second = Attempt::start(&place, take);
    assert_eq!(second.settle(), Settled::Finished);
    assert_eq!(second.outcome(), sent[25..]);
    let single = Attempt::start(&place, |client| {
        let row = client.query_one("select public.dequeue_job('enrich') is null", &[]).unwrap();
        row.get::<_, bool>(0)
    });
    assert_eq!(single.settle(), Settled::Finished);
    assert!(single.outcome(), "nothing is left");
}

#[test]
fn a_rolled_back_read_gives_its_messages_back_unread() {
    let place = Place::new();
    let sent = fill(&place, 3);
    let mut client = place.connect();
    let mut transaction = client.transaction().unwrap();
    assert_eq!(take(&mut transaction), sent);
    transaction.rollback().unwrap();
    assert_eq!(place.number("select max(read_ct)::bigint from pgmq.q_enrich"), 0);
    assert_eq!(take(&mut client), sent);
}

#[test]
fn a_message_of_an_open_enqueue_is_handed_out_after_its_commit() {
    let place = Place::new();
    let mut producer = place.connect();
    let mut transaction = producer.transaction().unwrap();
    let call = jobs::enqueue(&mut transaction, "k").unwrap();
    let mut client = place.connect();
    assert_eq!(take(&mut client), [0_i64; 0]);
    transaction.commit().unwrap();
    assert_eq!(take(&mut client), [call.id]);
}
