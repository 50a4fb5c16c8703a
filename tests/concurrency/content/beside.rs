//! Everything beside everything: jobs with several stages at once on two queues, rows that name no message,
//! and sessions that read, complete, fail, extend, requeue, cancel, archive, reclaim and dispatch.

use postgres::Client;

use super::worker::create;
use crate::support::{Attempt, attempt::pid};
use crate::support::{Dice, Place, Settled, check, repeat};

const SESSIONS: usize = 10;
const ROUNDS: usize = 150;

/// Each job has three stages on `content` and two on `tsv`; a third of the rows name no message, and
/// some have no attempt left.
const STAGES: &str = "
select enqueue_stage(queue, id, queue || ' ' || n, p_max_attempts => 1 + n % 3)
from content_jobs, unnest(array['content', 'tsv']) as queue, generate_series(1, 2) as n
order by md5(id::text || n);
update content_job_stages set last_dequeued_at = '2020-01-01', visibility_timeout_seconds = 0;
update content_job_stages set status = 'processing', attempt_count = 1, queue = null, msg_id = null
where md5(job_id::text || stage) < '5';";

/// A call on some job's stage, with whatever message stands for it or did.
fn call(client: &mut Client, dice: &mut Dice) {
    let queue = ["content", "tsv"][dice.roll(2)];
    let held = format!(
        "'{queue}', coalesce(stage.msg_id, message.msg_id, 1), stage.job_id, stage.stage)
         from content_job_stages as stage
         left join pgmq.q_{queue} as message on message.message ->> 'job_id' = stage.job_id::text
             and message.message ->> 'stage' = stage.stage
         where stage.finished_at is null order by random() limit 1"
    );
    let with = |more: &str| held.replacen("stage.stage)", &format!("stage.stage{more})"), 1);
    let sql = match dice.roll(16) {
        0..=1 => format!("select count(*) from dequeue_stage('{queue}', 0)"),
        2..=4 => format!("select count(*) from dequeue_stage_batch('{queue}', 0, 20)"),
        5..=6 => format!("select complete_stage({held}"),
        7 => format!("select complete_stage({}", with(", '{}', 'later'"))
            .replace("finished_at is null", "finished_at is null and stage.stage <> 'later'"),
        8 => format!("select fail_stage({}", with(", '{\"message\": \"x\"}'")),
        9 => format!("select extend_message_visibility({}", with(", 1")),
        10 => format!("select delayed_requeue_stage({}", with(", '{}', 1")),
        11 => format!("select move_to_dead_letter({}", with(", null, 'x'")),
        12 => "select archive_messages('content', ids) from (
                   select array_agg(msg_id order by random()) as ids from pgmq.q_content
                   where random() < 0.1) as picked where ids is not null"
            .to_owned(),
        13 => "select cancel_content_job(id) from content_jobs where random() < 0.1 order by random() limit 1"
            .to_owned(),
        14 => "select enqueue_stage('content', id, 'content 1') from content_jobs
               where status <> 'cancelled' order by random() limit 1"
            .to_owned(),
        _ => "select reclaim_stalled_stages(0)".to_owned(),
    };
    if let Err(error) = client.batch_execute(&sql) {
        // Between choosing a job and queueing its stage somebody may cancel it.
        let message = error.as_db_error().map(|error| error.message().to_owned());
        let cancelled = message.as_deref().is_some_and(|said| said.contains("is cancelled"));
        assert!(cancelled, "{sql}\n{error:?}");
    }
}

/// Every session is gone: what is left is taken back, and done by one.
fn settle_down(place: &Place) {
    let mut client = place.connect();
    repeat(|| {
        client
            .batch_execute(
                "update pgmq.q_content set vt = now() - interval '1 minute';
                 update pgmq.q_tsv set vt = now() - interval '1 minute';
                 update content_job_stages set last_dequeued_at = '2020-01-01' where finished_at is null;
                 select reclaim_stalled_stages(0);
                 select count(complete_stage('content', msg_id, (message ->> 'job_id')::uuid, message ->> 'stage'))
                 from dequeue_stage_batch('content', 0, 1000);
                 select count(complete_stage('tsv', msg_id, (message ->> 'job_id')::uuid, message ->> 'stage'))
                 from dequeue_stage_batch('tsv', 0, 1000);",
            )
            .unwrap();
        let left =
            "select (select count(*) from pgmq.q_content) + (select count(*) from pgmq.q_tsv)";
        client.query_one(left, &[]).unwrap().get::<_, i64>(0) > 0
    });
}

