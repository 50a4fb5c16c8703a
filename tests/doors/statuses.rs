//! What does not exist is 404, what was not set up is 500.

use std::process::Command;

use dragonfly_tests::Caller;

use crate::place::{Door, Refusal, id, refusal};

const SERVICE: Caller = Caller::Role("service_role");

#[test]
fn an_unknown_queue_is_404() {
    let door = Door::open("unknown_queue");
    for (function, body) in [
        ("pgmq_delete", r#"{"queue_name": "nowhere", "msg_id": 1}"#),
        ("pgmq_delete_many", r#"{"queue_name": "nowhere", "msg_ids": [1]}"#),
    ] {
        let expected = Refusal {
            status: 404,
            code: "PT404".into(),
            message: format!("{function}: queue nowhere does not exist"),
            hint: "SELECT queue_name FROM pgmq.list_queues() lists the queues.".into(),
        };
        assert_eq!(refusal(&door.call(function, SERVICE, body)), expected);
    }
}

#[test]
fn the_name_of_an_unknown_queue_cannot_write_into_the_answers_head() {
    // PostgREST puts the message of a PT404 into the status line, as it comes.
    let door = Door::open("status_line");
    let long = "q".repeat(100_000);
    for name in [r"x\r\nSet-Cookie: stolen=1\r\nX-Rest: y", r"x\nSet-Cookie: stolen=1", &long] {
        let head = head(&door, &format!(r#"{{"queue_name": "{name}", "msg_id": 1}}"#));
        let (status_line, headers) = head.split_once('\n').unwrap();
        let shown: String = head.chars().take(200).collect();
        assert!(status_line.starts_with("HTTP/1.1 404"), "{shown}");
        assert!(status_line.len() < 1000, "{} bytes: {shown}", status_line.len());
        assert!(!headers.to_lowercase().contains("set-cookie"), "{shown}");
    }
}

/// Status line and headers of what `pgmq_delete` answers.
fn head(door: &Door, body: &str) -> String {
    let token = door.rest.token(SERVICE).unwrap();
    let output = Command::new("curl")
        .args(["--silent", "--dump-header", "-", "--output", "/dev/null", "--data", body])
        .args(["--header", "Content-Type: application/json"])
        .args(["--header", &format!("Authorization: Bearer {token}")])
        .arg(format!("{}/rpc/pgmq_delete", door.rest.url))
        .output()
        .unwrap();
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn a_missing_table_is_500_until_install_brings_it_back() {
    let door = Door::open("missing_table");
    let body = r#"{"kind": "enrich", "idempotency_key": "k"}"#;
    door.client().batch_execute("drop table pgmq.q_enrich").unwrap();
    let refused = refusal(&door.queue_job(body));
    let expected = Refusal {
        status: 500,
        code: "55000".into(),
        message: "queue_job: set-up is incomplete".into(),
        hint: "run SELECT dragonfly.install()".into(),
    };
    assert_eq!(refused, expected);
    door.client().batch_execute("select dragonfly.install()").unwrap();
    assert_eq!(id(&door.queue_job(body)), 1);
}

#[test]
fn what_is_not_a_public_function_is_404_for_everybody() {
    let door = Door::open("not_public");
    for function in ["ack_job", "install", "doctor", "purge_idempotency_keys", "waiting", "send"] {
        for caller in [Caller::Anon, Caller::Role("authenticated"), SERVICE] {
            assert_eq!(door.call(function, caller, "{}").status, 404, "{function}");
        }
    }
    for table in ["q_enrich", "idempotency_keys", "settings", "meta"] {
        assert_eq!(door.rest.get(&format!("/{table}"), SERVICE).status, 404, "{table}");
    }
}
