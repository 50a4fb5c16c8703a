//! Several messages of one key: nobody works on a key that somebody else works on.

use postgres::Client;

use super::yard::{self, QUEUE, envelope, worker};
use crate::support::check::{self, Violations};
use crate::support::{Place, repeat};

const WORKERS: usize = 8;
const KEYS: i64 = 1000;
const MESSAGES_PER_KEY: i64 = 3;

/// Messages of one key one after the other on the queue, so that one batch has several.
pub fn fill(place: &Place) {
    yard::lay_out(place);
    place.run(&format!(
        "update workers.queue_policy set visibility_timeout_seconds = 600
         where queue_name = '{QUEUE}';
         select pgmq.send_batch('{QUEUE}', array_agg({} order by n))
         from generate_series(1, {KEYS}) as n, generate_series(1, {MESSAGES_PER_KEY})",
        envelope("'job:' || n", "'works'")
    ));
}

/// Works until there is nothing to take.
fn work(number: usize, client: &mut Client) {
    let id = worker(number);
    let sql = format!(
        "with job as materialized (select msg_id, envelope ->> 'idempotency_key' as key, attempt
             from workers.poll('{QUEUE}', '{id}', {})),
         run as (insert into runs select key, msg_id, attempt from job)
         select array_agg(msg_id) from job",
        1 + number
    );
    let succeed = format!("select workers.succeed_many('{QUEUE}', $1, '{id}')");
    repeat(|| {
        let taken: Option<Vec<i64>> = client.query_one(&sql, &[]).unwrap().get(0);
        let Some(taken) = taken else { return false };
        client.query(&succeed, &[&taken]).unwrap();
        true
    });
}

/// Eight workers empty the queue; the keys that were not handed out exactly once.
pub fn handed_out_once(place: &Place) -> Violations {
    place.storm(WORKERS, work);
    // Messages that could not be claimed come again when their time is over, however long that is.
    place.run(&format!("update pgmq.q_{QUEUE} set vt = now()"));
    work(0, &mut place.connect());
    let sql = format!(
        "select format('%s was handed out %s times', 'job:' || n, count(run))
         from generate_series(1, {KEYS}) as n left join runs as run on run.key = 'job:' || n
         group by n having count(run) <> 1"
    );
    place.connect().query(&sql, &[]).unwrap().iter().map(|row| row.get(0)).collect()
}

#[test]
fn one_message_of_a_key_is_worked_on_and_the_others_are_archived() {
    let place = Place::new();
    fill(&place);
    check::assert_none(&handed_out_once(&place));
    let archived = format!("select count(*) from pgmq.a_{QUEUE}");
    assert_eq!(place.number(&archived), KEYS * MESSAGES_PER_KEY);
    assert_eq!(place.number(&format!("select count(*) from pgmq.q_{QUEUE}")), 0);
}

#[test]
fn a_message_that_cannot_be_claimed_does_not_keep_its_reader_busy() {
    let place = Place::new();
    yard::lay_out(&place);
    let (first, second) = (worker(1), worker(2));
    place.run(&format!(
        "select pgmq.send('{QUEUE}', {0}), pgmq.send('{QUEUE}', {0});
         select workers.poll('{QUEUE}', '{first}', 1, 600)",
        envelope("'k'", "'works'")
    ));
    let mut client = place.connect();
    client.batch_execute("set statement_timeout = '20s'").unwrap();
    let poll = format!("select count(*) from workers.poll('{QUEUE}', '{second}', 1, 0)");
    let handed_out: i64 = client.query_one(&poll, &[]).unwrap().get(0);
    assert_eq!(handed_out, 0);
}

#[test]
fn a_used_up_job_that_another_session_is_at_is_left_to_it() {
    let place = Place::new();
    yard::lay_out(&place);
    place.run(&format!(
        "select pgmq.send('{QUEUE}', {});
         insert into workers.processed_jobs (idempotency_key, queue_name, job_id, status, attempts)
         values ('k', '{QUEUE}', 0, 'failed', {})",
        envelope("'k'", "'works'"),
        yard::MAX_ATTEMPTS
    ));
    let mut other = place.connect();
    other.batch_execute("begin; update workers.processed_jobs set updated_at = now()").unwrap();
    let mut client = place.connect();
    client.batch_execute("set statement_timeout = '20s'").unwrap();
    let poll = format!("select count(*) from workers.poll('{QUEUE}', '{}', 1, 0)", worker(1));
    let mut poll = || -> i64 { client.query_one(&poll, &[]).unwrap().get(0) };
    let waiting = format!("select count(*) from pgmq.q_{QUEUE}");

    assert_eq!((poll(), place.number(&waiting)), (0, 1));
    other.batch_execute("rollback").unwrap();
    assert_eq!((poll(), place.number(&waiting)), (0, 0));
    assert_eq!(place.number("select count(*) from pgmq.q_dead_letter"), 1);
}

#[test]
fn two_messages_of_a_key_are_not_handed_out_together_even_without_a_lease() {
    let place = Place::new();
    yard::lay_out(&place);
    place.run(&format!(
        "select pgmq.send('{QUEUE}', {0}), pgmq.send('{QUEUE}', {0})",
        envelope("'k'", "'works'")
    ));
    let poll = format!("select count(*) from workers.poll('{QUEUE}', '{}', 2, 0)", worker(1));
    assert_eq!(place.number(&poll), 1);
    assert_eq!(place.number("select attempts::bigint from workers.processed_jobs"), 1);
}
