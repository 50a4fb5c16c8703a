//! Sixteen workers, twenty thousand envelopes: handlers that succeed, fail, are late and die.

use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use dragonfly_tests::wait;

use super::account;
use super::hand::{Hand, Told};
use super::yard::{self, QUEUE};
use crate::support::check;
use crate::support::{AtEnd, Place};

const WORKERS: usize = 16;
const ENVELOPES: usize = 20_000;
/// Far beyond what a storm takes.
const ITS_END: Duration = Duration::from_mins(5);

/// Lets workers work until the queue is empty, `meanwhile` beside them; what they were told.
pub fn work_off(place: &Place, workers: usize, meanwhile: impl FnOnce()) -> Vec<Told> {
    let over = AtomicBool::new(false);
    thread::scope(|scope| {
        let _end = AtEnd(|| over.store(true, Ordering::SeqCst));
        let over = &over;
        let work = |number| {
            scope.spawn(move || {
                let mut hand = Hand::new(place, number);
                while !over.load(Ordering::SeqCst) {
                    if !hand.shift() {
                        thread::sleep(Duration::from_millis(10));
                    }
                }
                hand.told
            })
        };
        let hands: Vec<_> = (0..workers).map(work).collect();
        meanwhile();
        let empty = format!("select not exists (select from pgmq.q_{QUEUE})");
        let ended = wait::until(ITS_END, || {
            hands.iter().any(thread::ScopedJoinHandle::is_finished)
                || place.try_connect().is_ok_and(|mut client| {
                    client.query_one(&empty, &[]).is_ok_and(|row| row.get(0))
                })
        });
        assert!(ended, "the queue is not empty");
        over.store(true, Ordering::SeqCst);
        hands.into_iter().map(|hand| hand.join().unwrap()).collect()
    })
}

#[test]
fn every_envelope_ends_once_whatever_its_handler_does() {
    let place = Place::new();
    yard::lay_out(&place);
    let broken = yard::fill(&place, ENVELOPES);
    let told = work_off(&place, WORKERS, || {});
    check::assert_none(&account::everything(&place, &told));
    check::assert_none(&account::counted(&place, &told));
    let sum = |of: fn(&Told) -> usize| told.iter().map(of).sum::<usize>();
    assert_eq!(sum(|told| told.unknown), 0);
    assert!(sum(|told| told.completed.len()) > ENVELOPES * 9 / 10);
    assert!(sum(|told| told.dead) > 0 && sum(|told| told.retries) > 0);
    let invalid = place.number(
        "select count(*) from pgmq.q_dead_letter where message ->> 'error' = 'Invalid Envelope'
             and jsonb_array_length(message -> 'validation_errors') = 6",
    );
    assert_eq!(usize::try_from(invalid).unwrap(), broken);
    let killers = place.number(
        "select count(*) from pgmq.q_dead_letter as letter
         where message ->> 'error' = 'Max attempts exceeded' and message ->> 'attempt_count' = '3'
           and message #>> '{original_payload,payload,fate}' = 'dies'",
    );
    assert_eq!(usize::try_from(killers).unwrap(), ENVELOPES / 1000);
}
