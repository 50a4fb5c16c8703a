//! Bombs that somebody with the service key put on a queue directly: readers get past them, the dead letters
//! stay readable, a dump works.

use std::collections::BTreeSet;

use postgres::Client;

use super::ammunition::{armed, dump};
use crate::roles;
use crate::support::{Db, texts};

const WORKER: &str = "'00000000-0000-4000-8000-000000000001'";

/// What nobody can be handed: more than 96 MiB as text.
const OVERSIZED: [&str; 5] = [
    "array of long numbers",
    "control characters",
    "keys of long numbers",
    "list of long numbers",
    "long fractions",
];

/// Every bomb, and one that names a job beside what makes it large. What is larger than 96 MiB and can be
/// written nevertheless takes the time of the whole test: one queue of each kind has it.
const SEND: &str = "
create table sent as
select name, pgmq.send('{queue}', value) as msg_id from bombs.bomb
where name <> 'control characters' or '{queue}' in ('ingest_raw', 'content')
union all
select name, pgmq.send('{queue}', {around} || jsonb_build_object('payload', value)) from bombs.bomb
where name = 'array of long numbers'";

const AROUND: &str = "jsonb_build_object('org_id', gen_random_uuid(), 'idempotency_key', name,
    'entity_type', 'b', 'entity_id', 'b', 'job_id', gen_random_uuid(), 'stage', 'research')";

/// A queue's reader: what it calls, and how a good message gets there; both answer ids of messages.
struct Reader {
    queue: &'static str,
    call: String,
    good: String,
}

impl Reader {
    fn of(queue: &'static str, call: &str, good: &str) -> Self {
        let fill = |sql: &str| sql.replace("{queue}", queue).replace("{worker}", WORKER);
        Self { queue, call: fill(call), good: fill(good) }
    }

    fn of_jobs() -> [Self; 5] {
        let poll = "select msg_id from workers.poll('{queue}', {worker}, 100)";
        let job = "select queue_job('good', '{queue}', '{}')";
        let envelope = "select workers.enqueue('{queue}', jsonb_build_object('org_id', gen_random_uuid(),
            'idempotency_key', 'good', 'entity_type', 'b', 'entity_id', 'b', 'payload', '{}'::jsonb))";
        [
            Self::of("enrich", "select dequeue_job('{queue}') ->> 'msg_id'", job),
            Self::of(
                "outreach",
                "select job ->> 'msg_id' from dequeue_jobs('{queue}', 100, 600) as job",
                job,
            ),
            Self::of("enforce", poll, job),
            Self::of("ingest_raw", poll, envelope),
            Self::of("own_queue", poll, "select pgmq.send('{queue}', '{}')"),
        ]
    }

    fn of_stages() -> [Self; 2] {
        let stage = "select create_content_job('article', p_queue_override => '{queue}');
            select msg_id from content_job_stages where queue = '{queue}'";
        [
            Self::of("content", "select msg_id from dequeue_stage('{queue}')", stage),
            Self::of(
                "schema",
                "select msg_id from dequeue_stage_batch('{queue}', 600, 100)",
                stage,
            ),
        ]
    }

    /// Sends the bombs, then something good; its id.
    fn fill(&self, client: &mut Client) -> String {
        let send = SEND.replace("{queue}", self.queue).replace("{around}", AROUND);
        client.batch_execute(&format!("drop table if exists sent; {send}")).unwrap();
        texts(client, &self.good).pop().unwrap()
    }

    /// Reads until nothing is left; the ids in the order in which they came.
    fn empty(&self, client: &mut Client) -> Vec<String> {
        let mut handed_out = Vec::new();
        let visible =
            format!("select count(*) from pgmq.q_{} where vt <= clock_timestamp()", self.queue);
        loop {
            let taken = texts(client, &self.call);
            let taken: Vec<_> = taken.into_iter().filter(|id| id != "<null>").collect();
            // On a slow machine the second of one poll may not do for all bombs.
            if taken.is_empty() && texts(client, &visible) == ["0"] {
                return handed_out;
            }
            handed_out.extend(taken);
            assert!(handed_out.len() < 100, "{}: {handed_out:?}", self.queue);
        }
    }
}

/// Ids of the messages of that name.
fn sent(client: &mut Client, names: &[&str]) -> BTreeSet<String> {
    let rows =
        client.query("select msg_id::text from sent where name = any ($1)", &[&names]).unwrap();
    rows.iter().map(|row| row.get(0)).collect()
}

/// Ids of a queue's messages among the dead letters, with that error.
fn dead(client: &mut Client, queue: &str, error: &str) -> BTreeSet<String> {
    let sql = format!(
        "select message ->> 'original_msg_id' from pgmq.q_dead_letter
         where message ->> 'original_queue' = '{queue}' and message ->> 'error' = '{error}'
         union all
         select msg_id::text from content_dead_letters
         where queue_name = '{queue}' and failure_reason = lower(replace('{error}', ' ', '_'))"
    );
    texts(client, &sql).into_iter().collect()
}

fn installation() -> Db<'static> {
    let db = armed();
    db.run(
        "select workers.create_queue('own_queue');
         insert into workers.queue_policy (queue_name, envelope) values ('own_queue', false);
         grant create on schema public to service_role",
    );
    db
}

