//! `kill -9` of backends in the middle of enqueues. The postmaster then restarts all of them; clients
//! reconnect and go on.

use std::thread;

use dragonfly_tests::cluster::signal;
use dragonfly_tests::{Cluster, wait};
use rustix::process::Signal;

use crate::support::crash::{Progress, keep_enqueueing};
use crate::support::place::options;
use crate::support::{AtEnd, PATIENCE, Place, check};

const PRODUCERS: usize = 12;
const CRASHES: usize = 6;
/// Calls acknowledged between two crashes.
const CALLS: usize = 400;

const BUSY: &str = "select pid from pg_stat_activity
    where state = 'active' and pid <> pg_backend_pid() and query like '%queue_job%'
    order by random() limit 1";

#[test]
fn killed_backends_leave_no_key_without_message_and_no_message_without_key() {
    let cluster = Cluster::start(options());
    let place = Place::on(&cluster);
    let progress = Progress::default();
    let calls = thread::scope(|scope| {
        let _stop = AtEnd(|| progress.stop());
        let start = |session| {
            let (place, progress) = (&place, &progress);
            scope.spawn(move || keep_enqueueing(place, session, progress))
        };
        let producers: Vec<_> = (0..PRODUCERS).map(start).collect();
        for _ in 0..CRASHES {
            wait_for_calls(&progress);
            kill_a_busy_backend(&place);
            check::assert_none(&check::keys_have_messages(&mut reconnect(&place)));
        }
        wait_for_calls(&progress);
        progress.stop();
        producers.into_iter().flat_map(|producer| producer.join().unwrap()).collect::<Vec<_>>()
    });
    check::assert_none(&check::at_least_acknowledged(&mut place.connect(), &calls));
    assert!(calls.len() >= (CRASHES + 1) * CALLS);
    assert_eq!(cluster.log().matches("was terminated by signal 9").count(), CRASHES);
}

fn wait_for_calls(progress: &Progress) {
    let before = progress.acknowledged();
    let went_on = wait::until(PATIENCE, || progress.acknowledged() >= before + CALLS);
    assert!(went_on, "producers did not go on after {before} calls");
}

/// Kills one backend inside a call, and waits until the server has thrown all sessions out.
fn kill_a_busy_backend(place: &Place) {
    let mut observer = place.connect();
    let busy = wait::until_some(PATIENCE, || observer.query_opt(BUSY, &[]).unwrap());
    let pid: i32 = busy.expect("no backend is busy").get(0);
    signal(u32::try_from(pid).unwrap(), Signal::KILL);
    assert!(wait::until(PATIENCE, || observer.batch_execute("select 1").is_err()));
}

fn reconnect(place: &Place) -> postgres::Client {
    wait::until_some(PATIENCE, || place.try_connect().ok()).expect("the server did not come back")
}
