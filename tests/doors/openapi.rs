//! What PostgREST publishes of us: every function a caller may use, with its comment.

use std::collections::BTreeSet;

use dragonfly_tests::Caller;

use crate::place::Door;

const ANYBODY: [&str; 5] = [
    "get_content_stage_backlog",
    "log_call_outcome",
    "queue_job",
    "request_case_copilot",
    "set_enforcement_stage",
];

/// What operators may call besides; the function itself looks at the rank of a plain caller.
const OPERATORS: [&str; 11] = [
    "close_enforcement_case",
    "issue_subpoena",
    "log_enforcement_event",
    "open_enforcement_case",
    "queue_enforcement_action",
    "cancel_job",
    "queue_job_status",
    "retry_job",
    "record_enforcement_payment",
    "record_subpoena_response",
    "set_tier_override",
];

/// What users may call besides, of their own jobs.
const USERS: [&str; 3] = ["create_job", "get_job_result", "get_job_status"];

const SERVICE: [&str; 39] = [
    "archive_message",
    "archive_messages",
    "cancel_content_job",
    "cancel_job",
    "claim_jobs",
    "complete_job_run",
    "complete_stage",
    "create_content_job",
    "delayed_requeue_stage",
    "dequeue_job",
    "dequeue_jobs",
    "dequeue_stage",
    "dequeue_stage_batch",
    "dispatch_content_queue",
    "enqueue_stage",
    "extend_message_visibility",
    "fail_job_run",
    "fail_stage",
    "get_content_stage_problems",
    "get_queue_depth",
    "insert_or_get_case_with_entities",
    "insert_or_get_entity",
    "move_to_dead_letter",
    "pgmq_delete",
    "pgmq_delete_many",
    "process_simplicity_imports",
    "purge_content_dead_letters",
    "queue_jobs",
    "reclaim_stalled_stages",
    "record_job_metric",
    "replay_content_dead_letters",
    "refresh_enforcement_metrics",
    "save_job_artifact",
    "set_case_enrichment",
    "set_case_scores",
    "start_stage",
    "trigger_content_worker",
    "update_job_progress",
    "upsert_enrichment_bundle",
];

/// Functions in the document of `caller`, each with what it says of itself.
fn published(door: &Door, caller: Caller) -> Vec<(String, String)> {
    let document = door.rest.get("/", caller).json();
    let paths = document["paths"].as_object().unwrap();
    let function = |path: &String| Some(path.strip_prefix("/rpc/")?.to_owned());
    paths
        .iter()
        .filter_map(|(path, about)| {
            let post = &about["post"];
            let words = ["summary", "description"].map(|field| post[field].as_str().unwrap_or(""));
            Some((function(path)?, words.concat()))
        })
        .collect()
}

#[test]
fn each_caller_sees_what_it_may_call() {
    let door = Door::open("openapi_callers");
    for (caller, lists) in [
        (Caller::Anon, &[&ANYBODY[..]][..]),
        (Caller::Role("authenticated"), &[&ANYBODY, &OPERATORS, &USERS]),
        (Caller::Role("enforcement_operator"), &[&ANYBODY, &OPERATORS]),
        (Caller::Role("service_role"), &[&ANYBODY, &OPERATORS, &USERS, &SERVICE]),
    ] {
        let seen: BTreeSet<_> =
            published(&door, caller.clone()).into_iter().map(|(name, _)| name).collect();
        let expected: BTreeSet<_> =
            lists.iter().copied().flatten().map(|name| (*name).to_owned()).collect();
        assert_eq!(seen, expected, "{caller:?}");
    }
}

#[test]
fn every_function_is_published_with_its_comment() {
    let door = Door::open("openapi_comments");
    let mut client = door.client();
    for (name, words) in published(&door, Caller::Role("service_role")) {
        let sql = "select count(*) from pg_proc where proname = $1 and obj_description(oid, 'pg_proc') = $2";
        let comments: i64 = client.query_one(sql, &[&name, &words]).unwrap().get(0);
        assert_eq!(comments, 1, "{name}: {words}");
    }
}

#[test]
fn queue_job_is_published_with_what_it_does() {
    // Of overloads PostgREST publishes one; a reader who sees only that one must learn what happens.
    let door = Door::open("openapi_queue_job");
    let published = published(&door, Caller::Anon);
    let (_, words) = published.into_iter().find(|(name, _)| name == "queue_job").unwrap();
    for word in ["message id", "idempotency_key", "payload"] {
        assert!(words.contains(word), "no {word} in: {words}");
    }
}