/// Every reader gets past its bombs.
#[track_caller]
fn gets_past_bombs(client: &mut Client, reader: &Reader) {
    let (queue, good) = (reader.queue, reader.fill(client));
    let handed_out = reader.empty(client);
    let times = handed_out.iter().filter(|id| **id == good).count();
    assert_eq!(times, 1, "{queue}: {good} among {handed_out:?}");
    let oversized = sent(client, &OVERSIZED);
    assert_eq!(dead(client, queue, "Message too large"), oversized, "{queue}");
    assert!(handed_out.iter().all(|id| !oversized.contains(id)), "{queue}: {handed_out:?}");
    let waiting = format!("select count(*) from pgmq.q_{queue} where vt <= clock_timestamp()");
    assert_eq!(texts(client, &waiting), ["0"], "{queue}");
    client.batch_execute("drop table sent").unwrap();
}

#[test]
fn readers_of_jobs_get_past_bombs_and_the_dead_letters_go_back_and_away() {
    let db = installation();
    let mut client = roles::session(&db, "service_role");
    let readers = Reader::of_jobs();
    for reader in &readers {
        gets_past_bombs(&mut client, reader);
    }
    let dry = "select action from workers.replay_dead_letters(max_count => 1000, dry_run => true)";
    assert!(texts(&mut client, dry).iter().all(|action| action == "would_replay"));
    // Back on their queues some of them are too large again, and the others are not.
    client.batch_execute("select from workers.replay_dead_letters(max_count => 1000)").unwrap();
    assert_eq!(texts(&mut client, "select count(*) from pgmq.q_dead_letter"), ["0"]);
    for reader in &readers {
        reader.empty(&mut client);
    }
    assert!(!dead(&mut client, "ingest_raw", "Message too large").is_empty());
    dump(&db);
    client.batch_execute("select workers.purge_dead_letters('0 s')").unwrap();
    assert_eq!(texts(&mut client, "select count(*) from pgmq.q_dead_letter"), ["0"]);
}

#[test]
fn readers_of_stages_get_past_bombs() {
    let db = installation();
    let mut client = roles::session(&db, "service_role");
    for reader in Reader::of_stages() {
        gets_past_bombs(&mut client, &reader);
    }
    dump(&db);
}

/// A letter that another tool wrote, with a bomb in each place where something is read.
const LETTERS: &str = r#"
select pgmq.send('dead_letter', value) from bombs.bomb;
select pgmq.send('dead_letter', jsonb_build_object('original_queue', 'enrich', 'original_payload', '{}'::jsonb)
    || jsonb_build_object(field, value))
from bombs.bomb, unnest(array['original_queue', 'original_payload', 'error', 'error_message', 'attempt_count',
    'idempotency_key', 'original_msg_id', 'dlq_log_id']) as field
where name in ('one long number', 'array of long numbers', 'list of long numbers', 'nesting');
select pgmq.send('dead_letter', '{"original_queue": "enrich", "original_payload": {"good": true}, "error": "e"}');
"#;

#[test]
fn bombs_among_the_dead_letters_stop_neither_replay_nor_purge() {
    let db = armed();
    let mut client = roles::session(&db, "service_role");
    client.batch_execute(LETTERS).unwrap();
    let letters = texts(&mut client, "select count(*) from pgmq.q_dead_letter");
    let replay = |dry: bool| {
        format!(
            "select count(*) from workers.replay_dead_letters(max_count => 1000, dry_run => {dry})"
        )
    };
    assert_eq!(texts(&mut client, &replay(true)), letters);
    assert_eq!(texts(&mut client, &replay(false)), letters);
    let good = "select message ->> 'good' from pgmq.q_enrich where message ? 'good'";
    assert_eq!(texts(&mut client, good), ["true"]);
    let doctor = "select status from dragonfly.doctor() where check_name = 'dead letters'";
    assert_eq!(texts(&mut db.connect(), doctor).len(), 1);
    // What was no letter of ours stays, until it is purged.
    assert_ne!(texts(&mut client, "select count(*) from pgmq.q_dead_letter"), ["0"]);
    client.batch_execute("select workers.purge_dead_letters('0 s')").unwrap();
    assert_eq!(texts(&mut client, "select count(*) from pgmq.q_dead_letter"), ["0"]);
    // The payloads that went back are dealt with by readers.
    let take = "select dequeue_job('enrich') is null";
    assert!((0..100).any(|_| texts(&mut client, take) == ["t"]));
    dump(&db);
}

/// Jobs from before the extension: their table had no check of its payloads then.
const OLD_JOBS: &str = "
alter table public.jobs drop constraint if exists jobs_payload_numbers_check;
insert into jobs (type, payload, user_id, created_at)
select 'tech_rfp_report', jsonb_build_object('package_id', 'p', 'x', value), name, '2000-01-01' from bombs.bomb;
insert into jobs (type, payload, user_id) values ('tech_rfp_report', '{\"package_id\": \"p\"}', 'good');";

#[test]
fn a_claim_gets_past_bombs_and_fails_their_runs() {
    let db = armed();
    db.run(OLD_JOBS);
    let mut client = roles::session(&db, "service_role");
    let claim = "select user_id from claim_jobs(quantity => 1000)";
    let first = texts(&mut client, claim);
    assert!(!first.is_empty(), "a claim answered nothing while a job waited");
    let mut claimed = first;
    loop {
        let more = texts(&mut client, claim);
        if more.is_empty() {
            break;
        }
        claimed.extend(more);
    }
    claimed.sort();
    let expected = ["a string of control characters", "good", "nesting", "one long number", "ones"];
    assert_eq!(claimed, expected);
    let failed = "select user_id from jobs join job_runs on job_id = jobs.id
        where job_runs.status = 'failed' and error ~ '^payload is too large to be handed out' order by 1";
    assert_eq!(texts(&mut client, failed), OVERSIZED);
    assert_eq!(texts(&mut client, claim), [""; 0]);
}
