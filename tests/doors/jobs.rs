//! Jobs over HTTP: workers, users and what they may not.

use dragonfly_tests::{Answer, Caller};
use serde_json::{Value, json};

use crate::place::{Door, refusal};

const SERVICE: Caller = Caller::Role("service_role");
const JOB: &str = "00000000-0000-4000-8000-000000000001";

fn user(sub: &str) -> Caller {
    Caller::Claims(json!({"role": "authenticated", "sub": sub}))
}

fn report() -> Value {
    json!({"type": "tech_rfp_report", "payload": {"package_id": "proj-12345"}})
}

#[track_caller]
fn call(door: &Door, function: &str, caller: Caller, body: &Value) -> Value {
    let answer = door.call(function, caller, &body.to_string());
    assert_eq!(answer.status, 200, "{function} {body}: {}", answer.body);
    answer.json()
}

#[test]
fn a_job_goes_from_its_user_to_a_worker_and_back() {
    let door = Door::open("jobs_whole_way");
    let job_id = call(&door, "create_job", user("ann"), &report());
    let of_job = json!({"job_id": job_id});
    let status = |field: &str| call(&door, "get_job_status", user("ann"), &of_job)[field].clone();
    assert_eq!(status("status"), "pending");
    // Clients send null for every option that they do not set.
    let nothing = json!({"types": null, "quantity": null, "worker": null, "lease_seconds": null});
    let claimed = call(&door, "claim_jobs", SERVICE, &nothing);
    let run = &claimed[0];
    assert_eq!((&run["job_id"], &run["user_id"]), (&job_id, &json!("ann")));
    assert_eq!(run["payload"], json!({"package_id": "proj-12345"}));
    let run_id = run["run_id"].clone();
    let progress = json!({"run_id": run_id, "progress": {"overallPercentageCompletion": 0.25}});
    assert_eq!(call(&door, "update_job_progress", SERVICE, &progress), true);
    assert_eq!(status("status"), "in_progress");
    assert_eq!(status("progress"), json!({"overallPercentageCompletion": 0.25}));
    let artifact = json!({"run_id": run_id, "artifact_type": "report", "data": "text"});
    assert!(call(&door, "save_job_artifact", SERVICE, &artifact).is_string());
    let done = json!({"run_id": run_id, "artifacts": {"result": {"score": 1}}});
    assert_eq!(call(&door, "complete_job_run", SERVICE, &done), true);
    assert_eq!(status("status"), "completed");
    assert_eq!(status("artifacts"), json!(["report", "result"]));
    assert_eq!(call(&door, "get_job_result", user("ann"), &of_job), json!({"score": 1}));
    let report = json!({"job_id": job_id, "artifact_type": "report"});
    assert_eq!(call(&door, "get_job_result", user("ann"), &report), "text");
    let unset = json!({"job_id": job_id, "artifact_type": null});
    assert_eq!(call(&door, "get_job_result", user("ann"), &unset), json!({"score": 1}));
}

#[test]
fn a_claim_needs_no_body() {
    let door = Door::open("jobs_bare_claim");
    assert_eq!(call(&door, "claim_jobs", SERVICE, &json!({})), json!([]));
    call(&door, "create_job", SERVICE, &report());
    let some = json!({"types": ["tech_rfp_report"], "quantity": 1});
    assert_eq!(call(&door, "claim_jobs", SERVICE, &some).as_array().unwrap().len(), 1);
}

