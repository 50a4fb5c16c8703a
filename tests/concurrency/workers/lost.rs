//! A worker that was too slow: somebody else has its job, and whatever it reports changes nothing.

use postgres::Client;

use super::yard::{self, QUEUE, envelope, worker};
use crate::support::check::{self, Violations};
use crate::support::{Place, repeat};

/// Everything that a report could change, as one text.
const STATE: &str = "select concat_ws(E'\\n',
    (select string_agg(row_to_json(q)::text, ',' order by msg_id) from pgmq.q_ingest_raw as q),
    (select string_agg(row_to_json(a)::text, ',' order by msg_id) from pgmq.a_ingest_raw as a),
    (select string_agg(row_to_json(j)::text, ',' order by idempotency_key)
     from workers.processed_jobs as j),
    (select string_agg(row_to_json(m)::text, ',' order by slot) from workers.metric_slots as m),
    (select string_agg(row_to_json(l)::text, ',' order by id) from workers.dead_letter_log as l),
    (select string_agg(row_to_json(d)::text, ',' order by msg_id) from pgmq.q_dead_letter as d))";

/// What a slow worker may still say of message 1, and what it must be told.
const REPORTS: [(&str, &str); 8] = [
    ("workers.succeed('ingest_raw', 1, 'SLOW', '{\"a\": 1}')", "false"),
    ("workers.succeed('q_ingest_raw', 1, 'SLOW', null, 1)", "false"),
    ("(select count(*) from workers.succeed_many('ingest_raw', array[1], 'SLOW'))", "0"),
    ("workers.fail('ingest_raw', 1, 'SLOW', 'too slow')", "{\"lost\": true}"),
    ("workers.fail('ingest_raw', 1, 'SLOW', 'too slow', false)", "{\"lost\": true}"),
    ("workers.fail('ingest_raw', 1, 'QUICK', 'an older attempt', true, 1)", "{\"lost\": true}"),
    ("workers.extend('ingest_raw', 1, 'SLOW', 600)", "false"),
    ("workers.release('ingest_raw', array[1], 'SLOW')", "0"),
];

fn poll(client: &mut Client, id: &str, timeout: i32) -> i64 {
    let sql = format!(
        "select coalesce(max(msg_id), 0) from workers.poll('{QUEUE}', '{id}', 1, {timeout})"
    );
    client.query_one(&sql, &[]).unwrap().get(0)
}

/// Message 1 is claimed by the slow worker, and then by the quick one.
pub fn taken_over() -> Place {
    let place = Place::new();
    yard::lay_out(&place);
    let mut client = place.connect();
    let send = format!("select workers.enqueue('{QUEUE}', {})", envelope("'k'", "'works'"));
    client.batch_execute(&send).unwrap();
    assert_eq!(poll(&mut client, &worker(1), 0), 1);
    assert_eq!(poll(&mut client, &worker(2), 600), 1);
    place
}

/// Says everything that the slow worker could say; what it changed or was told wrongly.
pub fn too_late(place: &Place) -> Violations {
    let mut client = place.connect();
    let state = |client: &mut Client| -> String { client.query_one(STATE, &[]).unwrap().get(0) };
    let before = state(&mut client);
    let mut violations = Violations::new();
    for (report, wanted) in REPORTS {
        let call = report.replace("SLOW", &worker(1)).replace("QUICK", &worker(2));
        let told: String = client.query_one(&format!("select ({call})::text"), &[]).unwrap().get(0);
        if told != wanted {
            violations.push(format!("{report} answered {told}"));
        }
        if state(&mut client) != before {
            violations.push(format!("{report} changed something"));
            return violations;
        }
    }
    violations
}

#[test]
fn reports_of_lost_claims_change_nothing() {
    let place = taken_over();
    check::assert_none(&too_late(&place));
    let mine =
        format!("select workers.succeed('{QUEUE}', 1, '{}', null, 2)::int::bigint", worker(2));
    assert_eq!(place.number(&mine), 1);
    assert_eq!(place.number("select count(*) from pgmq.a_ingest_raw"), 1);
}

#[test]
fn reports_on_what_has_ended_change_nothing() {
    for end in ["succeed('ingest_raw', 1, 'QUICK')", "fail('ingest_raw', 1, 'QUICK', 'no', false)"]
    {
        let place = taken_over();
        place.run(&format!("select workers.{}", end.replace("QUICK", &worker(2))));
        check::assert_none(&too_late(&place));
    }
}

/// Workers that never keep a job for as long as they work on it.
#[test]
fn with_timeouts_shorter_than_the_handlers_every_job_still_ends_once() {
    let place = Place::new();
    yard::lay_out(&place);
    place.run(&format!(
        "update workers.queue_policy set max_attempts = 100;
         insert into sent select 'job:' || n, workers.enqueue('{QUEUE}', {}), 'works'
         from generate_series(1, 2000) as n",
        envelope("'job:' || n", "'works'")
    ));
    let counted = place.storm(8, |number, client| {
        let (mut counted, id) = (Vec::new(), worker(number));
        let mut backlog: Vec<i64> = Vec::new();
        repeat(|| {
            let poll = format!("select msg_id from workers.poll('{QUEUE}', '{id}', 10, 0)");
            let jobs = client.query(&poll, &[]).unwrap();
            // Reports are one poll behind: others had every chance to take the jobs over.
            let done = std::mem::replace(&mut backlog, jobs.iter().map(|row| row.get(0)).collect());
            let report = format!("select workers.succeed_many('{QUEUE}', $1, '{id}')");
            let rows = client.query(&report, &[&done]).unwrap();
            counted.extend(rows.iter().map(|row| row.get::<_, i64>(0)));
            !jobs.is_empty() || !done.is_empty()
        });
        counted
    });
    let counted: Vec<i64> = counted.into_iter().flatten().collect();
    check::assert_none(&super::account::ended_once(&place));
    let completed =
        format!("select total_processed from workers.v_queue_metrics where queue_name = '{QUEUE}'");
    assert_eq!(place.number(&completed), i64::try_from(counted.len()).unwrap());
    let mut once = counted.clone();
    once.sort_unstable();
    once.dedup();
    assert_eq!(once.len(), counted.len());
}
