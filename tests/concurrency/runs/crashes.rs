//! Eight workers over thousands of jobs. They end jobs well and badly, forget what they claimed, lose
//! their connection inside a transaction, and are killed: each job is completed once.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use dragonfly_tests::cluster::signal;
use dragonfly_tests::{Cluster, wait};
use postgres::{Client, Error};
use rustix::process::Signal;

use super::check;
use crate::support::place::options;
use crate::support::{Dice, PATIENCE, Place, check as checks, repeat};

const WORKERS: usize = 8;
const JOBS: usize = 5000;
const KILLS: usize = 3;

/// Busy with jobs, and nothing else.
const BUSY: &str = "select pid from pg_stat_activity
    where state = 'active' and pid <> pg_backend_pid() and query like '%job%'
    order by random() limit 1";

/// Runs that a worker was told it completed.
type Acknowledged = Vec<String>;

/// Shared by the workers of a storm.
#[derive(Default)]
struct Progress {
    completed: AtomicUsize,
    forgotten: AtomicUsize,
    refused: AtomicUsize,
}

#[test]
fn each_job_is_completed_once_however_its_workers_end() {
    let cluster = Cluster::start(options());
    let place = Place::on(&cluster);
    check::jobs(&place, JOBS);
    let progress = Progress::default();
    let acknowledged: Acknowledged = thread::scope(|scope| {
        let start = |session| {
            let (place, progress) = (&place, &progress);
            scope.spawn(move || work(place, session, progress))
        };
        let workers: Vec<_> = (0..WORKERS).map(start).collect();
        for kill in 1..=KILLS {
            let enough = JOBS * kill / (KILLS + 2);
            let so_far = || progress.completed.load(Ordering::SeqCst);
            assert!(wait::until(PATIENCE, || so_far() >= enough), "only {} done", so_far());
            kill_a_busy_backend(&place);
        }
        workers.into_iter().flat_map(|worker| worker.join().unwrap()).collect()
    });
    checks::assert_none(&check::all_over(&mut place.connect()));
    let distinct: BTreeSet<_> = acknowledged.iter().collect();
    assert_eq!(distinct.len(), acknowledged.len(), "a run was completed twice");
    let sql = "select id::text from job_runs where status = 'completed'";
    let completed: BTreeSet<String> =
        place.connect().query(sql, &[]).unwrap().iter().map(|row| row.get(0)).collect();
    assert_eq!(completed.len(), JOBS);
    assert!(acknowledged.iter().all(|run| completed.contains(run)), "a completed run was lost");
    // What the storm is for did happen.
    let expired = place.number("select count(*) from job_runs where error = 'lease expired'");
    let boom = place.number("select count(*) from job_runs where error = 'boom'");
    assert!(expired > 100 && boom > 100, "{expired} leases expired, {boom} runs failed");
    assert!(progress.forgotten.load(Ordering::SeqCst) > 100);
    assert!(progress.refused.load(Ordering::SeqCst) > 0, "no worker was ever late");
    assert_eq!(cluster.log().matches("was terminated by signal 9").count(), KILLS);
    assert!(!cluster.log().contains("deadlock detected"));
}

/// Works until nothing is queued, over a new connection whenever the old one is lost.
fn work(place: &Place, session: usize, progress: &Progress) -> Acknowledged {
    let mut dice = Dice::of_session(session);
    let mut acknowledged = Vec::new();
    repeat(|| {
        let Ok(mut client) = place.try_connect() else {
            thread::sleep(Duration::from_millis(10));
            return true;
        };
        loop {
            match batch(&mut client, &mut dice, progress, &mut acknowledged) {
                Ok(Next::Batch) => {}
                Ok(Next::Connection) => return true,
                Ok(Next::End) => return false,
                Err(error) => {
                    let shutting_down = ["57P01", "57P02", "57P03"];
                    let lost = error.code().is_none_or(|code| shutting_down.contains(&code.code()));
                    assert!(lost, "{error:?}");
                    return true;
                }
            }
        }
    });
    acknowledged
}

/// How a worker goes on.
enum Next {
    Batch,
    Connection,
    End,
}

fn batch(
    client: &mut Client,
    dice: &mut Dice,
    progress: &Progress,
    acknowledged: &mut Acknowledged,
) -> Result<Next, Error> {
    let claim =
        "select run_id::text from claim_jobs(quantity => $1, worker => $2, lease_seconds => 1)";
    let quantity = i32::try_from(1 + dice.roll(8)).unwrap();
    if dice.roll(50) == 0 {
        // The connection goes with the claim undecided: nothing was claimed.
        client.batch_execute("begin")?;
        client.query(claim, &[&quantity, &"undecided"])?;
        return Ok(Next::Connection);
    }
    let runs = client.query(claim, &[&quantity, &"storm"])?;
    if runs.is_empty() {
        let waiting = "select count(*) from dragonfly.job_queue";
        let left: i64 = client.query_one(waiting, &[])?.get(0);
        return Ok(if left == 0 { Next::End } else { Next::Batch });
    }
    for row in runs {
        let run: String = row.get(0);
        match dice.roll(12) {
            0 => {
                progress.forgotten.fetch_add(1, Ordering::SeqCst);
            }
            1 => {
                let fail = "select fail_job_run($1::text::uuid, 'boom', true, 0)::text";
                client.query_one(fail, &[&run])?;
            }
            2 if dice.roll(20) == 0 => {
                // Later than its lease: by then somebody else may have the job.
                thread::sleep(Duration::from_millis(1100));
                finish(client, run, progress, acknowledged)?;
            }
            _ => finish(client, run, progress, acknowledged)?,
        }
    }
    Ok(Next::Batch)
}

fn finish(
    client: &mut Client,
    run: String,
    progress: &Progress,
    acknowledged: &mut Acknowledged,
) -> Result<(), Error> {
    let complete = "select complete_job_run($1::text::uuid, '{\"result\": 1}')";
    if client.query_one(complete, &[&run])?.get(0) {
        progress.completed.fetch_add(1, Ordering::SeqCst);
        acknowledged.push(run);
    } else {
        progress.refused.fetch_add(1, Ordering::SeqCst);
    }
    Ok(())
}

/// Kills one backend inside a call, and waits until the server has thrown all sessions out.
fn kill_a_busy_backend(place: &Place) {
    let connect = || wait::until_some(PATIENCE, || place.try_connect().ok());
    let mut observer = connect().expect("the server did not come back");
    let busy = wait::until_some(PATIENCE, || observer.query_opt(BUSY, &[]).unwrap());
    let pid: i32 = busy.expect("no backend is busy").get(0);
    signal(u32::try_from(pid).unwrap(), Signal::KILL);
    assert!(wait::until(PATIENCE, || observer.batch_execute("select 1").is_err()));
}

#[test]
fn without_crashes_every_job_is_done_at_the_first_attempt() {
    let place = Place::new();
    check::jobs(&place, 1000);
    place.storm(WORKERS, |_, client| {
        let work = "select count(complete_job_run(run_id, '{\"result\": 1}')) from claim_jobs()";
        repeat(|| client.query_one(work, &[]).unwrap().get::<_, i64>(0) > 0);
    });
    checks::assert_none(&check::all_over(&mut place.connect()));
    assert_eq!(place.number("select count(*) from job_runs"), 1000);
}
