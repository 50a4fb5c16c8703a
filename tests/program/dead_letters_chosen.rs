//! `dragonfly dead-letters`: one letter, and those that were chosen.

use dragonfly_tests::wait;
use serde_json::{Value, json};
use std::time::Duration;

use crate::dead_letters;
use crate::dragonfly::Database;
use crate::terminal;

/// Letters 1 to 4 of `ingest_raw`; 5 of `simplicity_ingest`, which timed out; 6 that is no envelope.
fn database() -> Database {
    let mut database = dead_letters::database(4);
    database.execute(
        "select workers.enqueue('simplicity_ingest', jsonb_build_object(
             'org_id', gen_random_uuid(), 'idempotency_key', 'slow', 'entity_type', 'batch',
             'entity_id', '9', 'payload', '{}'::jsonb));
         select workers.fail('q_simplicity_ingest', msg_id, '00000000-0000-4000-8000-000000000001',
                             'Timed Out' || E'\\n  after 30 s', false)
         from workers.poll('simplicity_ingest', '00000000-0000-4000-8000-000000000001', 1, 600);
         select pgmq.send('ingest_raw', '{\"idempotency_key\": \"odd\"}');
         select from workers.poll('ingest_raw', '00000000-0000-4000-8000-000000000001')",
    );
    assert_eq!(database.depth("dead_letter"), 6);
    database
}

fn ids(listed: &Value) -> Vec<i64> {
    let letters = listed["dead_letters"].as_array().unwrap();
    letters.iter().map(|letter| letter["msg_id"].as_i64().unwrap()).collect()
}

#[test]
fn list_chooses_by_id_key_error_and_queue() {
    let operator = database().operator();
    let chosen = |options: &[&str]| {
        ids(&operator.run(&[&["dead-letters", "list", "--json"], options].concat()).json())
    };
    assert_eq!(chosen(&["--id", "2", "--id", "5"]), [2, 5]);
    assert_eq!(chosen(&["--key", "job:3", "--key", "slow"]), [3, 5]);
    assert_eq!(chosen(&["--error", "timed out"]), [5]);
    assert_eq!(chosen(&["--error", "FIELD REQUIRED"]), [6]);
    assert_eq!(chosen(&["--queue", "q_simplicity_ingest"]), [5]);
    assert_eq!(chosen(&["--error", "not retryable", "--queue", "ingest_raw", "--id", "1"]), [1]);
    assert_eq!(chosen(&["--error", "100%"]), [0_i64; 0]);
    let said = operator.run(&["dead-letters", "list", "--limit", "2"]).ok();
    assert!(said.ends_with("\nshowing 2 of 6 dead letters; --limit shows more\n"), "{said}");
}

#[test]
fn the_worker_s_words_fit_a_terminal_of_80_columns() {
    let operator = database().operator();
    let (drawn, code) = terminal::run(operator.command(&["dead-letters", "list"]), 80, "");
    assert_eq!(code, Some(0), "{drawn}");
    let lines = terminal::lines(&drawn);
    assert!(lines.iter().skip(1).all(|line| line.chars().count() <= 80), "{lines:#?}");
    let head = lines.iter().find(|line| line.starts_with("ID")).unwrap();
    let words: Vec<_> = head.split_whitespace().collect();
    assert_eq!(words, ["ID", "QUEUE", "KEY", "AGE", "ATTEMPTS", "SAID"]);
    let line = |word: &str| lines.iter().find(|line| line.contains(word)).unwrap().clone();
    assert!(line("job:1").ends_with("cannot parse line 3"), "{lines:#?}");
    assert!(line("slow").ends_with("Timed Out after 30 s"), "{lines:#?}");
    assert!(line("odd").contains("org_id: Field"), "{lines:#?}");
}

#[test]
fn show_has_the_letter_whole() {
    let operator = database().operator();
    let said = operator.run(&["dead-letters", "show", "1"]).ok();
    for line in [
        "id        1",
        "queue     ingest_raw",
        "key       job:1",
        "error     Not retryable",
        "said      cannot parse line 3",
        "replay    possible",
        "payload",
    ] {
        assert!(said.lines().any(|shown| shown == line), "{line}: {said}");
    }
    assert!(said.contains("        \"amount\": 1.10\n"), "{said}");
    let run = operator.run(&["dead-letters", "show", "6", "--json"]);
    let letter = run.json();
    assert_eq!(letter["payload"], json!({"idempotency_key": "odd"}));
    assert_eq!(letter["validation_errors"][0]["loc"], json!(["org_id"]));
    let said = operator.run(&["dead-letters", "show", "99"]).refused(1);
    assert!(said.contains("error: there is no dead letter 99\nhint: "), "{said}");
}

