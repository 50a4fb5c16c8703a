//! What PostgREST publishes of us: every function a caller may use, with its comment.

use std::collections::BTreeSet;

use dragonfly_tests::Caller;

use crate::place::Door;

const FUNCTIONS: [&str; 7] = [
    "dequeue_job",
    "dequeue_jobs",
    "pgmq_delete",
    "pgmq_delete_many",
    "queue_job",
    "queue_job_status",
    "queue_jobs",
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
    for (caller, expected) in [
        (Caller::Anon, &["queue_job"][..]),
        (Caller::Role("authenticated"), &["queue_job", "queue_job_status"]),
        (Caller::Role("service_role"), &FUNCTIONS),
    ] {
        let seen: BTreeSet<_> =
            published(&door, caller.clone()).into_iter().map(|(name, _)| name).collect();
        assert!(seen.iter().eq(expected.iter()), "{caller:?} {seen:?}");
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
    let (_, words) = published(&door, Caller::Anon).remove(0);
    for word in ["message id", "idempotency_key", "payload"] {
        assert!(words.contains(word), "no {word} in: {words}");
    }
}
