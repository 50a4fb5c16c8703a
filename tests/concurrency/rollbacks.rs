//! The storm on shared keys while transactions and savepoints are rolled back at random.

use postgres::Client;

use crate::enqueue::{one_message_per_key, shared_key};
use crate::support::jobs;
use crate::support::{Call, Dice, Place, check};

const SESSIONS: usize = 32;
/// Of three calls each.
const TRANSACTIONS: usize = 334;
const KEYS: usize = 100;

#[test]
fn rolled_back_transactions_and_savepoints_leave_neither_keys_nor_messages() {
    let place = Place::new();
    let calls = place.storm(SESSIONS, |session, client| {
        let mut dice = Dice::of_session(session);
        let transaction = |number| transaction(client, number * KEYS / TRANSACTIONS, &mut dice);
        (0..TRANSACTIONS).flat_map(transaction).collect::<Vec<_>>()
    });
    let calls = calls.concat();
    assert!(calls.len() > SESSIONS * TRANSACTIONS / 2, "only {} calls", calls.len());
    check::assert_none(&one_message_per_key(&place, &calls));
}

#[test]
fn a_transaction_that_rolls_back_leaves_its_keys_free_for_itself() {
    let place = Place::new();
    let mut client = place.connect();
    let mut transaction = client.transaction().unwrap();
    jobs::enqueue(&mut transaction, "k").unwrap();
    transaction.rollback().unwrap();
    check::assert_none(&one_message_per_key(&place, &[]));
    let call = jobs::enqueue(&mut client, "k").unwrap();
    check::assert_none(&one_message_per_key(&place, &[call]));
}

/// Three calls in key order, the second inside a savepoint; those that were committed.
fn transaction(client: &mut Client, place: usize, dice: &mut Dice) -> Vec<Call> {
    let mut keys = [(); 3].map(|()| shared_key(place, dice));
    // Transactions that claim keys in one order cannot deadlock.
    keys.sort();
    let mut transaction = client.transaction().unwrap();
    let mut calls = vec![jobs::enqueue(&mut transaction, &keys[0]).unwrap()];
    let mut part = transaction.savepoint("part").unwrap();
    let call = jobs::enqueue(&mut part, &keys[1]).unwrap();
    if dice.heads() {
        part.commit().unwrap();
        calls.push(call);
    } else {
        part.rollback().unwrap();
    }
    calls.push(jobs::enqueue(&mut transaction, &keys[2]).unwrap());
    if dice.heads() {
        transaction.commit().unwrap();
        return calls;
    }
    transaction.rollback().unwrap();
    Vec::new()
}
