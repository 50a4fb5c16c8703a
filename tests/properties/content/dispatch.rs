//! What a cycle hands to pg_net, and what becomes of an endpoint that cannot be called.

use serde_json::{Value, json};

use super::net::{self, KEY, cycle, sent, session};
use crate::roles;
use crate::support::{From, database, refusal};

const JOBS: &str = "select create_content_job('article', p_initial_stage => stage)
    from unnest(array['research', 'outline', 'qa']) as stage";

#[test]
fn a_request_carries_url_body_and_headers_in_their_arguments_and_the_key_nowhere_else() {
    let db = database(From::Installed);
    net::bring(&db);
    db.run(
        "update content_stage_config set worker_endpoint = 'https://user:secret@example.org/w?token=hidden#x'
         where stage = 'qa'",
    );
    let mut client = session(&db);
    client.batch_execute(JOBS).unwrap();
    let answer = cycle(&mut client);
    let triggered =
        |stage: &str| json!({"stage": stage, "queue": "content", "workers_triggered": 1});
    let expected = json!({"message": "Dispatch cycle completed",
        "dispatches": [triggered("outline"), triggered("qa"), triggered("research")]});
    assert_eq!(answer, expected);
    let sent = sent(&db);
    assert_eq!(sent.len(), 3);
    for (sent, stage) in sent.iter().zip(["outline", "qa", "research"]) {
        let url = match stage {
            "qa" => "https://user:secret@example.org/w?token=hidden#x".to_owned(),
            stage => format!("http://localhost:54321/functions/v1/content-{stage}-worker"),
        };
        let expected = json!({"url": url, "params": {}, "timeout_milliseconds": 10000,
            "body": {"stage": stage, "queue": "content", "source": "manual"},
            "headers": {"Content-Type": "application/json", "Authorization": format!("Bearer {KEY}")}});
        assert_eq!(*sent, expected);
    }
    let events = "select concat_ws(' ', stage, status, job_id::text, metadata ->> 'request_id', metadata ->> 'endpoint')
        from content_job_events where status = 'dispatched' order by id";
    assert_eq!(
        db.texts(events),
        [
            "outline dispatched 1 http://localhost:54321/functions/v1/content-outline-worker",
            "qa dispatched 2 https://example.org/w",
            "research dispatched 3 http://localhost:54321/functions/v1/content-research-worker",
        ]
    );
    for secret in [KEY, "hidden", "user:secret"] {
        let said = net::said(&db).replace("https://user:secret@example.org/w?token=hidden#x", "");
        assert!(!said.contains(secret), "{said}");
    }
}

#[test]
fn without_a_key_no_authorization_is_sent_and_own_headers_and_payload_go_through() {
    let db = database(From::Installed);
    net::bring(&db);
    let mut client = roles::session(&db, "service_role");
    let trigger = "select trigger_content_worker('http://w/', 'qa', 'content')::text";
    assert_eq!(crate::support::text(&mut client, trigger), "1");
    let own = "select trigger_content_worker('HTTPS://w/', 'qa', 'content', '{\"n\": 1.10, \"stage\": \"own\"}',
                                             '{\"X-Own\": \"yes\"}')::text";
    assert_eq!(crate::support::text(&mut client, own), "2");
    let sent = sent(&db);
    assert_eq!(sent[0]["headers"], json!({"Content-Type": "application/json"}));
    assert_eq!(sent[1]["headers"], json!({"X-Own": "yes"}));
    assert_eq!(sent[1]["body"]["stage"], "own");
    assert_eq!(db.text("select body ->> 'n' from net.sent where id = 2"), "1.10");
}

#[test]
fn an_endpoint_that_cannot_be_called_is_one_error_and_ends_its_stage_only() {
    let db = database(From::Installed);
    net::bring(&db);
    db.run(
        "update content_stage_config set trigger_batch_size = 3;
         update content_stage_config set worker_endpoint = 'http://refuse/' where stage = 'outline';
         update content_stage_config set worker_endpoint = 'ftp://nowhere/' where stage = 'qa';",
    );
    let mut client = session(&db);
    for _ in 0..3 {
        client.batch_execute(JOBS).unwrap();
    }
    let answer = cycle(&mut client);
    assert_eq!(
        answer["dispatches"],
        json!([{"stage": "research", "queue": "content", "workers_triggered": 3}])
    );
    let errors = answer["errors"].as_array().unwrap();
    let stages: Vec<&Value> = errors.iter().map(|error| &error["stage"]).collect();
    assert_eq!(stages, ["outline", "qa"]);
    assert!(errors[0]["error"].as_str().unwrap().starts_with("cannot queue http://refuse/"));
    assert!(errors[1]["error"].as_str().unwrap().contains("p_worker_endpoint must be an http"));
    assert!(!answer.to_string().contains(KEY), "{answer}");
    assert_eq!(sent(&db).len(), 3);
    assert_eq!(
        db.texts("select distinct stage from content_job_events where status = 'dispatched'"),
        ["research"]
    );
}

#[test]
fn without_pg_net_a_trigger_is_55000_and_a_cycle_has_one_error_per_stage() {
    let db = database(From::Installed);
    let trigger = "select trigger_content_worker('http://w/', 'qa', 'content')";
    let refused = db.refused(trigger);
    assert_eq!(refused.code, "55000");
    assert_eq!(refused.message, "trigger_content_worker: pg_net is not installed");
    assert!(refused.hint.contains("CREATE EXTENSION pg_net"), "{}", refused.hint);
    let mut client = session(&db);
    for _ in 0..2 {
        client.batch_execute(JOBS).unwrap();
    }
    let answer = cycle(&mut client);
    assert_eq!(answer["dispatches"], json!([]));
    let error = |stage: &str| json!({"stage": stage, "error": refused.message});
    assert_eq!(answer["errors"], json!([error("outline"), error("qa"), error("research")]));
    assert_eq!(db.text("select count(*) from content_job_events where status = 'dispatched'"), "0");
}

#[test]
fn pg_net_without_a_grant_says_so_and_install_gives_it() {
    let db = database(From::Installed);
    net::bring(&db);
    db.run("revoke usage on schema net from dragonfly_owner");
    let refused = db.refused("select trigger_content_worker('http://w/', 'qa', 'content')");
    assert_eq!(refused.code, "55000");
    assert!(refused.hint.contains("dragonfly.install()"), "{refused:?}");
    db.install();
    assert_eq!(db.text("select trigger_content_worker('http://w/', 'qa', 'content')"), "1");
}

#[test]
fn a_rolled_back_cycle_sends_nothing_and_paused_stages_stay_so() {
    let db = database(From::Installed);
    net::bring(&db);
    let mut client = session(&db);
    client.batch_execute(JOBS).unwrap();
    client.batch_execute("begin").unwrap();
    cycle(&mut client);
    client.batch_execute("rollback").unwrap();
    assert_eq!(sent(&db), Vec::<Value>::new());
    db.run("update content_stage_config set enabled = false where stage <> 'draft'");
    assert_eq!(cycle(&mut client)["dispatches"], json!([]));
    db.run("update content_stage_config set enabled = false");
    assert_eq!(cycle(&mut client), json!({"message": "No enabled stages"}));
    let refused =
        refusal(roles::session(&db, "anon").batch_execute("select dispatch_content_queue()"));
    assert_eq!(refused.code, "42501");
}
