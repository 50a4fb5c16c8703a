//! Where the workers work: a queue full of envelopes, each with what its handler is going to do.

use postgres::Client;

use crate::support::Place;

/// The queue that they work on.
pub const QUEUE: &str = "ingest_raw";
/// What workers call it: every other one takes the table's name for the queue's.
pub const SPELLINGS: [&str; 2] = [QUEUE, "q_ingest_raw"];
/// How often a handler may run.
pub const MAX_ATTEMPTS: i64 = 3;

const ORG: &str = "00000000-0000-0000-0000-0000000000aa";
const PRODUCERS: usize = 16;
const CHUNK: usize = 250;

/// What a handler does, as the envelope's payload names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It does its work.
    Works,
    /// It does its work and reports it long after.
    Late,
    /// It fails the first time.
    FailsOnce,
    /// It fails.
    Fails,
    /// It says that no attempt will help.
    Hopeless,
    /// It takes its worker with it the first time.
    DiesOnce,
    /// It takes its worker with it.
    Dies,
}

impl Fate {
    /// From the payload.
    pub fn of(name: &str) -> Self {
        match name {
            "late" => Self::Late,
            "fails_once" => Self::FailsOnce,
            "fails" => Self::Fails,
            "hopeless" => Self::Hopeless,
            "dies_once" => Self::DiesOnce,
            "dies" => Self::Dies,
            _ => Self::Works,
        }
    }
}

/// A place with what the handlers write down. Failed jobs come again at once, abandoned ones after a
/// second.
pub fn lay_out(place: &Place) {
    place.run(&format!(
        "create table sent (key text, msg_id bigint, fate text);
         create table runs (key text, msg_id bigint, attempt int);
         insert into workers.queue_policy
             (queue_name, max_attempts, base_delay_seconds, visibility_timeout_seconds)
         values ('{QUEUE}', {MAX_ATTEMPTS}, 0, 1)"
    ));
}

/// Sends envelopes 1 to `count`, each by two of sixteen sessions at once, and some messages that are no
/// envelopes; answers how many those are.
pub fn fill(place: &Place, count: usize) -> usize {
    place.storm(PRODUCERS, |producer, client| {
        let mut first = 1 + CHUNK * (producer / 2);
        while first <= count {
            send(client, first, count.min(first + CHUNK - 1));
            first += CHUNK * PRODUCERS / 2;
        }
    });
    let broken = count / 200;
    place.run(&format!(
        "select pgmq.send_batch('{QUEUE}', array_agg(jsonb_build_object('number', n)))
         from generate_series(1, {broken}) as n"
    ));
    broken
}

fn send(client: &mut Client, first: usize, last: usize) {
    let sql = format!(
        "insert into sent
         select 'job:' || n, workers.enqueue('{QUEUE}', {}), fate
         from (select n, case
                   when n % 100 between 1 and 2 then 'fails'
                   when n % 100 between 3 and 6 then 'fails_once'
                   when n % 100 = 7 then 'hopeless'
                   when n % 100 between 8 and 10 then 'late'
                   when n % 200 = 11 then 'dies_once'
                   when n % 1000 = 12 then 'dies'
                   else 'works' end as fate
               from generate_series({first}, {last}) as n) as job",
        envelope("'job:' || n", "fate")
    );
    client.batch_execute(&sql).unwrap();
}

/// An envelope as an SQL expression of others.
pub fn envelope(key: &str, fate: &str) -> String {
    format!(
        "jsonb_build_object('org_id', '{ORG}', 'idempotency_key', {key}, 'entity_type', 'batch',
             'entity_id', '1', 'payload', jsonb_build_object('fate', {fate}))"
    )
}

/// The id that a worker of that number goes by.
pub fn worker(number: usize) -> String {
    format!("00000000-0000-4000-8000-{number:012}")
}
