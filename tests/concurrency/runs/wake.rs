//! Channel `jobs`: who waits hears the id of a job when it is committed; while nobody waits nothing is
//! sent.

use postgres::Client;

use crate::support::listener::hears;
use crate::support::{Place, waiter};

const NOTHING: [&str; 0] = [];
const FIRST: &str = "00000000-0000-4000-8000-000000000001";
const CREATE: &str = "select create_job('tech_rfp_report', '{\"package_id\": \"p\"}',
    id => '00000000-0000-4000-8000-000000000001')";

fn listener(place: &Place) -> Client {
    let mut client = place.connect_as("service_role");
    client.batch_execute("listen jobs").unwrap();
    client
}

fn waits(place: &Place) -> Client {
    let mut client = listener(place);
    client.batch_execute("select dragonfly.waiting('jobs')").unwrap();
    client
}

#[test]
fn who_waits_hears_of_a_new_job_whoever_writes_it() {
    let place = Place::new();
    let mut worker = waits(&place);
    place.run(CREATE);
    assert_eq!(hears(&mut worker, &place, "jobs"), [FIRST]);
    let insert = "insert into jobs (id, type, payload)
        select ('00000000-0000-4000-8000-00000000000' || n)::uuid, 'tech_rfp_report', '{\"package_id\": \"p\"}'
        from generate_series(2, 3) as n";
    let mut producer = place.connect();
    let mut transaction = producer.transaction().unwrap();
    transaction.batch_execute(insert).unwrap();
    assert_eq!(hears(&mut worker, &place, "jobs"), NOTHING);
    transaction.commit().unwrap();
    assert_eq!(hears(&mut worker, &place, "jobs").len(), 2);
}

#[test]
fn a_job_that_waits_again_is_heard_of_and_one_that_is_over_is_not() {
    let place = Place::new();
    place.run(CREATE);
    let mut worker = waits(&place);
    place.run("select fail_job_run(run_id, 'boom', true, 0) from claim_jobs()");
    assert_eq!(hears(&mut worker, &place, "jobs"), [FIRST]);
    place.run("select fail_job_run(run_id, 'boom') from claim_jobs()");
    assert_eq!(hears(&mut worker, &place, "jobs"), NOTHING);
}

#[test]
fn nobody_is_notified_while_nobody_waits() {
    let place = Place::new();
    let mut listener = listener(&place);
    place.run(CREATE);
    assert_eq!(hears(&mut listener, &place, "jobs"), NOTHING);
    // Somebody who waits for something else does not count.
    let mut other = place.connect_as("service_role");
    other.batch_execute("select dragonfly.waiting('enrich')").unwrap();
    place.run("select create_job('tech_rfp_report', '{\"package_id\": \"p\"}')");
    assert_eq!(hears(&mut listener, &place, "jobs"), NOTHING);
}

#[test]
fn who_stops_waiting_or_ends_is_not_notified() {
    let place = Place::new();
    let mut worker = waits(&place);
    worker.batch_execute("select dragonfly.working('jobs')").unwrap();
    place.run(CREATE);
    assert_eq!(hears(&mut worker, &place, "jobs"), NOTHING);
    drop(waits(&place));
    assert!(waiter::gone(&place));
    place.run("begin; select create_job('tech_rfp_report', '{\"package_id\": \"p\"}'); rollback");
    assert_eq!(hears(&mut worker, &place, "jobs"), NOTHING);
}