#[test]
fn failures_and_cancellations_have_their_answers() {
    let door = Door::open("jobs_ends");
    let job_id = call(&door, "create_job", SERVICE, &report());
    for attempts_left in [2, 1, 0] {
        let run_id = call(&door, "claim_jobs", SERVICE, &json!({}))[0]["run_id"].clone();
        let fail = json!({"run_id": run_id, "error": "boom", "retry": true, "retry_in": 0});
        let answer = call(&door, "fail_job_run", SERVICE, &fail);
        let again = (attempts_left > 0).then_some(0);
        assert_eq!(answer, json!({"attempts_left": attempts_left, "retry_in_seconds": again}));
        let late = json!({"run_id": run_id, "error": "late", "retry": null});
        let answer = call(&door, "fail_job_run", SERVICE, &late);
        assert_eq!(answer, json!({"attempts_left": null, "retry_in_seconds": null}));
        assert_eq!(call(&door, "complete_job_run", SERVICE, &json!({"run_id": run_id})), false);
    }
    assert_eq!(call(&door, "cancel_job", SERVICE, &json!({"job_id": job_id})), false);
    let waiting = call(&door, "create_job", SERVICE, &report());
    assert_eq!(call(&door, "cancel_job", SERVICE, &json!({"job_id": waiting})), true);
    let status = call(&door, "get_job_status", SERVICE, &json!({"job_id": waiting}));
    assert_eq!((&status["status"], &status["error"]), (&json!("cancelled"), &json!("cancelled")));
}

/// Database-wide: what a refused caller must not have changed.
fn jobs(door: &Door) -> i64 {
    door.client().query_one("select count(*) from jobs", &[]).unwrap().get(0)
}

fn said(answer: &Answer) -> (u16, String, String) {
    let refused = refusal(answer);
    (refused.status, refused.code, refused.message)
}

#[test]
fn users_reach_their_own_jobs_and_no_others() {
    let door = Door::open("jobs_users");
    let mut by_ann = report();
    by_ann["id"] = json!(JOB);
    assert_eq!(call(&door, "create_job", user("ann"), &by_ann), JOB);
    assert_eq!(call(&door, "create_job", user("ann"), &by_ann), JOB);
    let of_job = json!({"job_id": JOB}).to_string();
    let unknown = format!("job {JOB} not found");
    for function in ["get_job_status", "get_job_result"] {
        let answer = door.call(function, user("bob"), &of_job);
        assert_eq!(said(&answer), (404, "PT404".into(), format!("{function}: {unknown}")));
        let answer = door.call(function, Caller::Role("authenticated"), &of_job);
        assert_eq!(said(&answer), (403, "42501".into(), format!("{function}: permission denied")));
        assert_eq!(door.call(function, Caller::Anon, &of_job).status, 401);
        assert_eq!(door.call(function, user("ann"), &of_job).status, 200);
    }
    let taken = door.call("create_job", user("bob"), &by_ann.to_string());
    assert_eq!(said(&taken), (409, "23505".into(), "create_job: id is taken".into()));
    let mut for_ann = report();
    for_ann["user_id"] = json!("ann");
    let refused = door.call("create_job", user("bob"), &for_ann.to_string());
    assert_eq!(said(&refused), (403, "42501".into(), "create_job: permission denied".into()));
    assert_eq!(door.call("create_job", Caller::Anon, &report().to_string()).status, 401);
    assert_eq!(jobs(&door), 1);
}

#[test]
fn workers_functions_and_tables_are_closed_to_users() {
    let door = Door::open("jobs_closed");
    call(&door, "create_job", user("ann"), &report());
    let run = json!({"run_id": JOB});
    for (function, body) in [
        ("claim_jobs", json!({})),
        ("update_job_progress", json!({"run_id": JOB, "progress": {}})),
        ("save_job_artifact", json!({"run_id": JOB, "artifact_type": "x", "data": 1})),
        ("complete_job_run", run.clone()),
        ("fail_job_run", json!({"run_id": JOB, "error": "x"})),
        ("cancel_job", json!({"job_id": JOB})),
    ] {
        for (caller, status) in [(user("ann"), 403), (Caller::Anon, 401)] {
            let answer = door.call(function, caller, &body.to_string());
            assert_eq!(answer.status, status, "{function}: {}", answer.body);
        }
    }
    for table in ["/jobs", "/job_runs", "/job_artifacts"] {
        assert_eq!(door.rest.get(table, user("ann")).status, 403, "{table}");
        assert_eq!(door.rest.get(table, Caller::Anon).status, 401, "{table}");
        assert_eq!(door.rest.get(table, SERVICE).status, 200, "{table}");
    }
}

