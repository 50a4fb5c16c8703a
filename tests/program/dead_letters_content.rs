//! `dragonfly dead-letters`: those of content are among the others.

use serde_json::json;

use crate::dead_letters;
use crate::dragonfly::Database;

/// Two letters of `ingest_raw`; two of `content`; one of `content` that names no job.
fn database() -> Database {
    let mut database = dead_letters::database(2);
    database.execute(
        "select create_content_job('article', p_payload => '{\"amount\": 1.10}') from generate_series(1, 2);
         select fail_stage('content', msg_id, (message ->> 'job_id')::uuid, 'research',
                           '{\"message\": \"no sources\", \"code\": 7}', false)
         from dequeue_stage_batch('content');
         select pgmq.send('content', '{\"odd\": true}');
         select from dequeue_stage('content')",
    );
    database
}

#[test]
fn one_list_has_them_all() {
    let mut database = database();
    let operator = database.operator();
    let listed = operator.run(&["dead-letters", "list", "--json"]).json();
    let ids: Vec<_> =
        listed["dead_letters"].as_array().unwrap().iter().map(|letter| &letter["id"]).collect();
    assert_eq!(ids, ["1", "2", "c1", "c2", "c3"]);
    let letter = &listed["dead_letters"][2];
    assert_eq!((&letter["source"], &letter["msg_id"]), (&json!("content"), &json!(null)));
    assert_eq!(
        (&letter["original_queue"], &letter["stage"]),
        (&json!("content"), &json!("research"))
    );
    assert_eq!(
        (&letter["said"], &letter["error"]),
        (&json!("no sources"), &json!("not_retryable"))
    );
    assert_eq!(listed["dead_letters"][4]["action"], "skipped");
    let said =
        operator.run(&["dead-letters", "list", "--queue", "content", "--error", "SOURCES"]).ok();
    assert!(said.ends_with("\n2 dead letters\n"), "{said}");
    let job = letter["job_id"].as_str().unwrap();
    let by_job = operator.run(&["dead-letters", "list", "--key", job, "--json"]).json();
    assert_eq!(by_job["total"], 1);
    let shown = operator.run(&["dead-letters", "show", "c1"]).ok();
    for line in [
        "id        c1",
        "queue     content",
        "stage     research",
        "said      no sources",
        "replay    possible",
    ] {
        assert!(shown.lines().any(|shown| shown == line), "{line}: {shown}");
    }
    assert!(
        shown.contains(&format!("\njob       {job}\n")) && shown.contains("\"amount\": 1.10"),
        "{shown}"
    );
    let queues = operator.run(&["queues", "--json"]).json();
    let content =
        queues["queues"].as_array().unwrap().iter().find(|queue| queue["queue_name"] == "content");
    assert_eq!(content.unwrap()["dead_letters"], 3);
    let doctor = database.operator().run(&["doctor"]).all();
    assert!(doctor.contains("content has 3 unresolved; ingest_raw has 2 unresolved"), "{doctor}");
    assert_eq!(database.depth("content"), 0);
}

#[test]
fn replay_sends_both_kinds_back_and_leaves_what_cannot_go() {
    let mut database = database();
    let operator = database.operator();
    let dry = ["dead-letters", "replay", "--dry-run"];
    assert_eq!(operator.run(&dry).ok(), "would replay 4 jobs, 1 skipped\n");
    let chosen = ["dead-letters", "replay", "--id", "c2", "--id", "1", "--yes"];
    assert_eq!(operator.run(&chosen).ok(), "replayed 2 jobs\n");
    assert_eq!((database.depth("content"), database.depth("ingest_raw")), (1, 1));
    let run = operator.run(&["dead-letters", "replay", "--yes"]);
    assert!(run.stderr.contains("warning: dead letter c3 stays: "), "{run:?}");
    assert_eq!(run.ok(), "replayed 2 jobs, 1 skipped\n");
    let payload: serde_json::Value =
        database.one("select message -> 'payload' from pgmq.q_content limit 1");
    assert_eq!(payload.to_string(), "{\"amount\":1.1}");
    assert_eq!(operator.run(&["dead-letters", "replay", "--yes"]).code, 3);
}

#[test]
fn what_another_session_holds_is_left_out() {
    let database = database();
    let operator = database.operator();
    let mut other = database.connect();
    let mut holder = other.transaction().unwrap();
    holder.batch_execute("select from pgmq.q_dead_letter where msg_id = 1 for update").unwrap();
    assert_eq!(
        operator.run(&["dead-letters", "replay", "--id", "2", "--yes"]).ok(),
        "replayed 1 job\n"
    );
    assert_eq!(
        operator.run(&["dead-letters", "replay", "--id", "1", "--yes"]).ok(),
        "replayed 0 jobs\n"
    );
    holder.rollback().unwrap();
    assert_eq!(
        operator.run(&["dead-letters", "replay", "--id", "1", "--yes"]).ok(),
        "replayed 1 job\n"
    );
}

#[test]
fn purge_takes_both_kinds() {
    let mut database = database();
    let operator = database.operator();
    let purge = |options: &[&str]| {
        operator.run(&[&["dead-letters", "purge", "--yes"], options].concat()).ok()
    };
    assert_eq!(purge(&["--older-than", "1 day"]), "removed 0 dead letters\n");
    assert_eq!(purge(&["--id", "c3", "--id", "2"]), "removed 2 dead letters\n");
    assert_eq!(purge(&["--older-than", "0"]), "removed 3 dead letters\n");
    assert_eq!(database.one::<i64>("select count(*) from content_dead_letters"), 0);
    for wrong in ["c", "x1", "c+1", "1c"] {
        let said = operator.run(&["dead-letters", "show", wrong]).refused(2);
        assert!(said.contains("an id is a number, with c before it for content"), "{said}");
    }
}
