//! `dragonfly dead-letters`

use std::time::Duration;

use dragonfly_tests::wait;
use rustix::process::Signal;
use serde_json::json;

use crate::dragonfly::Database;
use crate::terminal;

/// So many jobs of `ingest_raw` that nobody could do.
pub fn database(letters: usize) -> Database {
    let mut database = Database::new();
    database.execute(&format!(
        "select workers.enqueue('ingest_raw', jsonb_build_object(
             'org_id', gen_random_uuid(), 'idempotency_key', 'job:' || number,
             'entity_type', 'batch', 'entity_id', number::text,
             'payload', jsonb_build_object('amount', 1.10)))
         from generate_series(1, {letters}) as number;
         select workers.fail('ingest_raw', msg_id, '00000000-0000-4000-8000-000000000001',
                             'cannot parse line 3', false)
         from workers.poll('ingest_raw', '00000000-0000-4000-8000-000000000001', 1000, 600)",
    ));
    assert_eq!(database.depth("dead_letter"), i64::try_from(letters).unwrap());
    database
}

#[test]
fn list_shows_them_and_changes_nothing() {
    let mut database = database(3);
    let operator = database.operator();
    let said = operator.run(&["dead-letters", "list"]).ok();
    let mut lines = said.lines();
    let head: Vec<_> = lines.next().unwrap().split_whitespace().collect();
    assert_eq!(head, ["ID", "QUEUE", "KEY", "AGE", "ATTEMPTS", "SAID", "ERROR"]);
    let first = lines.next().unwrap();
    for word in ["ingest_raw", "job:1", "cannot parse line 3", "Not retryable"] {
        assert!(first.contains(word), "{said}");
    }
    assert!(said.ends_with("\n3 dead letters\n"), "{said}");
    let listed = operator.run(&["dead-letters", "list", "--limit", "2", "--json"]).json();
    assert_eq!(
        (listed["total"].clone(), listed["dead_letters"].as_array().unwrap().len()),
        (json!(3), 2)
    );
    assert_eq!(listed["dead_letters"][0]["original_queue"], "ingest_raw");
    let other = ["dead-letters", "list", "--queue", "comms_outbound"];
    assert_eq!(operator.run(&other).ok(), "no dead letters\n");
    assert_eq!(database.depth("dead_letter"), 3);
}

#[test]
fn replay_sends_jobs_back_as_they_were() {
    let mut database = database(3);
    let operator = database.operator();
    let dry = operator.run(&["dead-letters", "replay", "--dry-run"]).ok();
    assert_eq!(dry, "would replay 3 jobs\n");
    assert_eq!(database.depth("ingest_raw"), 0);
    let some = operator.run(&["dead-letters", "replay", "--limit", "2", "--yes", "--json"]).json();
    assert_eq!((&some["replayed"], &some["skipped"]), (&json!(2), &json!(0)));
    assert!(some["dead_letters"][0]["new_msg_id"].is_i64(), "{some}");
    assert_eq!((database.depth("ingest_raw"), database.depth("dead_letter")), (2, 1));
    let amount: String =
        database.one("select message #>> '{payload,amount}' from pgmq.q_ingest_raw limit 1");
    assert_eq!(amount, "1.10");
    let rest = ["dead-letters", "replay", "--queue", "ingest_raw", "--yes"];
    assert_eq!(operator.run(&rest).ok(), "replayed 1 job\n");
    let nothing = operator.run(&rest);
    assert_eq!((nothing.code, nothing.stdout.as_str()), (3, "nothing to replay\n"), "{nothing:?}");
}

