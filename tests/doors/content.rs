//! Staged content over HTTP: every function with explicit nulls, refusals with their status, roles.

use dragonfly_tests::Caller;
use serde_json::{Value, json};

use crate::place::{Door, Refusal, operator_by_claim, refusal};

pub const SERVICE: Caller = Caller::Role("service_role");
const NOBODY: &str = "00000000-0000-0000-0000-0000000000ff";

/// Every function, all of its arguments, those that need no value as JSON null.
fn calls(job: &str) -> Vec<(&'static str, Value)> {
    vec![
        ("get_content_stage_backlog", json!({})),
        (
            "create_content_job",
            json!({"p_job_type": "article", "p_requester_email": null, "p_payload": null,
                "p_initial_stage": null, "p_priority": null, "p_max_attempts": null,
                "p_retry_delay_seconds": null, "p_queue_override": null}),
        ),
        (
            "enqueue_stage",
            json!({"p_queue": "content", "p_job_id": job, "p_stage": "extra", "p_payload": null,
                "p_priority": null, "p_delay_seconds": null, "p_visibility_seconds": null,
                "p_max_attempts": null, "p_retry_delay_seconds": null}),
        ),
        (
            "dequeue_stage",
            json!({"p_queue": "content", "p_visibility_seconds": null, "p_stage": null}),
        ),
        (
            "dequeue_stage_batch",
            json!({"p_queue": "content", "p_visibility_seconds": null, "p_batch_size": null,
                "p_stage": null}),
        ),
        (
            "extend_message_visibility",
            json!({"p_queue": "content", "p_msg_id": 1, "p_job_id": job, "p_stage": "research",
                "p_additional_seconds": null}),
        ),
        ("start_stage", json!({"p_job_id": job, "p_stage": "research"})),
        (
            "complete_stage",
            json!({"p_queue": "content", "p_msg_id": 1, "p_job_id": job, "p_stage": "research",
                "p_result": null, "p_next_stage": null}),
        ),
        (
            "fail_stage",
            json!({"p_queue": "content", "p_msg_id": 1, "p_job_id": job, "p_stage": "research",
                "p_error": null, "p_retryable": null}),
        ),
        (
            "delayed_requeue_stage",
            json!({"p_queue": "content", "p_msg_id": 1, "p_job_id": job, "p_stage": "research",
                "p_payload": null, "p_base_delay_seconds": null, "p_priority": null,
                "p_visibility_seconds": null}),
        ),
        (
            "move_to_dead_letter",
            json!({"p_queue": "content", "p_msg_id": 1, "p_job_id": job, "p_stage": "research",
                "p_message": null, "p_failure_reason": "gone", "p_error_details": null,
                "p_attempt_count": null}),
        ),
        ("get_queue_depth", json!({"p_queue": "content"})),
        ("archive_message", json!({"p_queue": "content", "p_msg_id": 1})),
        ("archive_messages", json!({"p_queue": "content", "p_msg_ids": [1, 2]})),
        (
            "record_job_metric",
            json!({"p_job_id": job, "p_stage": "research", "p_metric_type": "words",
                "p_metric_value": 1.5, "p_message_id": null, "p_attempt_count": null,
                "p_priority": null, "p_metadata": null}),
        ),
        ("cancel_content_job", json!({"p_job_id": job, "p_reason": null})),
        (
            "replay_content_dead_letters",
            json!({"p_queue": null, "p_max_count": null, "p_dry_run": null, "p_ids": null}),
        ),
        ("purge_content_dead_letters", json!({"p_older_than": "1 day", "p_ids": null})),
        ("get_content_stage_problems", json!({})),
        ("reclaim_stalled_stages", json!({"p_grace_seconds": null})),
        ("dispatch_content_queue", json!({"source": null})),
    ]
}

pub fn create(door: &Door) -> String {
    let answer = door.call("create_content_job", SERVICE, "{\"p_job_type\": \"article\"}");
    assert_eq!(answer.status, 200, "{}", answer.body);
    answer.json().as_str().unwrap().to_owned()
}

#[test]
fn every_function_takes_null_for_every_option() {
    let door = Door::open("content_nulls");
    let job = create(&door);
    for (function, body) in calls(&job) {
        let answer = door.call(function, SERVICE, &body.to_string());
        assert!(matches!(answer.status, 200 | 204), "{function} {}", answer.body);
    }
}

#[test]
fn workers_and_producers_are_service_role_and_the_backlog_is_for_all() {
    let door = Door::open("content_roles");
    let job = create(&door);
    let mut all = calls(&job);
    all.push((
        "trigger_content_worker",
        json!({"p_worker_endpoint": "http://127.0.0.1/", "p_stage": "qa", "p_queue": "content",
            "p_payload": null, "p_headers": null}),
    ));
    for (function, body) in all {
        for (caller, refused) in
            [(Caller::Anon, 401), (Caller::Role("authenticated"), 403), (operator_by_claim(), 403)]
        {
            let status = door.call(function, caller, &body.to_string()).status;
            let wanted = if function == "get_content_stage_backlog" { 200 } else { refused };
            assert_eq!(status, wanted, "{function}");
        }
    }
    let started = "select count(*) from content_jobs where status <> 'queued'";
    assert_eq!(door.client().query_one(started, &[]).unwrap().get::<_, i64>(0), 0);
}

