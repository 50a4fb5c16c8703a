//! Producers that go on through crashes of the server.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use postgres::{Client, Error};

use super::{Call, Dice, Place, jobs};

/// Shared by the producers of one storm.
#[derive(Debug, Default)]
pub struct Progress {
    acknowledged: AtomicUsize,
    lost: AtomicUsize,
    stop: AtomicBool,
}

impl Progress {
    /// Number of acknowledged calls so far.
    pub fn acknowledged(&self) -> usize {
        self.acknowledged.load(Ordering::SeqCst)
    }

    /// Number of connections lost so far.
    pub fn lost(&self) -> usize {
        self.lost.load(Ordering::SeqCst)
    }

    /// Tells producers to end.
    pub fn stop(&self) {
        self.stop.store(true, Ordering::SeqCst);
    }

    fn stopped(&self) -> bool {
        self.stop.load(Ordering::SeqCst)
    }
}

/// Enqueues until it is told to stop, over a new connection whenever the old one is lost; the calls
/// whose acknowledgement arrived.
pub fn keep_enqueueing(place: &Place, session: usize, progress: &Progress) -> Vec<Call> {
    let mut dice = Dice::of_session(session);
    let mut calls = Vec::new();
    while !progress.stopped() {
        let Ok(mut client) = place.try_connect() else {
            thread::sleep(Duration::from_millis(10));
            continue;
        };
        while !progress.stopped() {
            match some_work(&mut client, &mut dice, progress.acknowledged()) {
                Ok(acknowledged) => {
                    progress.acknowledged.fetch_add(acknowledged.len(), Ordering::SeqCst);
                    calls.extend(acknowledged);
                }
                Err(error) => {
                    assert_connection_lost(&error);
                    progress.lost.fetch_add(1, Ordering::SeqCst);
                    break;
                }
            }
        }
    }
    calls
}

/// A single call, a batch or a transaction, on keys that other producers use at the same time.
fn some_work(client: &mut Client, dice: &mut Dice, progress: usize) -> Result<Vec<Call>, Error> {
    let first = progress / 100 * 10;
    match dice.roll(3) {
        0 => Ok(vec![jobs::enqueue(client, &format!("key-{:06}", first + dice.roll(10)))?]),
        1 => {
            let mut keys: Vec<_> = (first..first + 10).map(|n| format!("key-{n:06}")).collect();
            dice.shuffle(&mut keys);
            let batch: Vec<_> = keys.into_iter().map(|key| ("enrich", key)).collect();
            jobs::enqueue_many(client, &batch)
        }
        _ => {
            let mut transaction = client.transaction()?;
            let calls = vec![
                jobs::enqueue(&mut transaction, &format!("key-{:06}", first + dice.roll(5)))?,
                jobs::enqueue(&mut transaction, &format!("key-{:06}", first + 5 + dice.roll(5)))?,
            ];
            transaction.commit()?;
            Ok(calls)
        }
    }
}

/// Nothing but the loss of the connection may end a call.
#[track_caller]
fn assert_connection_lost(error: &Error) {
    let shutting_down = ["57P01", "57P02", "57P03"];
    let lost = error.code().is_none_or(|code| shutting_down.contains(&code.code()));
    assert!(lost, "{error}");
}
