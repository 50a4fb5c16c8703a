//! The documented call of docs/contract/queue.md, as printed.

use std::fs;
use std::process::Command;

use dragonfly_tests::{Caller, Gateway};

use crate::place::Door;

/// Character for character what the contract has; URL and key come from the environment there too.
const CURL: &str = r#"curl -X POST \
  "$SUPABASE_URL/rest/v1/rpc/queue_job" \
  -H "apikey: $SUPABASE_SERVICE_ROLE_KEY" \
  -H "Authorization: Bearer $SUPABASE_SERVICE_ROLE_KEY" \
  -H "Content-Type: application/json" \
  -d '{
    "idempotency_key": "doctor:ping",
    "kind": "enrich",
    "payload": {}
  }'
"#;

#[test]
fn the_seeds_curl_works_as_printed() {
    let door = Door::open("seed_curl");
    let gateway = Gateway::start(&door.rest.url);
    let token = door.rest.token(Caller::Role("service_role")).unwrap();
    let first = run(&gateway.url, &token);
    let id: i64 = first.strip_suffix(" 200").unwrap_or_else(|| panic!("{first}")).parse().unwrap();
    assert_eq!(run(&gateway.url, &token), first);
    let sql = "select message ->> 'idempotency_key', message -> 'payload' = '{}', count(*) over ()
               from pgmq.q_enrich where msg_id = $1";
    let row = door.client().query_one(sql, &[&id]).unwrap();
    assert_eq!((row.get(0), row.get(1), row.get(2)), ("doctor:ping", true, 1_i64));
}

/// Body and status; the status is asked for in a `.curlrc`, so that the command stays as it is.
fn run(url: &str, key: &str) -> String {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join(".curlrc"), "write-out = \" %{http_code}\"\n").unwrap();
    let output = Command::new("bash")
        .args(["-c", CURL])
        .env("CURL_HOME", home.path())
        .env("SUPABASE_URL", url)
        .env("SUPABASE_SERVICE_ROLE_KEY", key)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}
