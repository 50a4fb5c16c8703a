//! Negative controls: with the protection taken away, the check of the same name finds something.

use crate::support::attempt::fares;
use crate::support::waiter::Lock;
use crate::support::{Place, Settled, attempt, check, jobs};
use crate::waking::heard_of;
use crate::{batches, dequeue, enqueue, purge, waiting_lock};

/// dequeue_jobs as it would be with another clause where SKIP LOCKED stands.
fn stand_in_dequeue(place: &Place, locking: &str) {
    place.run(&format!(
        "create or replace function public.dequeue_jobs(kind text, quantity integer, visibility_timeout integer)
         returns setof jsonb language sql as $$
             update pgmq.q_enrich as message
             set vt = clock_timestamp() + make_interval(secs => visibility_timeout)
             where message.msg_id = any (array(
                 select next.msg_id from pgmq.q_enrich as next
                 where next.vt <= clock_timestamp() order by next.msg_id limit quantity {locking}))
             returning jsonb_build_object('msg_id', msg_id)
         $$"
    ));
}

#[test]
fn without_the_primary_key_the_storm_is_not_exactly_once() {
    let place = Place::new();
    place.run("alter table dragonfly.idempotency_keys drop constraint idempotency_keys_pk");
    let calls = enqueue::storm_on_shared_keys(&place, 100);
    assert!(!enqueue::one_message_per_key(&place, &calls).is_empty());
}

#[test]
fn a_lost_message_and_a_lost_key_are_noticed() {
    let place = Place::new();
    let mut client = place.connect();
    let calls = ["a", "b"].map(|key| jobs::enqueue(&mut client, key).unwrap());
    check::assert_none(&check::at_least_acknowledged(&mut client, &calls));
    place.run(&format!("delete from pgmq.q_enrich where msg_id = {}", calls[0].id));
    assert_eq!(check::keys_have_messages(&mut client).len(), 1);
    assert!(!check::at_least_acknowledged(&mut client, &calls).is_empty());
    place.run("delete from dragonfly.idempotency_keys where key = 'b'");
    assert_eq!(check::messages_have_keys(&mut client).len(), 1);
    assert!(!check::exactly_once(&mut client, &calls[1..]).is_empty());
}

#[test]
fn a_message_that_no_call_sent_is_noticed() {
    let place = Place::new();
    place.run("select queue_job('a', 'enrich')");
    assert!(!check::exactly_once(&mut place.connect(), &[]).is_empty());
}

#[test]
fn batches_that_claim_keys_in_input_order_deadlock() {
    let place = Place::new();
    place.run(
        "create or replace function public.queue_jobs(jobs jsonb) returns setof bigint
         language plpgsql as $$
         declare job jsonb;
         begin
             for job in select value from jsonb_array_elements(jobs) loop
                 return next public.queue_job(job);
             end loop;
         end $$",
    );
    let violations = batches::storm_of_batches(&place, 4);
    assert!(violations.iter().any(|what| what.contains("deadlock")), "{violations:?}");
}

#[test]
fn without_skip_locked_a_purge_waits() {
    let place = Place::new();
    let fared = purge::fares_beside_a_locked_key(
        &place,
        "delete from dragonfly.idempotency_keys where retained_since < now() - interval '7 days'",
    );
    assert!(matches!(fared, Settled::BlockedBy(_)));
}

#[test]
fn without_skip_locked_a_reader_waits_for_locked_messages() {
    let place = Place::new();
    stand_in_dequeue(&place, "for update skip locked");
    assert_eq!(dequeue::read_fares_beside_locked_messages(&place), Settled::Finished);
    let place = Place::new();
    stand_in_dequeue(&place, "for update");
    let fared = dequeue::read_fares_beside_locked_messages(&place);
    assert!(matches!(fared, Settled::BlockedBy(_)));
}

#[test]
fn without_a_lock_readers_get_messages_twice() {
    let place = Place::new();
    stand_in_dequeue(&place, "");
    assert!(!dequeue::readers_share(&place).is_empty());
}

#[test]
fn a_job_that_is_sent_past_queue_job_is_not_heard_of() {
    let place = Place::new();
    assert!(heard_of(&place, "select pgmq.send('enrich', '{}')").is_empty());
}

#[test]
fn a_producer_that_held_the_look_to_its_end_would_make_others_wait() {
    let place = Place::new();
    let mut first = place.connect();
    let look = "select pg_advisory_xact_lock(1)";
    let mut transaction = first.transaction().unwrap();
    transaction.execute(look, &[]).unwrap();
    assert!(matches!(fares(&place, look), Settled::BlockedBy(_)));
}

#[test]
fn a_plain_advisory_lock_can_be_touched() {
    let place = Place::new();
    let mut holder = place.connect();
    holder.execute("select pg_advisory_lock_shared(7, 8)", &[]).unwrap();
    let pid = attempt::pid(&mut holder);
    let mode = "ShareLock".to_owned();
    let lock = Lock { pid, classid: 7, objid: 8, objsubid: 2, mode };
    assert!(waiting_lock::ways_to_touch(&place, &lock).len() > 1);
}
