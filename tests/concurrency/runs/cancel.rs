//! Cancellations beside claims, results and removals: each job ends in one way, and everybody is told
//! the same.

use std::collections::BTreeMap;

use postgres::Client;

use super::check;
use crate::support::{Dice, Place, check as checks, repeat};

const SESSIONS: usize = 8;
const JOBS: usize = 1500;

/// Job or run, and whether the call said that it had its way.
type Said = Vec<(String, bool)>;

#[test]
fn a_cancelled_job_is_never_completed_and_a_completed_one_never_cancelled() {
    let place = Place::new();
    check::jobs(&place, JOBS);
    let said = place.storm(SESSIONS, |session, client| {
        if session % 2 == 0 { cancel_all(client, session) } else { work(client) }
    });
    checks::assert_none(&check::all_over(&mut place.connect()));
    let ends: BTreeMap<String, String> = place
        .connect()
        .query("select job_id::text, coalesce(error, status) from job_runs", &[])
        .unwrap()
        .iter()
        .map(|row| (row.get(0), row.get(1)))
        .collect();
    assert_eq!(ends.len(), JOBS);
    for (session, said) in said.into_iter().enumerate() {
        let mine = if session % 2 == 0 { "cancelled" } else { "completed" };
        for (job, done) in said {
            assert!(!done || ends[&job] == mine, "{job} is {}, not {mine}", ends[&job]);
        }
    }
    let count = |end: &str| ends.values().filter(|found| *found == end).count();
    let (cancelled, completed) = (count("cancelled"), count("completed"));
    assert!(cancelled > 50 && completed > 50, "{cancelled} cancelled, {completed} completed");
}

fn cancel_all(client: &mut Client, session: usize) -> Said {
    let rows = client.query("select id::text from jobs", &[]).unwrap();
    let mut jobs: Vec<String> = rows.iter().map(|row| row.get(0)).collect();
    Dice::of_session(session).shuffle(&mut jobs);
    // Half of them: the other half is for the workers alone, so that neither side wins by speed.
    jobs.truncate(JOBS / 4);
    let cancel = |job: String| {
        let done = client.query_one("select cancel_job($1::text::uuid)", &[&job]).unwrap().get(0);
        (job, done)
    };
    jobs.into_iter().map(cancel).collect()
}

fn work(client: &mut Client) -> Said {
    let mut said = Vec::new();
    let claim = "select job_id::text, run_id::text from claim_jobs(quantity => 3)";
    let complete = "select complete_job_run($1::text::uuid, '{\"result\": 1}')";
    repeat(|| {
        let runs = client.query(claim, &[]).unwrap();
        for row in &runs {
            let run: String = row.get(1);
            let done = match client.query_one(complete, &[&run]) {
                Ok(row) => row.get(0),
                // Removed meanwhile, with its job.
                Err(error) if error.code().is_some_and(|code| code.code() == "PT404") => false,
                Err(error) => panic!("{error:?}"),
            };
            said.push((row.get(0), done));
        }
        !runs.is_empty()
    });
    said
}

#[test]
fn jobs_are_removed_beside_claims_without_anybody_waiting_in_a_circle() {
    let place = Place::new();
    check::jobs(&place, JOBS);
    place.storm(SESSIONS, |session, client| {
        if session % 2 == 0 {
            let remove = "delete from jobs where id = any (array(
                select id from jobs order by random() limit 3 for update skip locked))";
            // What a claim holds at this moment is passed by, and is there still.
            let any = "select exists (select from jobs)";
            repeat(|| {
                client.execute(remove, &[]).unwrap() > 0
                    || client.query_one(any, &[]).unwrap().get(0)
            });
        } else {
            work(client);
        }
    });
    let left = "select (select count(*) from jobs) + (select count(*) from job_runs)
        + (select count(*) from job_artifacts) + (select count(*) from dragonfly.job_queue)";
    assert_eq!(place.number(left), 0);
}