#[test]
fn refusals_have_their_status() {
    let door = Door::open("jobs_refusals");
    let payload = |payload: Value| json!({"type": "tech_rfp_summary", "payload": payload});
    let large = json!({"package_id": "p", "x": "x".repeat(10 << 20)});
    for (function, body, status, message) in [
        (
            "create_job",
            json!({"type": "mail", "payload": {"package_id": "p"}}),
            400,
            "jobs: unsupported type mail",
        ),
        ("create_job", json!({"type": null, "payload": null}), 400, "jobs: unsupported type null"),
        ("create_job", payload(json!({})), 400, "jobs: missing package_id in payload"),
        ("create_job", payload(json!("p")), 400, "jobs: missing package_id in payload"),
        (
            "create_job",
            payload(json!({"package_id": "p", "metadata": {"rfp_variant": "x"}})),
            400,
            "jobs: unsupported rfp_variant x",
        ),
        ("create_job", payload(large), 400, "create_job: payload exceeds 1048576 bytes"),
        (
            "claim_jobs",
            json!({"quantity": 0}),
            400,
            "claim_jobs: quantity must be an integer from 1 to 1000",
        ),
        ("complete_job_run", json!({"run_id": null}), 400, "complete_job_run: missing run_id"),
        (
            "complete_job_run",
            json!({"run_id": JOB, "artifacts": 7}),
            400,
            "complete_job_run: artifacts must be a JSON object",
        ),
        (
            "update_job_progress",
            json!({"run_id": JOB, "progress": {}}),
            404,
            "update_job_progress: run 00000000-0000-4000-8000-000000000001 not found",
        ),
        (
            "cancel_job",
            json!({"job_id": JOB}),
            404,
            "cancel_job: job 00000000-0000-4000-8000-000000000001 not found",
        ),
    ] {
        let refused = refusal(&door.call(function, SERVICE, &body.to_string()));
        assert_eq!((refused.status, refused.message.as_str()), (status, message), "{function}");
        assert!(!refused.hint.is_empty(), "{function}");
    }
    assert_eq!(jobs(&door), 0);
}

#[test]
fn hostile_bodies_are_refused_and_write_nothing() {
    let door = Door::open("jobs_hostile");
    let nested =
        format!("{{\"package_id\": \"p\", \"a\": {}1{}}}", "[".repeat(100), "]".repeat(100));
    let deep = format!(r#"{{"type": "tech_rfp_report", "payload": {nested}}}"#);
    assert_eq!(door.call("create_job", SERVICE, &deep).status, 200);
    for body in [
        r#"{"type": "tech_rfp_report", "payload": {"package_id": "a\u0000b"}}"#,
        r#"{"type": "tech_rfp_report", "payload": {"package_id": "\ud800"}}"#,
        r#"{"type": "tech_rfp_report", "payload": {"package_id": "p"}, "id": "no uuid"}"#,
        r#"{"type": "tech_rfp_report\u0000", "payload": {"package_id": "p"}}"#,
        r#"{"type": "tech_rfp_report", "payload": {"package_id": "p"}, "company_id": "a\u0000"}"#,
        r#"{"type": {"a": 1}, "payload": {"package_id": "p"}}"#,
        r#"{"type": "tech_rfp_report', 'x", "payload": {"package_id": "p"}}"#,
    ] {
        let answer = door.call("create_job", user("ann"), body);
        assert_eq!(answer.status, 400, "{body}: {}", answer.body);
    }
    for body in [
        "{}",
        r#"{"kind": "tech_rfp_report", "payload": {"package_id": "p"}}"#,
        r#"{"payload": {}}"#,
    ] {
        assert_eq!(door.call("create_job", user("ann"), body).status, 404, "{body}");
    }
    let digits = r#"{"type": "tech_rfp_report", "payload": {"package_id": "p", "n": 1.10, "big": 12345678901234567890123}}"#;
    assert_eq!(door.call("create_job", user("ann"), digits).status, 200);
    let kept: String = door
        .client()
        .query_one("select payload::text from jobs where payload ? 'big'", &[])
        .unwrap()
        .get(0);
    assert_eq!(kept, r#"{"n": 1.10, "big": 12345678901234567890123, "package_id": "p"}"#);
    assert_eq!(jobs(&door), 2);
}
