//! Jobs through all six stages, by workers that use the functions only.

use postgres::Client;

use super::verdict;
use super::worker::{self, create, dequeue, dequeue_batch, hurry, is_open};
use crate::support::{Dice, Place, check, repeat};

const WORKERS: usize = 8;
const JOBS: i32 = 30;

#[test]
fn jobs_go_through_six_stages_each_of_them_once() {
    let place = Place::new();
    create(&mut place.connect(), JOBS, 5);
    let completed: i64 = place
        .storm(WORKERS, |_, client| {
            let mut completed = 0;
            repeat(|| {
                if let Some(taken) = dequeue(client, 600).unwrap() {
                    taken.start(client).unwrap();
                    assert!(taken.complete(client).unwrap(), "lost {taken:?}");
                    completed += 1;
                    return true;
                }
                is_open(client).unwrap()
            });
            completed
        })
        .iter()
        .sum();
    assert_eq!(completed, i64::from(JOBS) * 6);
    let mut client = place.connect();
    check::assert_none(&verdict::of(&mut client));
    check::assert_none(&each_stage_got_the_result_of_the_one_before(&mut client));
    assert_eq!(verdict::ended(&mut client, "completed"), i64::from(JOBS));
    let attempts = "select count(*) from content_job_stages where attempt_count <> 1";
    assert_eq!(place.number(attempts), 0);
}

fn each_stage_got_the_result_of_the_one_before(client: &mut Client) -> check::Violations {
    let sql = "select concat_ws(' ', message.message ->> 'job_id', message.message ->> 'stage')
        from pgmq.a_content as message
        join (values ('research', 'outline'), ('outline', 'draft'), ('draft', 'qa'), ('qa', 'export'),
                     ('export', 'complete')) as pair (before, after)
            on pair.after = message.message ->> 'stage'
        where message.message -> 'payload' is distinct from
              (select data from content_payloads
               where job_id::text = message.message ->> 'job_id' and stage = pair.before)
           or message.message #>> '{payload,made by}' is distinct from pair.before";
    client.query(sql, &[]).unwrap().iter().map(|row| row.get(0)).collect()
}

/// What one worker meets: success, failures of both kinds, cancellations of whatever job.
fn eventful(client: &mut Client, dice: &mut Dice, jobs: &[String]) -> bool {
    let batch = dice.roll(4) + 1;
    let taken = dequeue_batch(client, 600, i32::try_from(batch).unwrap()).unwrap();
    for taken in &taken {
        taken.start(client).unwrap();
        match dice.roll(60) {
            0..=9 => taken.fail(client, true).unwrap(),
            10 => taken.fail(client, false).unwrap(),
            11 => cancel(client, &jobs[dice.roll(jobs.len())]),
            12 => taken.extend(client, 60).unwrap() && taken.complete(client).unwrap(),
            _ => taken.complete(client).unwrap(),
        };
    }
    if dice.roll(5) == 0 || taken.is_empty() {
        hurry(client).unwrap();
    }
    !taken.is_empty() || is_open(client).unwrap()
}

fn cancel(client: &mut Client, job: &str) -> bool {
    let sql = "select cancel_content_job($1::text::uuid, 'not wanted any more')";
    client.query_one(sql, &[&job]).unwrap().get(0)
}

/// After a cancellation its holder's message is left hidden; nobody needs to wait for it.
#[test]
fn failures_retries_dead_letters_and_cancellations_leave_nothing_open() {
    let place = Place::new();
    let mut client = place.connect();
    let jobs = create(&mut client, 60, 3);
    place.storm(WORKERS, |session, client| {
        let mut dice = Dice::of_session(session);
        repeat(|| {
            let goes_on = eventful(client, &mut dice, &jobs);
            // What a canceller took and left is overdue at once.
            if session == 0 {
                give_up_the_left(client);
            }
            goes_on
        });
    });
    check::assert_none(&verdict::of(&mut client));
    for status in ["completed", "failed", "cancelled"] {
        assert!(verdict::ended(&mut client, status) > 0, "no job {status}");
    }
    let retried = "select count(*) from content_job_events where status = 'requeued'";
    assert!(place.number(retried) > 0);
}

/// A worker that cancels some job leaves its own message: it becomes visible again.
fn give_up_the_left(client: &mut Client) {
    client
        .batch_execute(
            "update pgmq.q_content set vt = clock_timestamp() where msg_id = any (array(
                 select message.msg_id from pgmq.q_content as message
                 join content_job_stages as stage on stage.msg_id = message.msg_id
                 where stage.status = 'processing' and stage.started_at < now() - interval '1 second'
                 for update of message skip locked))",
        )
        .unwrap();
    worker::reclaim(client).unwrap();
}
