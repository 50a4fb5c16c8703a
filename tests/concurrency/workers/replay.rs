//! Dead letters that are sent back: by several at once, and by one that is killed half-way.

use dragonfly_tests::cluster::signal;
use dragonfly_tests::{Cluster, wait};
use rustix::process::Signal;

use super::yard::{self, QUEUE, envelope, worker};
use crate::support::attempt::pid;
use crate::support::check::{self, Violations};
use crate::support::place::options;
use crate::support::{Attempt, PATIENCE, Place, Settled};

const LETTERS: i64 = 400;
/// Everything that replaying could change.
const STATE: &str = "select concat_ws(E'\\n',
    (select string_agg(row_to_json(d)::text, ',' order by msg_id) from pgmq.q_dead_letter as d),
    (select string_agg(row_to_json(q)::text, ',' order by msg_id) from pgmq.q_ingest_raw as q),
    (select string_agg(row_to_json(c)::text, ',' order by msg_id) from pgmq.q_comms_outbound as c),
    (select string_agg(row_to_json(j)::text, ',' order by idempotency_key, queue_name)
     from workers.processed_jobs as j),
    (select string_agg(row_to_json(k)::text, ',' order by queue, key)
     from dragonfly.idempotency_keys as k),
    (select string_agg(row_to_json(l)::text, ',' order by id) from workers.dead_letter_log as l))";

/// So many jobs on each of two queues, all of them dead.
fn lay_out(place: &Place) {
    yard::lay_out(place);
    for queue in [QUEUE, "comms_outbound"] {
        let id = worker(1);
        place.run(&format!(
            "select workers.enqueue('{queue}', {}) from generate_series(1, {LETTERS} / 2) as n;
             select workers.fail('{queue}', msg_id, '{id}', 'no', false)
             from workers.poll('{queue}', '{id}', 1000)",
            envelope("'job:' || n", "'works'")
        ));
    }
    assert_eq!(place.number("select count(*) from pgmq.q_dead_letter"), LETTERS);
}

fn state(place: &Place) -> String {
    place.connect().query_one(STATE, &[]).unwrap().get(0)
}

/// Every job is back on its queue once, as it was sent, and nothing speaks of its death.
fn all_back_once(place: &Place) -> Violations {
    let mut violations = Violations::new();
    for queue in [QUEUE, "comms_outbound"] {
        let sql = format!(
            "select count(*) from generate_series(1, {LETTERS} / 2) as n
             where 1 = (select count(*) from pgmq.q_{queue} as message
                        join dragonfly.idempotency_keys as ledger using (msg_id)
                        where ledger.queue = '{queue}' and ledger.key = 'job:' || n
                          and message.message ->> 'idempotency_key' = ledger.key)"
        );
        let back = place.number(&sql);
        if back != LETTERS / 2 {
            violations.push(format!("{back} jobs are back on {queue}"));
        }
    }
    for (what, sql) in [
        ("letters", "select count(*) from pgmq.q_dead_letter"),
        ("claims", "select count(*) from workers.processed_jobs"),
        ("open lines", "select count(*) from workers.dead_letter_log where resolved_at is null"),
    ] {
        let left = place.number(sql);
        if left != 0 {
            violations.push(format!("{left} {what} are left"));
        }
    }
    violations
}

#[test]
fn sessions_that_replay_at_once_send_every_job_back_once() {
    let place = Place::new();
    lay_out(&place);
    let replayed: Vec<i64> = place.storm(4, |_, client| {
        let sql = "select count(*) from workers.replay_dead_letters(max_count => 30)
            where action = 'replayed'";
        let mut replayed = 0;
        loop {
            let some: i64 = client.query_one(sql, &[]).unwrap().get(0);
            replayed += some;
            if some == 0 {
                break replayed;
            }
        }
    });
    // Letters that another session holds are left out, so one may end before the others.
    place.run("select workers.replay_dead_letters(max_count => 10000)");
    check::assert_none(&all_back_once(&place));
    assert!(replayed.iter().sum::<i64>() <= LETTERS);
}

#[test]
fn jobs_that_are_sent_back_run_again_and_complete() {
    let place = Place::new();
    lay_out(&place);
    place.run("select workers.replay_dead_letters(max_count => 10000)");
    let id = worker(2);
    for queue in [QUEUE, "comms_outbound"] {
        place.run(&format!(
            "select workers.succeed('{queue}', msg_id, '{id}', null, 1)
             from workers.poll('q_{queue}', '{id}', 1000)"
        ));
    }
    let completed = "select count(*) from workers.processed_jobs
        where status = 'completed' and attempts = 1";
    assert_eq!(place.number(completed), LETTERS);
    assert_eq!(place.number("select count(*) from pgmq.q_dead_letter"), 0);
}

#[test]
fn a_dry_run_changes_nothing() {
    let place = Place::new();
    lay_out(&place);
    let before = state(&place);
    let dry = "select count(*) from workers.replay_dead_letters(max_count => 1000, dry_run => true)
        where action = 'would_replay' and new_msg_id is null";
    assert_eq!(place.number(dry), LETTERS);
    assert_eq!(state(&place), before);
}

/// Replays until it has sent the jobs of one queue back and waits for the other; then it is killed.
fn kill_half_way(place: &Place, kill: impl FnOnce(i32)) {
    let mut other = place.connect();
    let mut transaction = other.transaction().unwrap();
    transaction.batch_execute(&format!("lock table pgmq.q_{QUEUE}")).unwrap();
    let attempt = Attempt::start(place, |client| {
        let victim = pid(client);
        let replay = "select workers.replay_dead_letters(max_count => 10000)";
        (victim, client.batch_execute(replay).is_err())
    });
    assert!(matches!(attempt.settle(), Settled::BlockedBy(_)));
    let sql = "select pid from pg_stat_activity where query like '%replay_dead_letters%'
        and pid <> pg_backend_pid()";
    let victim: i32 = place.connect().query_one(sql, &[]).unwrap().get(0);
    kill(victim);
    let (pid, failed) = attempt.outcome();
    assert_eq!((pid, failed), (victim, true));
}

#[test]
fn a_replay_that_is_terminated_half_way_changes_nothing() {
    let place = Place::new();
    lay_out(&place);
    let before = state(&place);
    let admin = place.clone();
    kill_half_way(&place, move |victim| {
        admin.run(&format!("select pg_terminate_backend({victim})"));
    });
    assert_eq!(state(&place), before);
    place.run("select workers.replay_dead_letters(max_count => 10000)");
    check::assert_none(&all_back_once(&place));
}

#[test]
fn a_replay_that_is_killed_half_way_changes_nothing() {
    let cluster = Cluster::start(options());
    let place = Place::on(&cluster);
    lay_out(&place);
    let before = state(&place);
    // The server throws everybody out, and takes new sessions after that.
    let mut observer = place.connect();
    kill_half_way(&place, |victim| signal(u32::try_from(victim).unwrap(), Signal::KILL));
    assert!(wait::until(PATIENCE, || observer.batch_execute("select 1").is_err()));
    assert!(wait::until(PATIENCE, || place.try_connect().is_ok()));
    assert_eq!(state(&place), before);
    place.run("select workers.replay_dead_letters(max_count => 10000)");
    check::assert_none(&all_back_once(&place));
}
