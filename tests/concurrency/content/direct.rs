//! Workers that write stage rows themselves, as over REST, and never call start_stage: they get the same
//! guarantees.

use postgres::Client;

use super::verdict;
use super::worker::{self, Taken, create, dequeue, hurry, is_open};
use crate::support::{Dice, Place, check, repeat};

const WORKERS: usize = 8;
const JOBS: i32 = 20;

/// What PostgREST makes of an upsert of `{job_id, stage, status, attempt_count, started_at, finished_at}`,
/// the last one null.
fn upsert_processing(client: &mut Client, taken: &Taken) {
    let sql = "insert into content_job_stages (job_id, stage, status, attempt_count, started_at)
        values ($1::text::uuid, $2, 'processing',
                coalesce((select attempt_count from content_job_stages
                          where job_id = $1::text::uuid and stage = $2), 0) + 1, now())
        on conflict (job_id, stage) do update
        set status = excluded.status, attempt_count = excluded.attempt_count,
            started_at = excluded.started_at, finished_at = null";
    client.execute(sql, &[&taken.job, &taken.stage]).unwrap();
}

fn patch(client: &mut Client, taken: &Taken, status: &str) {
    let sql = "update content_job_stages set status = $3, last_error = '{\"message\": \"own\"}'
        where job_id = $1::text::uuid and stage = $2";
    client.execute(sql, &[&taken.job, &taken.stage, &status]).unwrap();
    let sql = "insert into content_job_events (job_id, stage, status, message)
        values ($1::text::uuid, $2, 'error', 'own')";
    client.execute(sql, &[&taken.job, &taken.stage]).unwrap();
}

fn step(client: &mut Client, dice: &mut Dice) -> bool {
    hurry(client).unwrap();
    // One second: a worker that vanishes is found soon, one that works is hardly overtaken.
    let Some(taken) = dequeue(client, 1).unwrap() else { return is_open(client).unwrap() };
    upsert_processing(client, &taken);
    match dice.roll(12) {
        // Vanishes.
        0..=1 => {}
        2 => {
            patch(client, &taken, "error");
            let sql = "select delayed_requeue_stage('content', $1, $2::text::uuid, $3, '{}', 1)";
            client.execute(sql, &[&taken.msg_id, &taken.job, &taken.stage]).unwrap();
        }
        3 if taken.stage == "qa" => {
            patch(client, &taken, "failed");
            let sql =
                "select move_to_dead_letter('content', $1, $2::text::uuid, $3, '{}', 'own reason')";
            client.execute(sql, &[&taken.msg_id, &taken.job, &taken.stage]).unwrap();
        }
        _ => assert!(taken.complete(client).is_ok()),
    }
    true
}

#[test]
fn workers_that_write_rows_themselves_finish_all_jobs() {
    let place = Place::new();
    let mut client = place.connect();
    create(&mut client, JOBS, 100_000);
    place.storm(WORKERS, |session, client| {
        client.batch_execute("set role service_role").unwrap();
        let mut dice = Dice::of_session(session);
        repeat(|| {
            if session == 0 {
                worker::reclaim(client).unwrap();
            }
            step(client, &mut dice)
        });
    });
    // Who was overtaken may have written over the end of its stage.
    client
        .batch_execute("update content_job_stages set last_dequeued_at = '2020-01-01' where finished_at is null")
        .unwrap();
    worker::reclaim(&mut client).unwrap();
    let mut violations = verdict::of(&mut client);
    // Its own word on a stage that somebody else completed stays, and takes no slot.
    violations.retain(|what| {
        !(what.starts_with("a completed job with a stage")
            && (what.ends_with(" error") || what.ends_with(" failed")))
    });
    check::assert_none(&violations);
    assert!(verdict::ended(&mut client, "completed") > 0);
}

/// An overtaken worker writes `processing` over the end of its stage.
#[test]
fn an_end_that_was_written_over_comes_back_and_nothing_is_done_twice() {
    for (end, status) in [
        ("complete_stage('content', 1, job_id, stage)", "completed"),
        ("move_to_dead_letter('content', 1, job_id, stage, null, 'own')", "failed"),
        ("cancel_content_job(job_id)", "cancelled"),
    ] {
        let place = Place::new();
        let mut client = place.connect();
        create(&mut client, 1, 5);
        let taken = dequeue(&mut client, 0).unwrap().unwrap();
        place.run(&format!("select {end} from content_job_stages"));
        upsert_processing(&mut client, &taken);
        let slots = "select sum(inflight_count)::bigint from get_content_stage_backlog()";
        assert_eq!(place.number(slots), 1);
        place.run("update content_job_stages set last_dequeued_at = '2020-01-01'");
        assert_eq!(worker::reclaim(&mut client).unwrap(), 1, "{status}");
        assert_eq!(state(&place), format!("{status} content 1 f"));
        assert_eq!(place.number(slots), 0);
        assert_eq!(place.number("select count(*) from pgmq.q_content"), 0);
        assert_eq!(worker::reclaim(&mut client).unwrap(), 0);
    }
}

/// Rows without queue and msg_id, their messages taken with pgmq's own functions.
fn unnamed(place: &Place, attempt: i32, last_dequeued: &str) {
    let mut client = place.connect();
    create(&mut client, 1, 5);
    client
        .execute(
            "update content_job_stages set status = 'processing', attempt_count = $1, queue = null,
                 msg_id = null, last_dequeued_at = $2::text::timestamptz, visibility_timeout_seconds = 60",
            &[&attempt, &last_dequeued],
        )
        .unwrap();
}

fn state(place: &Place) -> String {
    let sql = "select concat_ws(' ', status, coalesce(queue, '-'), coalesce(msg_id::text, '-'), finished_at is null)
               from content_job_stages";
    place.connect().query_one(sql, &[]).unwrap().get(0)
}

#[test]
fn a_row_that_names_no_message_is_taken_back_when_both_times_are_over() {
    for (visibility, last_dequeued, expected) in [
        // Its message is hidden, so somebody works on it.
        (3600, "2020-01-01", "processing - - t"),
        // Its own timeout is not over.
        (0, "now", "processing - - t"),
        (0, "2020-01-01", "queued content 1 t"),
    ] {
        let place = Place::new();
        unnamed(&place, 1, last_dequeued);
        place.run(&format!("select pgmq.read('content', {visibility}, 1)"));
        worker::reclaim(&mut place.connect()).unwrap();
        assert_eq!(state(&place), expected, "{visibility} {last_dequeued}");
    }
}

#[test]
fn a_row_that_names_no_message_and_has_none_is_given_up() {
    let place = Place::new();
    unnamed(&place, 1, "2020-01-01");
    place.run("select pgmq.archive('content', 1)");
    assert_eq!(worker::reclaim(&mut place.connect()).unwrap(), 1);
    assert_eq!(state(&place), "failed - - f");
    let letters = "select count(*) from content_dead_letters where failure_reason = 'message_lost'";
    assert_eq!(place.number(letters), 1);
}

#[test]
fn a_row_at_its_last_attempt_is_given_up_with_its_message() {
    let place = Place::new();
    unnamed(&place, 5, "2020-01-01");
    assert_eq!(worker::reclaim(&mut place.connect()).unwrap(), 1);
    assert_eq!(place.number("select count(*) from pgmq.q_content"), 0);
    let letters =
        "select count(*) from content_dead_letters where failure_reason = 'max_attempts_exceeded'";
    assert_eq!(place.number(letters), 1);
}