#[test]
fn nothing_is_changed_without_a_yes() {
    let mut database = database(2);
    let operator = database.operator();
    for arguments in
        [&["dead-letters", "replay"][..], &["dead-letters", "purge", "--older-than", "0"][..]]
    {
        let piped = operator.run(arguments).refused(2);
        assert!(piped.contains("hint: give --yes where nobody can be asked"), "{piped}");
        let (no, code) = terminal::run(operator.command(arguments), 100, "n\n");
        assert_eq!(code, Some(0), "{no}");
        assert!(no.contains("[y/N]") && no.contains("nothing was changed"), "{no}");
        assert_eq!(database.depth("dead_letter"), 2);
    }
    let (yes, code) = terminal::run(operator.command(&["dead-letters", "replay"]), 100, "y\n");
    assert_eq!(code, Some(0), "{yes}");
    assert!(yes.contains("Send 2 jobs back to their queues? [y/N]"), "{yes}");
    assert!(yes.contains("replayed 2 jobs"), "{yes}");
    assert_eq!(database.depth("ingest_raw"), 2);
}

#[test]
fn purge_removes_what_is_old_enough() {
    let mut database = database(3);
    let operator = database.operator();
    let old = ["dead-letters", "purge", "--older-than", "30 days", "--yes"];
    assert_eq!(operator.run(&old).ok(), "removed 0 dead letters\n");
    database.execute(
        "update pgmq.q_dead_letter set enqueued_at = now() - interval '31 days',
             message = message || jsonb_build_object('moved_to_dlq_at', now() - interval '31 days')
         where msg_id = 1;
         update workers.dead_letter_log set moved_to_dlq_at = now() - interval '31 days'
         where original_job_id = 1",
    );
    let dry = [&old[..4], &["--dry-run"]].concat();
    assert_eq!(operator.run(&dry).ok(), "would remove 1 dead letter\n");
    assert_eq!(database.depth("dead_letter"), 3);
    assert_eq!(
        operator.run(&[&old[..], &["--json"]].concat()).json(),
        json!({"purged": 1, "dry_run": false})
    );
    assert_eq!(database.depth("dead_letter"), 2);
    for wrong in ["banana", "-1 day", "2000 years"] {
        let older_than = format!("--older-than={wrong}");
        let said = operator.run(&["dead-letters", "purge", &older_than, "--yes"]).refused(2);
        assert!(said.contains(&format!("error: --older-than {wrong:?}: ")), "{said}");
        assert!(said.contains("hint: write it as Postgres does: '30 days'"), "{said}");
    }
    assert!(operator.run(&["dead-letters", "purge", "--yes"]).refused(2).contains("--older-than"));
    assert_eq!(database.depth("dead_letter"), 2);
}

#[test]
fn a_replay_that_is_killed_leaves_every_job_in_one_place() {
    let mut database = database(1000);
    let operator = database.operator();
    let arguments = ["dead-letters", "replay", "--limit", "1000", "--yes"];
    let mut running = operator.start(&arguments);
    let began = wait::until(Duration::from_secs(30), || database.depth("ingest_raw") > 0);
    assert!(began, "nothing was replayed");
    running.signal(Signal::KILL);
    assert_eq!(running.ended(), None, "it ended before it was killed");
    let idle = "select not exists (select from pg_stat_activity
                where application_name = 'dragonfly' and datname = current_database())";
    assert!(wait::until(Duration::from_secs(30), || database.one(idle)));
    let (back, left) = (database.depth("ingest_raw"), database.depth("dead_letter"));
    assert_eq!((back + left, back % 100), (1000, 0), "{back} and {left}");
    operator.run(&arguments).ok();
    let keys = "select count(distinct message ->> 'idempotency_key') from pgmq.q_ingest_raw";
    assert_eq!((database.depth("ingest_raw"), database.one::<i64>(keys)), (1000, 1000));
}

#[test]
fn many_are_replayed_with_progress_on_a_terminal() {
    let mut database = database(250);
    let arguments = ["dead-letters", "replay", "--limit", "250", "--yes"];
    let operator = database.operator();
    let (drawn, code) = terminal::run(operator.command(&arguments), 80, "");
    assert_eq!(code, Some(0), "{drawn}");
    assert!(drawn.contains(" %  100 jobs") || drawn.contains(" %  200 jobs"), "{drawn}");
    assert!(drawn.contains("replayed 250 jobs"), "{drawn}");
    assert_eq!(database.depth("ingest_raw"), 250);
}
