//! `dragonfly enqueue KIND KEY`

use serde_json::{Value, json};

use crate::dragonfly::Database;

#[test]
fn a_job_lands_on_its_queue_and_its_id_is_printed() {
    let mut database = Database::new();
    let payload = r#"{"amount": 1.10, "judgment_id": 12345678901234567890}"#;
    let run = database.operator().run(&["enqueue", "enrich", "case:4711", "--payload", payload]);
    let id: i64 = run.ok().trim().parse().unwrap();
    let body: String = database.one(&format!(
        "select (message - 'enqueued_at')::text from pgmq.q_enrich where msg_id = {id}"
    ));
    // Digits as they were written: the number would not survive a way through floating point.
    assert_eq!(
        body,
        r#"{"kind": "enrich", "payload": {"amount": 1.10, "judgment_id": 12345678901234567890}, "idempotency_key": "case:4711"}"#
    );
}

#[test]
fn a_repeated_key_answers_the_first_id() {
    let mut database = Database::new();
    let operator = database.operator();
    let arguments = ["enqueue", "outreach", "letter:1", "--json"];
    let first = operator.run(&arguments).json();
    assert_eq!(operator.run(&arguments).json(), first);
    assert_eq!(first["kind"], "outreach");
    assert_eq!(first["idempotency_key"], "letter:1");
    assert!(first["msg_id"].is_i64());
    assert_eq!(database.depth("outreach"), 1);
}

#[test]
fn a_payload_comes_from_a_file_or_from_standard_input() {
    let mut database = Database::new();
    let operator = database.operator();
    operator.file("payload.json", "{\"from\": \"file\"}\n");
    operator.run(&["enqueue", "enforce", "f", "--payload", "@payload.json"]).ok();
    let piped = ["enqueue", "enforce", "s", "--payload", "-"];
    operator.run_with_input(&piped, "{\"from\": \"stdin\"}").ok();
    let sources: Value = database
        .one("select jsonb_agg(message #> '{payload,from}' order by msg_id) from pgmq.q_enforce");
    assert_eq!(sources, json!(["file", "stdin"]));
}

#[test]
fn a_job_can_be_put_off() {
    let mut database = Database::new();
    let operator = database.operator();
    operator.run(&["enqueue", "enrich", "d", "--delay-seconds", "3600"]).ok();
    operator.run(&["enqueue", "enrich", "r", "--run-at", "2001-01-31T09:00:00Z"]).ok();
    let waits: Vec<bool> = database.one(
        "select array_agg(vt > now() + interval '59 minutes' order by msg_id) from pgmq.q_enrich",
    );
    assert_eq!(waits, [true, false]);
    let said = operator.run(&["enqueue", "enrich", "n", "--delay-seconds", "-1"]).refused(1);
    assert!(said.contains("delay_seconds must be an integer from 0 to 31536000"), "{said}");
}

#[test]
fn a_wrong_kind_is_refused_in_the_database_s_words() {
    let mut database = Database::new();
    let said = database.operator().run(&["enqueue", "enrichment", "k"]).refused(1);
    assert!(said.contains("error: queue_job: unsupported kind enrichment\n"), "{said}");
    assert!(said.contains("detail: kind is enrichment\n"), "{said}");
    assert!(said.contains("hint: ") && said.contains("case_copilot"), "{said}");
    assert_eq!(database.depth("enrich"), 0);
}

#[test]
fn a_payload_that_is_no_json_is_refused_before_a_database_is_asked() {
    let operator = crate::dragonfly::Operator::new();
    let said = operator.run(&["enqueue", "enrich", "k", "--payload", "{judgment: 1}"]).refused(2);
    assert!(said.starts_with("error: --payload: no JSON: "), "{said}");
    assert!(said.contains("hint: the payload is a JSON object"), "{said}");
    let said = operator.run(&["enqueue", "enrich", "k", "--payload", "@gone.json"]).refused(2);
    assert!(said.starts_with("error: cannot read gone.json: "), "{said}");
}

#[test]
fn a_payload_that_is_no_object_is_refused_by_the_database() {
    let said =
        Database::new().operator().run(&["enqueue", "enrich", "k", "--payload", "[1]"]).refused(1);
    assert!(said.contains("queue_job: payload must be a JSON object"), "{said}");
}

#[test]
fn a_database_without_the_extension_is_no_finding_about_the_job() {
    let said = Database::bare().operator().run(&["enqueue", "enrich", "k"]).refused(2);
    assert!(said.contains("CREATE EXTENSION dragonfly_queue CASCADE"), "{said}");
}
