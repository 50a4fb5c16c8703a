//! `kill -9` of backends in the middle of payments. Payers send a payment again under its key until they
//! know its fate: none is lost, none is booked twice.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use dragonfly_tests::cluster::signal;
use dragonfly_tests::{Cluster, wait};
use postgres::Client;
use rustix::process::Signal;

use crate::support::cases::{ask, judgments, open};
use crate::support::check::assert_none;
use crate::support::place::options;
use crate::support::{AtEnd, Dice, PATIENCE, Place, jobs, ledger};

const PAYERS: usize = 8;
const CASES: usize = 4;
const CRASHES: usize = 4;
/// Payments acknowledged between two crashes.
const PAYMENTS: usize = 300;

const BUSY: &str = "select pid from pg_stat_activity
    where state = 'active' and pid <> pg_backend_pid() and query like '%record_enforcement_payment%'
    order by random() limit 1";

#[derive(Debug, Default)]
struct Progress {
    acknowledged: AtomicUsize,
    stop: AtomicBool,
}

#[test]
fn payments_survive_killed_backends_once_each() {
    let cluster = Cluster::start(options());
    let place = Place::on(&cluster);
    judgments(&place, CASES, "1000000");
    let cases: Vec<_> = (1..=CASES).map(|id| open(&mut place.connect(), id)).collect();
    let progress = Progress::default();
    let booked: BTreeMap<_, _> = thread::scope(|scope| {
        let _stop = AtEnd(|| progress.stop.store(true, Ordering::SeqCst));
        let start = |payer| {
            let (place, cases, progress) = (&place, &cases, &progress);
            scope.spawn(move || keep_paying(place, payer, cases, progress))
        };
        let payers: Vec<_> = (0..PAYERS).map(start).collect();
        for _ in 0..CRASHES {
            wait_for_payments(&progress);
            kill_a_busy_backend(&place);
        }
        wait_for_payments(&progress);
        progress.stop.store(true, Ordering::SeqCst);
        payers.into_iter().flat_map(|payer| payer.join().unwrap()).collect()
    });
    let mut client = place.connect();
    assert_none(&ledger::violations(&mut client));
    assert_eq!(in_the_books(&mut client), booked);
    assert!(booked.len() >= (CRASHES + 1) * PAYMENTS);
    assert_eq!(cluster.log().matches("was terminated by signal 9").count(), CRASHES);
}

/// Event by key, as the table has them.
fn in_the_books(client: &mut Client) -> BTreeMap<String, String> {
    let sql = "select idempotency_key, id::text from enforcement_events
               where event_kind = 'payment_received'";
    client.query(sql, &[]).unwrap().iter().map(|row| (row.get(0), row.get(1))).collect()
}

/// Pays under new keys until it is told to stop; the event that each key was answered with.
fn keep_paying(
    place: &Place,
    payer: usize,
    cases: &[String],
    progress: &Progress,
) -> Vec<(String, String)> {
    let mut dice = Dice::of_session(payer);
    let mut client = None;
    let mut booked = Vec::new();
    while !progress.stop.load(Ordering::SeqCst) {
        let key = format!("{payer}-{}", booked.len());
        let (case, amount) = (&cases[dice.roll(CASES)], dice.roll(10_000));
        let call = format!(
            "record_enforcement_payment('{case}', {amount}::numeric / 100 + 0.01, idempotency_key => '{key}')"
        );
        let event = until_booked(place, &mut client, &call);
        progress.acknowledged.fetch_add(1, Ordering::SeqCst);
        booked.push((key, event));
    }
    booked
}

/// Sends a payment until it is answered, over a new connection whenever the old one is lost.
fn until_booked(place: &Place, client: &mut Option<Client>, call: &str) -> String {
    let booked = wait::until_some(PATIENCE, || {
        if client.is_none() {
            *client = place.try_connect().ok();
        }
        match ask(client.as_mut()?, call) {
            Ok(answer) => Some(answer["event_id"].as_str().unwrap().to_owned()),
            Err(error) => {
                let code = error.code().map(postgres::error::SqlState::code);
                let lost = code.is_none_or(|code| code.starts_with("57P"));
                assert!(lost, "{}", jobs::told(&error));
                *client = None;
                thread::sleep(Duration::from_millis(10));
                None
            }
        }
    });
    booked.expect("the payment was not booked")
}

fn wait_for_payments(progress: &Progress) {
    let acknowledged = || progress.acknowledged.load(Ordering::SeqCst);
    let before = acknowledged();
    let went_on = wait::until(PATIENCE, || acknowledged() >= before + PAYMENTS);
    assert!(went_on, "payers did not go on after {before} payments");
}

/// Kills one backend inside a payment, and waits until the server has thrown all sessions out.
fn kill_a_busy_backend(place: &Place) {
    let connected = wait::until_some(PATIENCE, || place.try_connect().ok());
    let mut observer = connected.expect("the server did not come back");
    let busy = wait::until_some(PATIENCE, || observer.query_opt(BUSY, &[]).unwrap());
    let pid: i32 = busy.expect("no backend is busy").get(0);
    signal(u32::try_from(pid).unwrap(), Signal::KILL);
    assert!(wait::until(PATIENCE, || observer.batch_execute("select 1").is_err()));
}
