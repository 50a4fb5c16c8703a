//! Whole jobs over HTTP, by several workers at once, and a worker that writes rows itself.

use std::thread;

use dragonfly_tests::{Answer, Caller};
use serde_json::{Value, json};

use crate::content::{SERVICE, create};
use crate::place::{Door, id};

const STAGES: [&str; 6] = ["research", "outline", "draft", "qa", "export", "complete"];

/// A worker of no stage in particular: what supabase-js sends, with nulls for what is not set.
fn work(door: &Door, worker: usize) -> usize {
    let mut done = 0;
    for turn in 0.. {
        let body = json!({"p_queue": "content", "p_visibility_seconds": null, "p_stage": null});
        let answer = door.call("dequeue_stage", SERVICE, &body.to_string());
        assert_eq!(answer.status, 200, "{}", answer.body);
        let Some(row) = answer.json().get(0).cloned() else {
            let open =
                door.rest.get("/content_jobs?select=id&status=neq.completed&limit=1", SERVICE);
            if open.body == "[]" {
                break;
            }
            continue;
        };
        let (job, stage) = (&row["message"]["job_id"], row["message"]["stage"].as_str().unwrap());
        let start = json!({"p_job_id": job, "p_stage": stage}).to_string();
        let started = door.call("start_stage", SERVICE, &start).json();
        assert_eq!(started["status"], "processing", "{started}");
        let next = STAGES.iter().position(|known| *known == stage).unwrap() + 1;
        let mut held = json!({"p_queue": "content", "p_msg_id": row["msg_id"], "p_job_id": job, "p_stage": stage});
        if (turn + worker) % 7 == 3 && started["attempt_count"] == 1 {
            held["p_error"] = json!({"message": "did not work"});
            held["p_retryable"] = Value::Null;
            let failed = door.call("fail_stage", SERVICE, &held.to_string()).json();
            assert_eq!(failed["retry"], true, "{failed}");
            continue;
        }
        held["p_result"] =
            if worker.is_multiple_of(2) { Value::Null } else { json!({"by": worker}) };
        held["p_next_stage"] = json!(STAGES.get(next));
        let answer = door.call("complete_stage", SERVICE, &held.to_string());
        assert_eq!(answer.status, 200, "{}", answer.body);
        assert!(answer.json().get("lost").is_none(), "{}", answer.body);
        done += 1;
    }
    done
}

#[test]
fn jobs_go_through_six_stages_over_http() {
    let door = Door::open("content_flow");
    for n in 0..6 {
        let body = json!({"p_job_type": "article", "p_requester_email": null, "p_payload": {"n": n},
            "p_initial_stage": null, "p_priority": n, "p_max_attempts": null,
            "p_retry_delay_seconds": 1, "p_queue_override": null});
        assert_eq!(door.call("create_content_job", SERVICE, &body.to_string()).status, 200);
    }
    let done: usize = thread::scope(|scope| {
        let door = &door;
        let workers: Vec<_> =
            (0..4).map(|worker| scope.spawn(move || work(door, worker))).collect();
        workers.into_iter().map(|worker| worker.join().unwrap()).sum()
    });
    assert_eq!(done, 36);
    let mut client = door.client();
    for (sql, wanted) in [
        (
            "select count(*) from content_jobs where status = 'completed' and stage = 'complete'",
            6_i64,
        ),
        ("select count(*) from content_job_stages where status = 'completed'", 36),
        ("select count(*) from content_job_events where status = 'completed'", 36),
        (
            "select count(distinct (job_id, stage)) from content_job_events where status = 'completed'",
            36,
        ),
        ("select count(*) from content_dead_letters", 0),
        ("select count(*) from pgmq.q_content", 0),
    ] {
        assert_eq!(client.query_one(sql, &[]).unwrap().get::<_, i64>(0), wanted, "{sql}");
    }
    let backlog: Answer = door.call("get_content_stage_backlog", Caller::Anon, "{}");
    for stage in backlog.json().as_array().unwrap() {
        assert_eq!((&stage["ready_count"], &stage["inflight_count"]), (&json!(0), &json!(0)));
    }
}

#[test]
fn a_worker_that_writes_rows_over_rest_gets_the_effect_of_what_it_calls() {
    let door = Door::open("content_rest_rows");
    let job = create(&door);
    let taken = door.call("dequeue_stage", SERVICE, "{\"p_queue\": \"content\"}").json();
    let upsert = [("Prefer", "resolution=merge-duplicates")];
    let row =
        json!({"job_id": job, "stage": "research", "status": "processing", "attempt_count": 1});
    let path = "/content_job_stages";
    let answer = door.rest.request("POST", path, SERVICE, &upsert, &row.to_string());
    assert!(matches!(answer.status, 200 | 201), "{}", answer.body);
    let row_of_job = format!("{path}?job_id=eq.{job}&stage=eq.research");
    let body = json!({"status": "error", "last_error": {"message": "x"}}).to_string();
    assert_eq!(door.rest.request("PATCH", &row_of_job, SERVICE, &[], &body).status, 204);
    let held = json!({"p_queue": "content", "p_msg_id": taken[0]["msg_id"], "p_job_id": job,
        "p_stage": "research", "p_payload": null, "p_base_delay_seconds": 10, "p_priority": null,
        "p_visibility_seconds": null});
    let again = door.call("delayed_requeue_stage", SERVICE, &held.to_string());
    assert!(id(&again) > 1);
    let stage = door.rest.get(&format!("{path}?job_id=eq.{job}"), SERVICE).json();
    assert_eq!((&stage[0]["status"], &stage[0]["msg_id"]), (&json!("queued"), &again.json()));
    // The first message is gone: a second word on it changes nothing.
    assert_eq!(door.call("delayed_requeue_stage", SERVICE, &held.to_string()).body, "null");
}
