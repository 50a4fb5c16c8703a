//! How much one call hands out: what is beyond goes back as if nobody had looked at it, and comes next.

use postgres::Client;

use super::ammunition::peak;
use crate::roles;
use crate::support::{Db, From, database, text, texts};

/// 2.8 MB of text, 16.7 MB as jsonb: two of these are a batch, three are more than 32 MiB.
const LARGE: &str = "create table large as
    select ('{\"a\": [1' || repeat(',1', 1390000 - 1) || ']}')::jsonb as value";

/// A reader: how one message is sent, a table of what waits untouched, and what a read answers.
struct Reader {
    send: &'static str,
    untouched: &'static str,
    read: &'static str,
    messages: usize,
    /// How many of them fit into one answer.
    fitting: usize,
}

const JOBS: Reader = Reader {
    send: "select pgmq.send('enrich', value) from large",
    untouched: "select count(*) from pgmq.q_enrich where read_ct = 0 and vt <= clock_timestamp()",
    read: "select job ->> 'msg_id' from dequeue_jobs('enrich', 60, 600) as job",
    messages: 60,
    fitting: 2,
};

const ENVELOPES: Reader = Reader {
    send: "select pgmq.send('own_queue', value) from large",
    untouched: "select count(*) from pgmq.q_own_queue where read_ct = 0 and vt <= clock_timestamp()",
    read: "select msg_id from workers.poll('own_queue', '00000000-0000-4000-8000-000000000001', 60)",
    messages: 9,
    fitting: 2,
};

const STAGES: Reader = Reader {
    send: "select create_content_job('article', p_payload => value) from large",
    untouched: "select count(*) from pgmq.q_content where read_ct = 0 and vt <= clock_timestamp()",
    read: "select msg_id from dequeue_stage_batch('content', 600, 60)",
    messages: 9,
    fitting: 2,
};

/// 1 MiB is the most that a job's payload may have. Runs begin in groups of sixteen.
const CLAIMS: Reader = Reader {
    send: "select create_job('tech_rfp_report', jsonb_build_object('package_id', 'p', 'x', repeat('x', 1000000)))",
    untouched: "select count(*) from dragonfly.job_queue where attempts = 0 and run_id is null",
    read: "select job_id from claim_jobs(quantity => 1000)",
    messages: 100,
    fitting: 48,
};

impl Reader {
    fn fill(&self, client: &mut Client) {
        for _ in 0..self.messages {
            client.batch_execute(self.send).unwrap();
        }
    }

    fn untouched(&self, client: &mut Client) -> usize {
        text(client, self.untouched).parse().unwrap()
    }
}

fn place() -> Db<'static> {
    let db = database(From::Installed);
    db.run(LARGE);
    db.run(
        "grant select on large to public;
         select workers.create_queue('own_queue');
         insert into workers.queue_policy (queue_name, envelope) values ('own_queue', false);",
    );
    db
}

/// All of it comes, each once, and never more than fits, nor more in memory.
#[track_caller]
fn comes_in_pieces(db: &Db<'_>, reader: &Reader) {
    let mut observer = db.connect();
    reader.fill(&mut observer);
    let mut came: Vec<String> = Vec::new();
    let mut client = roles::session(db, "service_role");
    let before = peak(&mut client);
    while came.len() < reader.messages {
        let piece = texts(&mut client, reader.read);
        let left = reader.messages - came.len();
        assert_eq!(piece.len(), left.min(reader.fitting), "{} after {}", reader.read, came.len());
        came.extend(piece);
        assert_eq!(
            reader.untouched(&mut observer),
            reader.messages - came.len(),
            "{}",
            reader.read
        );
    }
    came.sort();
    came.dedup();
    assert_eq!(came.len(), reader.messages, "{}", reader.read);
    assert_eq!(texts(&mut client, reader.read), [""; 0]);
    let grown = (peak(&mut client) - before) >> 20;
    assert!(grown < 400, "{}: {grown} MiB", reader.read);
}

#[test]
fn sixty_large_jobs_come_two_at_a_time() {
    comes_in_pieces(&place(), &JOBS);
}

#[test]
fn large_envelopes_come_two_at_a_time() {
    comes_in_pieces(&place(), &ENVELOPES);
}

#[test]
fn large_stages_come_two_at_a_time() {
    comes_in_pieces(&place(), &STAGES);
}

#[test]
fn a_claim_of_a_thousand_large_jobs_takes_what_fits_and_leaves_the_others_as_they_were() {
    comes_in_pieces(&place(), &CLAIMS);
}
