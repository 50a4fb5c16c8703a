//! Messages that nobody can work on, between good ones and from the beginning of the queue.

use super::verdict;
use super::worker::{create, dequeue, dequeue_batch, is_open};
use crate::support::{Dice, Place, check, repeat};

/// Messages that are no good, and what is said of each.
const POISON: &[(&str, &str)] = &[
    ("{\"job_id\": \"not a uuid\", \"stage\": \"draft\"}", "invalid_message"),
    ("{\"job_id\": 7, \"stage\": \"draft\"}", "invalid_message"),
    ("{\"job_id\": null, \"stage\": \"draft\"}", "invalid_message"),
    ("{\"job_id\": {\"a\": [1]}, \"stage\": \"draft\"}", "invalid_message"),
    ("{\"stage\": \"draft\"}", "invalid_message"),
    ("{}", "invalid_message"),
    ("[]", "invalid_message"),
    (
        "[{\"job_id\": \"00000000-0000-0000-0000-00000000000a\", \"stage\": \"draft\"}]",
        "invalid_message",
    ),
    ("7", "invalid_message"),
    ("\"text\"", "invalid_message"),
    ("null", "invalid_message"),
    ("{\"job_id\": \"00000000-0000-0000-0000-00000000000a\"}", "invalid_message"),
    (
        "{\"job_id\": \"00000000-0000-0000-0000-00000000000a\", \"stage\": \"  \"}",
        "invalid_message",
    ),
    (
        "{\"job_id\": \"00000000-0000-0000-0000-00000000000a\", \"stage\": \"a\\nb\"}",
        "invalid_message",
    ),
    (
        "{\"job_id\": \"00000000-0000-0000-0000-00000000000a\", \"stage\": [\"draft\"]}",
        "invalid_message",
    ),
    ("{\"job_id\": \"00000000-0000-0000-0000-00000000000a\", \"stage\": \"draft\"}", "unknown_job"),
];

/// Poison first, so that a reader that stops at it never sees a job.
fn poison(place: &Place, times: usize) {
    let mut client = place.connect();
    for _ in 0..times {
        for (message, _) in POISON {
            client.execute("select pgmq.send('content', $1::text::jsonb)", &[message]).unwrap();
        }
    }
}

#[test]
fn each_kind_of_poison_becomes_one_dead_letter_and_blocks_nobody() {
    let place = Place::new();
    poison(&place, 1);
    let mut client = place.connect();
    create(&mut client, 1, 5);
    let taken = dequeue(&mut client, 600).unwrap().expect("the job behind the poison");
    assert_eq!(taken.stage, "research");
    let rows = client
        .query("select payload::text, failure_reason from content_dead_letters order by id", &[])
        .unwrap();
    let found: Vec<(String, String)> = rows.iter().map(|row| (row.get(0), row.get(1))).collect();
    let mut canonical = |text: &str| {
        let row = client.query_one("select $1::text::jsonb::text", &[&text]).unwrap();
        row.get::<_, String>(0)
    };
    let expected: Vec<_> =
        POISON.iter().map(|(text, reason)| (canonical(text), (*reason).to_owned())).collect();
    assert_eq!(found, expected);
}

#[test]
fn jobs_between_poison_are_done_by_many_workers() {
    let place = Place::new();
    let mut client = place.connect();
    poison(&place, 3);
    create(&mut client, 10, 5);
    poison(&place, 3);
    create(&mut client, 10, 5);
    place.storm(8, |session, client| {
        let mut dice = Dice::of_session(session);
        repeat(|| {
            if dice.roll(10) == 0 {
                poison(&place, 1);
            }
            let taken = if dice.heads() {
                dequeue(client, 600).unwrap().into_iter().collect()
            } else {
                dequeue_batch(client, 600, 5).unwrap()
            };
            for taken in taken {
                taken.start(client).unwrap();
                assert!(taken.complete(client).unwrap());
            }
            is_open(client).unwrap()
        });
    });
    check::assert_none(&verdict::of(&mut client));
    assert_eq!(verdict::ended(&mut client, "completed"), 20);
    let twice = "select count(*) - count(distinct msg_id) from content_dead_letters";
    assert_eq!(place.number(twice), 0);
    let kept =
        "select count(*) from pgmq.a_content as message where not message.message ? 'enqueued_at'
                or jsonb_typeof(message.message) <> 'object'";
    assert_eq!(place.number("select count(*) from content_dead_letters"), place.number(kept));
}

#[test]
fn poison_is_no_obstacle_for_a_reader_of_one_stage() {
    let place = Place::new();
    poison(&place, 20);
    let mut client = place.connect();
    create(&mut client, 1, 5);
    let sql = "select message ->> 'stage' from dequeue_stage('content', 600, 'research')";
    assert_eq!(client.query_one(sql, &[]).unwrap().get::<_, String>(0), "research");
    let sql = "select count(*) from dequeue_stage('content', 600, 'draft')";
    assert_eq!(client.query_one(sql, &[]).unwrap().get::<_, i64>(0), 0);
}
