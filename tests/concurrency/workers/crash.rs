//! The same while backends are killed with signal 9: each time the server throws everybody out.

use std::time::Duration;

use dragonfly_tests::cluster::signal;
use dragonfly_tests::{Cluster, wait};
use rustix::process::Signal;

use super::storm::work_off;
use super::{account, yard};
use crate::support::place::options;
use crate::support::{PATIENCE, Place, check};

const WORKERS: usize = 16;
const ENVELOPES: usize = 4000;
const CRASHES: i64 = 3;
/// A backend that is working for one of the workers.
const BUSY: &str = "select pid from pg_stat_activity
    where backend_type = 'client backend' and query like '%workers.%' and state = 'active'
      and pid <> pg_backend_pid() limit 1";

#[test]
fn killed_backends_cost_attempts_and_nothing_else() {
    let cluster = Cluster::start(options());
    let place = Place::on(&cluster);
    yard::lay_out(&place);
    yard::fill(&place, ENVELOPES);
    let told = work_off(&place, WORKERS, || {
        for crash in 1..=CRASHES {
            wait_for_jobs(&place, crash * 500);
            kill_a_busy_backend(&place);
        }
    });
    check::assert_none(&account::everything(&place, &told));
    check::assert_none(&account::counted(&place, &told));
    let crashes = cluster.log().matches("was terminated by signal 9").count();
    assert_eq!(i64::try_from(crashes).unwrap(), CRASHES);
}

fn wait_for_jobs(place: &Place, count: i64) {
    let sql = "select count(*) from workers.processed_jobs where status = 'completed'";
    let went_on = wait::until(Duration::from_mins(2), || {
        place.try_connect().is_ok_and(|mut client| {
            client.query_one(sql, &[]).is_ok_and(|row| row.get::<_, i64>(0) >= count)
        })
    });
    assert!(went_on, "the workers did not complete {count} jobs");
}

fn kill_a_busy_backend(place: &Place) {
    let mut observer = place.connect();
    let busy = wait::until_some(PATIENCE, || observer.query_opt(BUSY, &[]).unwrap());
    let pid: i32 = busy.expect("no backend is busy").get(0);
    signal(u32::try_from(pid).unwrap(), Signal::KILL);
    assert!(wait::until(PATIENCE, || observer.batch_execute("select 1").is_err()));
}
