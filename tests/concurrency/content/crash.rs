//! `kill -9` of backends in the middle of the stages of jobs. The postmaster then restarts all of them;
//! workers reconnect and go on.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;

use dragonfly_tests::cluster::signal;
use dragonfly_tests::{Cluster, wait};
use postgres::{Client, Error};
use rustix::process::Signal;

use super::verdict;
use super::worker::{self, create, dequeue, is_open};
use crate::support::place::options;
use crate::support::{AtEnd, Dice, PATIENCE, Place, check};

const WORKERS: usize = 6;
const CRASHES: usize = 4;
/// Stages that are completed between two crashes.
const STAGES: usize = 20;
const JOBS: i32 = 25;

const BUSY: &str = "select pid from pg_stat_activity
    where state = 'active' and pid <> pg_backend_pid() and query like '%\\_stage(%'
    order by random() limit 1";

#[test]
fn killed_backends_lose_no_message_and_complete_nothing_twice() {
    let cluster = Cluster::start(options());
    let place = Place::on(&cluster);
    create(&mut place.connect(), JOBS, 100_000);
    let (completed, over) = (AtomicUsize::new(0), AtomicBool::new(false));
    thread::scope(|scope| {
        let _end = AtEnd(|| over.store(true, Ordering::SeqCst));
        for session in 0..WORKERS {
            let (place, completed, over) = (&place, &completed, &over);
            scope.spawn(move || keep_working(place, session, completed, over));
        }
        for crash in 1..=CRASHES {
            let enough =
                wait::until(PATIENCE, || completed.load(Ordering::SeqCst) >= crash * STAGES);
            assert!(enough, "workers did not go on");
            kill_a_busy_backend(&place);
        }
        let mut supervisor = reconnect(&place);
        assert!(wait::until(PATIENCE, || {
            worker::reclaim(&mut supervisor).unwrap();
            !is_open(&mut supervisor).unwrap()
        }));
        over.store(true, Ordering::SeqCst);
    });
    let mut client = place.connect();
    check::assert_none(&verdict::of(&mut client));
    assert_eq!(verdict::ended(&mut client, "completed"), i64::from(JOBS));
    assert_eq!(cluster.log().matches("was terminated by signal 9").count(), CRASHES);
}

fn keep_working(place: &Place, session: usize, completed: &AtomicUsize, over: &AtomicBool) {
    let mut dice = Dice::of_session(session);
    while !over.load(Ordering::SeqCst) {
        let Ok(mut client) = place.try_connect() else {
            thread::yield_now();
            continue;
        };
        while !over.load(Ordering::SeqCst) {
            match step(&mut client, &mut dice) {
                Ok(done) => completed.fetch_add(usize::from(done), Ordering::SeqCst),
                Err(error) => {
                    assert_connection_lost(&error);
                    break;
                }
            };
        }
    }
}

/// Whether a stage was completed. Some workers keep their transaction open for a while.
fn step(client: &mut Client, dice: &mut Dice) -> Result<bool, Error> {
    let Some(taken) = dequeue(client, 1)? else { return Ok(false) };
    taken.start(client)?;
    client.batch_execute("select pg_sleep(0.01)")?;
    if dice.heads() {
        return taken.complete(client);
    }
    client.batch_execute("begin")?;
    let done = taken.complete(client)?;
    client.batch_execute("select pg_sleep(0.01); commit")?;
    Ok(done)
}

#[track_caller]
fn assert_connection_lost(error: &Error) {
    let shutting_down = ["57P01", "57P02", "57P03"];
    let lost = error.code().is_none_or(|code| shutting_down.contains(&code.code()));
    assert!(lost, "{error:?}");
}

fn kill_a_busy_backend(place: &Place) {
    let mut observer = reconnect(place);
    let busy = wait::until_some(PATIENCE, || observer.query_opt(BUSY, &[]).unwrap());
    let pid: i32 = busy.expect("no backend is busy").get(0);
    signal(u32::try_from(pid).unwrap(), Signal::KILL);
    assert!(wait::until(PATIENCE, || observer.batch_execute("select 1").is_err()));
}

fn reconnect(place: &Place) -> Client {
    wait::until_some(PATIENCE, || place.try_connect().ok()).expect("the server did not come back")
}
