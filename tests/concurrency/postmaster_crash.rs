//! The whole server goes down in the middle of enqueues, with durable settings: what was acknowledged
//! is there after the restart.

use std::fs;
use std::thread;

use dragonfly_tests::cluster::signal;
use dragonfly_tests::{Cluster, ClusterOptions, wait};
use rustix::process::Signal;

use crate::support::crash::{Progress, keep_enqueueing};
use crate::support::jobs;
use crate::support::place::options;
use crate::support::{AtEnd, Call, PATIENCE, Place, check};

const PRODUCERS: usize = 8;
const CRASHES: usize = 2;
const CALLS: usize = 300;

#[test]
fn acknowledged_enqueues_survive_a_kill_of_the_postmaster() {
    assert_nothing_is_lost(Cluster::kill_postmaster);
}

#[test]
fn acknowledged_enqueues_survive_an_immediate_shutdown() {
    assert_nothing_is_lost(|cluster| signal(cluster.pid(), Signal::QUIT));
}

/// Control: without synchronous commit, and with the process stopped that would write soon after, the
/// same check misses what the crash took.
#[test]
fn control_the_check_misses_enqueues_that_were_not_written() {
    let mut cluster = Cluster::start(durable().setting("synchronous_commit", "off"));
    let place = Place::on(&cluster);
    place.run("checkpoint");
    let writers = background_writers(&place);
    for writer in &writers {
        signal(*writer, Signal::STOP);
    }
    let mut client = place.connect();
    let calls: Vec<_> =
        (0..5).map(|n| jobs::enqueue(&mut client, &format!("k{n}")).unwrap()).collect();
    cluster.kill_postmaster();
    for writer in writers {
        signal(writer, Signal::KILL);
    }
    drop(client);
    cluster.restart();
    assert!(!check::at_least_acknowledged(&mut place.connect(), &calls).is_empty());
}

fn durable() -> ClusterOptions {
    options().setting("fsync", "on").setting("full_page_writes", "on")
}

fn assert_nothing_is_lost(crash: impl Fn(&mut Cluster)) {
    let mut cluster = Cluster::start(durable().setting("synchronous_commit", "on"));
    let place = Place::on(&cluster);
    let mut calls = Vec::new();
    for _ in 0..CRASHES {
        calls.extend(crash_while_enqueueing(&mut cluster, &place, &crash));
        cluster.restart();
        check::assert_none(&check::at_least_acknowledged(&mut place.connect(), &calls));
    }
    assert!(calls.len() >= CRASHES * CALLS);
}

fn crash_while_enqueueing(
    cluster: &mut Cluster,
    place: &Place,
    crash: impl Fn(&mut Cluster),
) -> Vec<Call> {
    let progress = Progress::default();
    thread::scope(|scope| {
        let _stop = AtEnd(|| progress.stop());
        let start = |session| {
            let (place, progress) = (place, &progress);
            scope.spawn(move || keep_enqueueing(place, session, progress))
        };
        let producers: Vec<_> = (0..PRODUCERS).map(start).collect();
        assert!(wait::until(PATIENCE, || progress.acknowledged() >= CALLS));
        crash(cluster);
        assert!(wait::until(PATIENCE, || progress.lost() == PRODUCERS));
        progress.stop();
        producers.into_iter().flat_map(|producer| producer.join().unwrap()).collect()
    })
}

/// Everything that writes the log beside the backends.
fn background_writers(place: &Place) -> Vec<u32> {
    let sql = "select pid from pg_stat_activity where backend_type in
        ('walwriter', 'background writer', 'checkpointer', 'autovacuum launcher')";
    let rows = place.connect().query(sql, &[]).unwrap();
    let pids = rows.iter().map(|row| u32::try_from(row.get::<_, i32>(0)).unwrap());
    pids.filter(|pid| fs::exists(format!("/proc/{pid}")).unwrap()).collect()
}