#[test]
fn a_queue_that_is_not_there_is_an_error() {
    let mut database = database();
    let operator = database.operator();
    for action in [&["list"][..], &["replay", "--yes"], &["purge", "--yes"]] {
        let arguments = [&["dead-letters"], action, &["--queue", "ingest_rw"]].concat();
        let said = operator.run(&arguments).refused(1);
        assert!(said.contains("error: there is no queue \"ingest_rw\"\nhint: "), "{said}");
    }
    // One that was dropped is known by its letters.
    database.execute(
        "update pgmq.q_dead_letter set message = message || '{\"original_queue\": \"dropped\"}'
         where msg_id = 5",
    );
    let listed = operator.run(&["dead-letters", "list", "--queue", "dropped", "--json"]);
    assert_eq!(listed.json()["dead_letters"][0]["action"], "skipped");
}

#[test]
fn replay_sends_back_what_was_chosen_and_nothing_else() {
    let mut database = database();
    let operator = database.operator();
    let dry = ["dead-letters", "replay", "--key", "job:3", "--dry-run"];
    assert_eq!(operator.run(&dry).ok(), "would replay 1 job\n");
    let one = operator.run(&["dead-letters", "replay", "--key", "job:3", "--yes", "--json"]).json();
    assert_eq!((&one["replayed"], ids(&one)), (&json!(1), vec![3]));
    let key = "select message ->> 'idempotency_key' from pgmq.q_ingest_raw";
    assert_eq!(database.one::<String>(key), "job:3");
    let some = ["dead-letters", "replay", "--error", "not retryable", "--limit", "2", "--yes"];
    let run = operator.run(&some);
    assert!(run.stderr.contains("2 dead letters more"), "{run:?}");
    assert_eq!(run.ok(), "replayed 2 jobs\n");
    let left = ids(&operator.run(&["dead-letters", "list", "--json"]).json());
    assert_eq!(left, [4, 5, 6]);
    assert_eq!(operator.run(&["dead-letters", "replay", "--id", "3", "--yes"]).code, 3);
}

#[test]
fn a_letter_that_arrives_meanwhile_is_not_sent_back_in_another_s_place() {
    let mut database = database();
    // A letter like the first one arrives while the first batch is being taken.
    database.execute(
        "create function public.arrive() returns trigger language plpgsql as $$ begin
             insert into pgmq.q_dead_letter (vt, message)
             select now(), message || '{\"idempotency_key\": \"late\"}' from pgmq.q_dead_letter limit 1;
             return null;
         end $$;
         create trigger arrive after insert on pgmq.q_ingest_raw
         for each statement execute function public.arrive()",
    );
    let operator = database.operator();
    operator.run(&["dead-letters", "replay", "--id", "2", "--id", "4", "--yes"]).ok();
    let left = ids(&operator.run(&["dead-letters", "list", "--json"]).json());
    assert_eq!(left[..4], [1, 3, 5, 6]);
    // Two sessions that want different letters do not take each other's.
    let mut other = database.connect();
    let mut holder = other.transaction().unwrap();
    holder.batch_execute("select from pgmq.q_dead_letter where msg_id = 1 for update").unwrap();
    let run = operator.run(&["dead-letters", "replay", "--id", "1", "--id", "3", "--yes"]);
    assert_eq!(run.ok(), "replayed 1 job\n");
    holder.rollback().unwrap();
    let left = ids(&operator.run(&["dead-letters", "list", "--json"]).json());
    assert_eq!(left[..3], [1, 5, 6]);
}

#[test]
fn a_replay_that_is_over_holds_no_letter() {
    let mut database = database();
    let operator = database.operator();
    operator.run(&["dead-letters", "replay", "--id", "1", "--yes"]).ok();
    let idle =
        "select not exists (select from pg_stat_activity where application_name = 'dragonfly'
                                   and datname = current_database())";
    assert!(wait::until(Duration::from_secs(30), || database.one(idle)));
    let free =
        "select count(*) from (select from pgmq.q_dead_letter for update skip locked) as free";
    assert_eq!(database.one::<i64>(free), 5);
}

#[test]
fn purge_removes_what_was_chosen_and_resolves_it() {
    let mut database = database();
    let operator = database.operator();
    let purge = |options: &[&str]| {
        operator.run(&[&["dead-letters", "purge", "--yes"], options].concat()).ok()
    };
    assert_eq!(
        purge(&["--queue", "simplicity_ingest", "--dry-run"]),
        "would remove 1 dead letter\n"
    );
    assert_eq!(purge(&["--error", "field required"]), "removed 1 dead letter\n");
    assert_eq!(purge(&["--id", "1", "--key", "job:1"]), "removed 1 dead letter\n");
    assert_eq!(purge(&["--id", "2", "--key", "job:1"]), "removed 0 dead letters\n");
    assert_eq!(
        purge(&["--queue", "ingest_raw", "--older-than", "1 day"]),
        "removed 0 dead letters\n"
    );
    assert_eq!(purge(&["--queue", "ingest_raw", "--older-than", "0"]), "removed 3 dead letters\n");
    let open: i64 =
        database.one("select count(*) from workers.dead_letter_log where resolved_at is null");
    assert_eq!((open, database.depth("dead_letter")), (1, 1));
}