#[test]
fn tables_are_for_service_role() {
    let door = Door::open("content_tables");
    create(&door);
    for table in [
        "content_jobs",
        "content_job_stages",
        "content_job_events",
        "content_payloads",
        "content_assets",
        "content_dead_letters",
        "content_job_metrics",
        "content_stage_config",
        "v_content_job_status",
    ] {
        let path = format!("/{table}");
        let statuses = [Caller::Anon, Caller::Role("authenticated"), SERVICE]
            .map(|caller| door.rest.get(&path, caller).status);
        assert_eq!(statuses, [401, 403, 200], "{table}");
    }
    let jobs = door.rest.get("/v_content_job_status", SERVICE).json();
    assert_eq!(jobs[0]["status"], "queued");
}

#[test]
fn refusals_have_their_status() {
    let door = Door::open("content_refusals");
    let job = create(&door);
    let cancelled = create(&door);
    let body = json!({"p_job_id": cancelled}).to_string();
    assert_eq!(door.call("cancel_content_job", SERVICE, &body).body, "true");
    let stage =
        |job: &str, queue: &str| json!({"p_queue": queue, "p_job_id": job, "p_stage": "qa"});
    let held = |job: &str, stage: &str| json!({"p_queue": "content", "p_msg_id": 1, "p_job_id": job, "p_stage": stage});
    let error = |mut body: Value| {
        body["p_error"] = json!({"message": "x"});
        body
    };
    let endpoint =
        |url: &str| json!({"p_worker_endpoint": url, "p_stage": "qa", "p_queue": "content"});
    for (function, body, status, code, message) in [
        ("create_content_job", json!({"p_job_type": null}), 400, "P0001", "p_job_type is required"),
        ("enqueue_stage", stage(NOBODY, "content"), 404, "PT404", "not found"),
        ("enqueue_stage", stage(&cancelled, "content"), 400, "P0001", "is cancelled"),
        ("enqueue_stage", stage(&job, "nowhere"), 404, "PT404", "queue nowhere does not exist"),
        ("enqueue_stage", stage(&job, "enrich"), 400, "P0001", "must be a queue of staged content"),
        (
            "dequeue_stage",
            json!({"p_queue": "nowhere"}),
            404,
            "PT404",
            "queue nowhere does not exist",
        ),
        ("dequeue_stage", json!({"p_queue": null}), 400, "P0001", "p_queue is required"),
        (
            "dequeue_stage",
            json!({"p_queue": "content", "p_visibility_seconds": -1}),
            400,
            "P0001",
            "p_visibility_seconds must be",
        ),
        (
            "dequeue_stage_batch",
            json!({"p_queue": "content", "p_batch_size": 1001}),
            400,
            "P0001",
            "p_batch_size must be",
        ),
        ("start_stage", json!({"p_job_id": NOBODY, "p_stage": "qa"}), 404, "PT404", "not found"),
        ("start_stage", json!({"p_job_id": job, "p_stage": "qa"}), 404, "PT404", "has no stage qa"),
        ("complete_stage", held(NOBODY, "qa"), 404, "PT404", "not found"),
        ("complete_stage", held(&job, "qa"), 404, "PT404", "has no stage qa"),
        ("fail_stage", error(held(NOBODY, "qa")), 404, "PT404", "not found"),
        ("delayed_requeue_stage", held(&job, "qa"), 404, "PT404", "has no stage qa"),
        ("cancel_content_job", json!({"p_job_id": NOBODY}), 404, "PT404", "not found"),
        ("cancel_content_job", json!({"p_job_id": null}), 400, "P0001", "p_job_id is required"),
        (
            "record_job_metric",
            json!({"p_job_id": NOBODY, "p_stage": "qa", "p_metric_type": "x", "p_metric_value": 1}),
            404,
            "PT404",
            "not found",
        ),
        ("reclaim_stalled_stages", json!({"p_grace_seconds": -1}), 400, "P0001", "p_grace_seconds"),
        (
            "trigger_content_worker",
            endpoint("ftp://x"),
            400,
            "P0001",
            "must be an http or https URL",
        ),
        ("trigger_content_worker", endpoint("http://x/"), 500, "55000", "pg_net is not installed"),
    ] {
        let refused = refusal(&door.call(function, SERVICE, &body.to_string()));
        let Refusal { status: found, code: its_code, message: said, hint } = refused;
        assert_eq!((found, its_code.as_str()), (status, code), "{function} {body} {said}");
        assert!(said.starts_with(&format!("{function}: ")), "{said}");
        assert!(said.contains(message), "{function} {body}: {said}");
        assert!(!hint.is_empty() || code == "P0001", "{function} {body}: no hint");
    }
    // Never raises.
    let depth = door.call("get_queue_depth", SERVICE, "{\"p_queue\": \"nowhere\"}");
    assert_eq!((depth.status, &depth.json()["queue_name"]), (200, &json!("nowhere")));
    assert!(depth.json()["error"].is_string());
}
