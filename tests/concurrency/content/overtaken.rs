//! Workers that are slower than their visibility timeout, and workers whose session is ended: their stage
//! is done by somebody else, once, and no slot stays taken.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;

use postgres::{Client, Error};

use super::verdict;
use super::worker::{self, Taken, create, dequeue, hurry, is_open};
use crate::support::jobs::sqlstate;
use crate::support::{AtEnd, Dice, Place, check, repeat};

const WORKERS: usize = 10;
const JOBS: i32 = 15;

/// So long does the work take, against a visibility timeout of nothing.
const WORK: &str = "select pg_sleep(0.003)";

#[test]
fn overtaken_workers_complete_nothing_twice_and_queue_nothing_twice() {
    let place = Place::new();
    create(&mut place.connect(), JOBS, 100_000);
    let answers = place.storm(WORKERS, |session, client| {
        let (mut completed, mut lost) = (0, 0);
        repeat(|| {
            if session == 0 {
                worker::reclaim(client).unwrap();
            }
            let Some(taken) = dequeue(client, 0).unwrap() else { return is_open(client).unwrap() };
            taken.start(client).unwrap();
            client.batch_execute(WORK).unwrap();
            *(if taken.complete(client).unwrap() { &mut completed } else { &mut lost }) += 1;
            true
        });
        (completed, lost)
    });
    let completed: i64 = answers.iter().map(|answer| answer.0).sum();
    let lost: i64 = answers.iter().map(|answer| answer.1).sum();
    assert_eq!(completed, i64::from(JOBS) * 6);
    assert!(lost > 0, "nobody was overtaken");
    let mut client = place.connect();
    check::assert_none(&verdict::of(&mut client));
    assert_eq!(verdict::ended(&mut client, "completed"), i64::from(JOBS));
}

#[test]
fn overtaken_workers_that_fail_complete_or_extend_agree_on_one_end() {
    let place = Place::new();
    create(&mut place.connect(), JOBS, 100_000);
    place.storm(WORKERS, |session, client| {
        let mut dice = Dice::of_session(session);
        repeat(|| {
            hurry(client).unwrap();
            let Some(taken) = dequeue(client, 0).unwrap() else { return is_open(client).unwrap() };
            taken.start(client).unwrap();
            client.batch_execute(WORK).unwrap();
            match dice.roll(8) {
                0..=1 => taken.fail(client, true).map(|_| ()).unwrap(),
                2 => requeue(client, &taken).unwrap(),
                3 => taken.extend(client, 0).map(|_| ()).unwrap(),
                4 => worker::reclaim(client).map(|_| ()).unwrap(),
                _ => taken.complete(client).map(|_| ()).unwrap(),
            }
            true
        });
    });
    let mut client = place.connect();
    check::assert_none(&verdict::of(&mut client));
    assert_eq!(verdict::ended(&mut client, "completed"), i64::from(JOBS));
}

fn requeue(client: &mut Client, taken: &Taken) -> Result<(), Error> {
    let sql = "select delayed_requeue_stage('content', $1, $2::text::uuid, $3, '{}', 1)";
    client.execute(sql, &[&taken.msg_id, &taken.job, &taken.stage]).map(|_| ())
}

/// Sessions are ended between two calls, and in the middle of one.
const KILL: &str = "select count(pg_terminate_backend(pid)) from (
    select pid from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()
      and (query like '%\\_stage%' or query like '%pg_sleep%') and query not like '%reclaim%'
    order by random() limit 1) as busy";
const KILLS: usize = 60;

#[test]
fn workers_whose_sessions_are_ended_leave_no_slot_taken_and_lose_no_message() {
    let place = Place::new();
    let mut supervisor = place.connect();
    create(&mut supervisor, JOBS, 100_000);
    let (killed, over) = (AtomicUsize::new(0), AtomicBool::new(false));
    thread::scope(|scope| {
        let _end = AtEnd(|| over.store(true, Ordering::SeqCst));
        let (place, killed, over) = (&place, &killed, &over);
        let workers: Vec<_> = (0..WORKERS)
            .map(|session| scope.spawn(move || mortal(place, session, killed, over)))
            .collect();
        repeat(|| {
            if killed.load(Ordering::SeqCst) < KILLS {
                supervisor.execute(KILL, &[]).unwrap();
            }
            worker::reclaim(&mut supervisor).unwrap();
            is_open(&mut supervisor).unwrap()
        });
        over.store(true, Ordering::SeqCst);
        for worker in workers {
            worker.join().unwrap();
        }
    });
    check::assert_none(&verdict::of(&mut supervisor));
    assert_eq!(verdict::ended(&mut supervisor, "completed"), i64::from(JOBS));
    assert!(killed.load(Ordering::SeqCst) > 10, "hardly anybody was killed");
}

/// Works until it is over, in a new session whenever the old one was ended.
fn mortal(place: &Place, session: usize, killed: &AtomicUsize, over: &AtomicBool) {
    let mut dice = Dice::of_session(session);
    while !over.load(Ordering::SeqCst) {
        let mut client = place.connect();
        while !over.load(Ordering::SeqCst) {
            if let Err(error) = one_step(&mut client, &mut dice) {
                let code = error.code().map(|_| sqlstate(&error).to_owned());
                assert!(code.is_none_or(|code| code == "57P01"), "{error:?}");
                killed.fetch_add(1, Ordering::SeqCst);
                break;
            }
        }
    }
}

/// Some of the time the end comes in an open transaction, after the answer.
fn one_step(client: &mut Client, dice: &mut Dice) -> Result<(), Error> {
    let Some(taken) = dequeue(client, 1)? else { return Ok(()) };
    taken.start(client)?;
    client.batch_execute(WORK)?;
    if dice.heads() {
        return taken.complete(client).map(|_| ());
    }
    client.batch_execute("begin")?;
    taken.complete(client)?;
    client.batch_execute(WORK)?;
    client.batch_execute("commit")
}