#[test]
fn sessions_that_do_everything_never_deadlock_and_leave_no_slot_taken() {
    let place = Place::new();
    create(&mut place.connect(), 12, 3);
    place.run(STAGES);
    place.storm(SESSIONS, |session, client| {
        let mut dice = Dice::of_session(session);
        for _ in 0..ROUNDS {
            call(client, &mut dice);
        }
    });
    settle_down(&place);
    let in_flight = "select sum(inflight_count)::bigint from get_content_stage_backlog()";
    assert_eq!(place.number(in_flight), 0);
    let mut client = place.connect();
    let mut violations = check::Violations::new();
    for (what, sql) in [
        ("left in processing", "select concat_ws(' ', job_id, stage) from content_job_stages
            where status = 'processing' and finished_at is null"),
        ("in the archive twice", "select msg_id::text from pgmq.a_content group by msg_id having count(*) > 1"),
        ("on the queue and in the archive", "select live.msg_id::text from pgmq.q_content as live
            join pgmq.a_content as kept using (msg_id)"),
        ("completed twice with one message", "select concat_ws(' ', job_id, stage, metadata ->> 'msg_id')
            from content_job_events where status = 'completed'
            group by job_id, stage, metadata ->> 'queue', metadata ->> 'msg_id' having count(*) > 1"),
    ] {
        let rows = client.query(sql, &[]).unwrap();
        violations.extend(rows.iter().map(|row| format!("{what}: {}", row.get::<_, String>(0))));
    }
    check::assert_none(&violations);
}

#[test]
fn a_number_of_another_stages_message_is_lost_and_leaves_that_message_alone() {
    let place = Place::new();
    let jobs = create(&mut place.connect(), 2, 5);
    let first = "(select job_id from content_job_stages where msg_id = 1)";
    place.run("update content_job_stages set queue = null, msg_id = null where msg_id = 2");
    for (call, answer) in [
        (
            "complete_stage('content', $1, id, 'research')",
            "{\"lost\": true, \"job_status\": \"queued\", \"next_msg_id\": null}",
        ),
        ("fail_stage('content', $1, id, 'research', '{}')", "{\"lost\": true}"),
        ("to_jsonb(delayed_requeue_stage('content', $1, id, 'research'))", "null"),
        ("to_jsonb(move_to_dead_letter('content', $1, id, 'research', null, 'x'))", "null"),
    ] {
        for (msg_id, whose) in [("1", format!("id <> {first}")), ("2", format!("id = {first}"))] {
            let sql = format!(
                "select coalesce({}::text, 'null') from content_jobs where {whose}",
                call.replace("$1", msg_id)
            );
            let found: String = place.connect().query_one(&sql, &[]).unwrap().get(0);
            assert_eq!(found, answer, "{sql}");
        }
    }
    assert_eq!(place.number("select count(*) from pgmq.q_content"), 2);
    assert_eq!(jobs.len(), 2);
}

#[test]
fn a_reclaim_passes_by_a_job_that_somebody_holds() {
    let place = Place::new();
    create(&mut place.connect(), 2, 5);
    place.run(
        "select start_stage((message ->> 'job_id')::uuid, 'research') from dequeue_stage_batch('content', 0)",
    );
    let mut holder = place.connect();
    let holds = "begin; select from content_jobs where id = (select job_id from content_job_stages where msg_id = 1) for update";
    holder.batch_execute(holds).unwrap();
    assert!(pid(&mut holder) > 0);
    let reclaim = Attempt::start(&place, |client| {
        client.query_one("select reclaim_stalled_stages(0)", &[]).unwrap().get::<_, i32>(0)
    });
    assert_eq!(reclaim.settle(), Settled::Finished);
    assert_eq!(reclaim.outcome(), 1);
    holder.batch_execute("commit").unwrap();
    assert_eq!(place.number("select reclaim_stalled_stages(0)::bigint"), 1);
}
