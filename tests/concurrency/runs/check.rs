//! What must hold of jobs and runs when a storm is over, and controls that see it broken.

use postgres::Client;

use crate::support::Place;
use crate::support::check::Violations;

/// Adds so many jobs; they may be tried as often as it takes.
pub fn jobs(place: &Place, count: usize) {
    place.run(&format!(
        "insert into jobs (type, payload, created_at)
         select 'tech_rfp_report', '{{\"package_id\": \"p\"}}',
             timestamp '2026-01-01' + make_interval(secs => n)
         from generate_series(1, {count}) as n;
         update dragonfly.job_queue set max_attempts = 1000"
    ));
}

/// One line for each row that a query finds.
fn found(client: &mut Client, what: &str, sql: &str) -> Violations {
    let rows = client.query(sql, &[]).unwrap();
    rows.iter().map(|row| format!("{what}: {}", row.get::<_, String>(0))).collect()
}

/// Every job is over: one run of it ended well or was cancelled, the earlier ones are failures of
/// workers, attempts are counted without a gap, and nothing waits.
pub fn all_over(client: &mut Client) -> Violations {
    let checks = [
        (
            "a job that did not end once",
            "select job.id::text from jobs as job
             left join job_runs as run on run.job_id = job.id
                 and (run.status = 'completed' or run.error = 'cancelled')
             group by job.id having count(run.id) <> 1",
        ),
        (
            "attempts with a gap",
            "select job_id::text from job_runs group by job_id
             having min(attempt_no) <> 1 or max(attempt_no) <> count(*)",
        ),
        (
            "a run after the end",
            "select last.id::text from job_runs as last
             join job_runs as later on later.job_id = last.job_id and later.attempt_no > last.attempt_no
             where last.status = 'completed' or last.error = 'cancelled'",
        ),
        (
            "an end that is none",
            "select id::text || ' ' || status || ' ' || coalesce(error, '') from job_runs
             where status not in ('completed', 'failed') or completed_at is null
                 or (status = 'failed' and error not in ('boom', 'lease expired', 'cancelled'))
                 or (status = 'completed' and error is not null)",
        ),
        ("still in the queue", "select job_id::text from dragonfly.job_queue"),
        (
            "results of a run that did not complete, or two",
            "select run.id::text from job_runs as run
             left join job_artifacts as artifact on artifact.run_id = run.id
             group by run.id having count(artifact.id) <> (run.status = 'completed')::int",
        ),
    ];
    checks.iter().flat_map(|(what, sql)| found(client, what, sql)).collect()
}

/// A job that is claimed and ended well.
fn one_done(place: &Place) {
    jobs(place, 1);
    place.run("select complete_job_run(run_id, '{\"result\": 1}') from claim_jobs()");
    assert_eq!(all_over(&mut place.connect()), Violations::new());
}

#[test]
fn a_result_of_a_lost_run_would_be_seen() {
    let place = Place::new();
    one_done(&place);
    // What a worker that does not ask whether the run is still its own would do.
    place.run(
        "insert into job_runs (job_id, attempt_no, status, completed_at)
         select job_id, 2, 'completed', now() from job_runs",
    );
    let violations = all_over(&mut place.connect());
    for what in ["a job that did not end once", "a run after the end", "results of a run"] {
        assert!(violations.iter().any(|line| line.starts_with(what)), "{what}: {violations:?}");
    }
}

#[test]
fn a_job_that_is_forgotten_or_stays_queued_would_be_seen() {
    let place = Place::new();
    one_done(&place);
    place.run(
        "insert into jobs (type, payload) values ('tech_rfp_report', '{\"package_id\": \"p\"}')",
    );
    let violations = all_over(&mut place.connect());
    assert_eq!(violations.len(), 2, "{violations:?}");
    place.run("update job_runs set attempt_no = 2 where attempt_no = 1");
    let violations = all_over(&mut place.connect());
    assert!(
        violations.iter().any(|line| line.starts_with("attempts with a gap")),
        "{violations:?}"
    );
}
