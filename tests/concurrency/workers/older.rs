//! Workers in the field take single steps; their jobs end as those of workers that poll and report.

use postgres::Client;

use super::yard::{self, QUEUE, envelope, worker};
use crate::support::Place;

/// What is left when all jobs have ended; times and ids of letters are as they happen to be.
const STATE: &str = "select concat_ws(E'\\n',
    (select string_agg(concat_ws(' ', idempotency_key, queue_name, job_id, status, attempts, result,
        worker_id, last_error, lease_until), '; ' order by idempotency_key) from workers.processed_jobs),
    (select string_agg(msg_id::text, ' ' order by msg_id) from pgmq.q_ingest_raw),
    (select string_agg(msg_id::text, ' ' order by msg_id) from pgmq.a_ingest_raw),
    (select string_agg(concat_ws(' ', idempotency_key, original_job_id, payload, error_message,
        attempt_count, worker_id), '; ' order by original_job_id) from workers.dead_letter_log),
    (select string_agg((message - 'dlq_log_id' - 'moved_to_dlq_at' - 'validation_errors'
        - 'original_queue')::text, '; ' order by message -> 'original_msg_id')
     from pgmq.q_dead_letter),
    (select string_agg(concat_ws(' ', queue_name, total_processed, total_failed, failure_rate_pct,
        dead_letters, depth, in_flight), '; ') from workers.v_queue_metrics
     where queue_name = 'ingest_raw'))";

/// A job that works, one that fails once, one that fails, a hopeless one, and the first one again.
fn place() -> Place {
    let place = Place::new();
    yard::lay_out(&place);
    place.run(&format!(
        "select pgmq.send('{QUEUE}', {})
         from unnest('{{works,fails_once,fails,hopeless,works}}'::text[]) as key",
        envelope("key", "key")
    ));
    place
}

fn fails(key: &str, attempt: i32) -> bool {
    matches!((key, attempt), ("fails" | "hopeless", _) | ("fails_once", 1))
}

/// Polls and reports until nothing is left.
fn polls(client: &mut Client) {
    let id = worker(1);
    let poll = format!(
        "select msg_id, envelope ->> 'idempotency_key', attempt
         from workers.poll('{QUEUE}', '{id}', 1)"
    );
    while let Some(job) = client.query_opt(&poll, &[]).unwrap() {
        let (msg_id, key, attempt): (i64, String, i32) = (job.get(0), job.get(1), job.get(2));
        let report = if fails(&key, attempt) {
            format!("fail('{QUEUE}', {msg_id}, '{id}', 'no', {})", key != "hopeless")
        } else {
            format!("succeed('{QUEUE}', {msg_id}, '{id}', '{{\"done\": true}}')")
        };
        client.batch_execute(&format!("select workers.{report}")).unwrap();
    }
}

/// As workers in Python do it, with the spelling that they have for the queue.
fn steps(client: &mut Client) {
    let id = worker(1);
    let heartbeat =
        "select workers.upsert_heartbeat($1::text::uuid, 'q_ingest_raw', 'host', '1.0', 7,
        'healthy'::workers.worker_status)";
    client.execute(heartbeat, &[&id]).unwrap();
    let read = "select msg_id, message ->> 'idempotency_key' from pgmq.read('q_ingest_raw', 30, 1)";
    while let Some(message) = client.query_opt(read, &[]).unwrap() {
        let (msg_id, key): (i64, String) = (message.get(0), message.get(1));
        let processed = "select workers.is_job_processed($1)";
        let claim = "select workers.claim_job($1, $2, 'q_ingest_raw', $3::text::uuid)";
        if client.query_one(processed, &[&key]).unwrap().get(0) {
            archive(client, msg_id);
        } else if client.query_one(claim, &[&key, &msg_id, &id]).unwrap().get(0) {
            handle(client, msg_id, &key);
        }
    }
}

fn handle(client: &mut Client, msg_id: i64, key: &str) {
    let attempts = "select attempts from workers.processed_jobs where idempotency_key = $1";
    let attempt: i32 = client.query_one(attempts, &[&key]).unwrap().get(0);
    if fails(key, attempt) {
        client.execute("select workers.fail_job($1, 'no')", &[&key]).unwrap();
        if attempt == 3 || key == "hopeless" {
            let bury =
                "select workers.move_to_dlq('q_ingest_raw', msg_id, $2, message, 'no', null, $3,
                    now(), $4::text::uuid) from pgmq.q_ingest_raw where msg_id = $1";
            client.execute(bury, &[&msg_id, &key, &attempt, &worker(1)]).unwrap();
            archive(client, msg_id);
        } else {
            let later = "select pgmq.set_vt('q_ingest_raw', $1::bigint, 0)";
            client.execute(later, &[&msg_id]).unwrap();
        }
    } else {
        let complete = "select workers.complete_job($1, '{\"done\": true}')";
        client.execute(complete, &[&key]).unwrap();
        archive(client, msg_id);
    }
    let count = "select workers.update_metrics('q_ingest_raw', gen_random_uuid(), 5, $1)";
    client.execute(count, &[&!fails(key, attempt)]).unwrap();
}

fn archive(client: &mut Client, msg_id: i64) {
    let archive = "select pgmq.archive('q_ingest_raw', $1::bigint)";
    assert!(client.query_one(archive, &[&msg_id]).unwrap().get::<_, bool>(0));
}

#[test]
fn single_steps_and_reports_come_to_the_same_end() {
    let states = [polls, steps].map(|way| {
        let place = place();
        let mut client = place.connect_as("service_role");
        way(&mut client);
        let state: String = client.query_one(STATE, &[]).unwrap().get(0);
        state
    });
    assert_eq!(states[0], states[1]);
    for part in ["works ingest_raw 1 completed 1", "ingest_raw 2 5 71.43 2 0 0"] {
        assert!(states[0].contains(part), "{part} in\n{}", states[0]);
    }
}
