//! `dragonfly peek` and `dragonfly job`: a look at messages and jobs, which stay where they are

use serde_json::json;

use crate::dragonfly::Database;
use crate::terminal;

fn database() -> Database {
    let mut database = Database::new();
    database.execute(
        "select public.queue_job('{\"kind\": \"enrich\", \"idempotency_key\": \"a\", \"payload\": {\"amount\": 1.10}}');
         select public.queue_job('{\"kind\": \"enrich\", \"idempotency_key\": \"b\"}');
         select public.dequeue_job('enrich');
         select public.queue_job('{\"kind\": \"enrich\", \"idempotency_key\": \"c\", \"delay_seconds\": 600}');
         select public.queue_job(jsonb_build_object('kind', 'enrich', 'idempotency_key', 'd', 'payload',
             jsonb_build_object('long', (select string_agg(md5(n::text), '') from generate_series(1, 300) as n))))",
    );
    database
}

#[test]
fn peek_shows_messages_and_takes_none() {
    let mut database = database();
    let operator = database.operator();
    let before: String =
        database.one("select string_agg(q::text, '' order by msg_id) from pgmq.q_enrich as q");
    let (drawn, code) = terminal::run(operator.command(&["peek", "enrich"]), 80, "");
    assert_eq!(code, Some(0), "{drawn}");
    let lines = terminal::lines(&drawn);
    assert!(lines.iter().skip(1).all(|line| line.chars().count() <= 80), "{lines:#?}");
    let said = operator.run(&["peek", "q_enrich"]).ok();
    let words: Vec<Vec<_>> = said.lines().map(|line| line.split_whitespace().collect()).collect();
    assert_eq!(words[0], ["ID", "STATE", "AGE", "READS", "KEY", "MESSAGE"]);
    let states: Vec<_> = words[1..].iter().map(|line| line[1]).collect();
    assert_eq!(states, ["taken", "waiting", "delayed", "waiting"]);
    assert!(said.lines().nth(1).unwrap().contains("\"amount\": 1.10"), "{said}");
    assert!(said.lines().nth(4).unwrap().ends_with(" bytes)"), "{said}");
    let after: String =
        database.one("select string_agg(q::text, '' order by msg_id) from pgmq.q_enrich as q");
    assert_eq!(before, after);
}

#[test]
fn peek_has_the_messages_whole_as_json() {
    let operator = database().operator();
    let peek = operator.run(&["peek", "enrich", "--limit", "1", "--json"]).json();
    assert_eq!(peek["messages"].as_array().unwrap().len(), 1);
    assert_eq!(peek["messages"][0]["idempotency_key"], "a");
    let peek = operator.run(&["peek", "enrich", "--json"]).json();
    let long = peek["messages"][3]["message"]["payload"]["long"].as_str().unwrap();
    assert_eq!(long.len(), 32 * 300);
    assert_eq!(operator.run(&["peek", "outreach"]).ok(), "the queue is empty\n");
    let said = operator.run(&["peek", "enrch"]).refused(1);
    assert!(said.contains("error: there is no queue \"enrch\"\nhint: "), "{said}");
}

#[test]
fn job_says_where_a_job_is() {
    let mut database = database();
    let operator = database.operator();
    let said = |key: &str| operator.run(&["job", "enrich", key]).ok();
    assert!(said("a").starts_with("job a of enrich is in flight: it was taken 1 time\n"));
    assert!(said("b").starts_with("job b of enrich is queued"), "{}", said("b"));
    assert!(said("b").contains("\nmsg_id        2\n"), "{}", said("b"));
    database.execute("select public.pgmq_delete('enrich', 1)");
    assert!(said("a").starts_with("job a of enrich is done"), "{}", said("a"));
    let status = operator.run(&["job", "enrich", "b", "--json"]).json();
    assert_eq!((&status["msg_id"], &status["state"]), (&json!(2), &json!("queued")));
    let unknown = operator.run(&["job", "enrich", "nobody"]);
    assert_eq!(unknown.code, 1, "{unknown:?}");
    assert_eq!(unknown.stdout, "nothing is known of job nobody of enrich\n");
    assert_eq!(operator.run(&["job", "enrich", "nobody", "--json"]).json_with(1), json!(null));
    assert!(operator.run(&["job", "enrch", "b"]).refused(1).contains("queue_job_status"));
}
