//! Keys that others will use or hold, over HTTP: nobody takes those of the system's own jobs, and one that is
//! held keeps nobody else from an answer.

use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use dragonfly_tests::wait;
use serde_json::json;

use crate::bombs::{SERVICE, WORKER, WORKERS, fine, in_workers, poll, send, user};
use crate::place::{Door, Refusal, id, refusal};

const PATIENCE: Duration = Duration::from_mins(1);

#[test]
fn anon_cannot_take_the_keys_of_an_import_that_is_still_to_come() {
    let door = Door::open("bombs_squat");
    let mut client = door.client();
    let judgment: i64 = client
        .query_one("insert into judgments (case_number) values ('probe') returning id", &[])
        .unwrap()
        .get(0);
    for next in [judgment + 1, judgment + 2] {
        for kind in ["enrich", "enforce"] {
            let body = json!({"kind": kind, "idempotency_key": format!("simplicity:{kind}:{next}"), "payload": {"evil": true}});
            let expected = Refusal {
                status: 401,
                code: "42501".into(),
                message: "queue_job: idempotency_key must not begin with simplicity:".into(),
                hint: "Send another key: the system itself queues jobs under keys that begin so."
                    .into(),
            };
            assert_eq!(refusal(&door.queue_job(&body.to_string())), expected);
            let answer = refusal(&door.call("queue_job", user(), &body.to_string()));
            assert_eq!((answer.status, answer.code.as_str()), (403, "42501"));
        }
    }
    client
        .batch_execute(
            "insert into import_runs (id, import_kind, source_system)
             values ('00000000-0000-0000-0000-000000000001', 'simplicity', 'simplicity');
             insert into raw_simplicity_imports (import_run_id, raw_data)
             select '00000000-0000-0000-0000-000000000001', jsonb_build_object('row_number', n, 'payload',
                 jsonb_build_object('plaintiff_name', 'P' || n, 'judgment_number', 'J-' || n, 'judgment_amount', '100'))
             from generate_series(1, 2) as n",
        )
        .unwrap();
    let run = r#"{"import_run_id": "00000000-0000-0000-0000-000000000001"}"#;
    let answer = door.call("process_simplicity_imports", SERVICE, run);
    assert_eq!(fine(&answer)["inserted"], 2, "{}", answer.body);
    for kind in ["enrich", "enforce"] {
        let taken = [(); 2].map(|()| {
            let body = json!({"kind": kind}).to_string();
            fine(&door.call("dequeue_job", SERVICE, &body))["payload"]["payload"]["judgment_id"]
                .clone()
        });
        assert_eq!(taken, [json!(judgment + 1), json!(judgment + 2)], "{kind}");
    }
}

#[test]
fn anon_cannot_take_the_key_of_a_message_without_one() {
    let door = Door::open_with("bombs_msgkey", &[WORKERS]);
    let mut client = door.client();
    let first = id(&door.queue_job(r#"{"kind": "enrich", "idempotency_key": "first"}"#));
    let next = first + 1;
    let body =
        json!({"kind": "enrich", "idempotency_key": format!("msg:{}", next + 1)}).to_string();
    let refused = refusal(&door.queue_job(&body));
    assert_eq!((refused.status, refused.code.as_str()), (401, "42501"), "{refused:?}");
    // An operator may, and does no harm.
    assert_eq!(id(&door.call("queue_job", SERVICE, &body)), next);
    for msg_id in poll(&door, "enrich") {
        let done = json!({"queue": "enrich", "msg_id": msg_id, "worker_id": WORKER});
        assert_eq!(fine(&in_workers(&door, "succeed", &done)), true);
    }
    assert_eq!(send(&mut client, "enrich", r#"{"hello": "unkeyed"}"#), next + 1);
    assert_eq!(poll(&door, "enrich"), [next + 1]);
}

#[test]
fn twelve_calls_for_a_key_that_somebody_holds_are_answered_while_it_is_held() {
    let door = Door::open_with("bombs_freeze", &[("PGRST_DB_POOL", "10")]);
    let mut holder = door.client();
    let take = "begin; select queue_job('{\"kind\": \"enrich\", \"idempotency_key\": \"held\"}')";
    holder.batch_execute(take).unwrap();
    let body = r#"{"kind": "enrich", "idempotency_key": "held"}"#;
    let (told, answers) = mpsc::channel();
    thread::scope(|scope| {
        for _ in 0..12 {
            let (told, door) = (told.clone(), &door);
            scope.spawn(move || told.send(door.queue_job(body)).unwrap());
        }
        let waiting = "select count(*) from pg_stat_activity
            where usename = 'authenticator' and datname = current_database() and wait_event_type = 'Lock'";
        let mut observer = door.client();
        let all_wait = wait::until(PATIENCE, || {
            observer.query_one(waiting, &[]).unwrap().get::<_, i64>(0) == 10
        });
        assert!(all_wait, "the calls do not take up the pool");
        let anybody = door.rest.get("/rpc/get_content_stage_backlog", SERVICE);
        assert_eq!(anybody.status, 200, "{}", anybody.body);
        for _ in 0..12 {
            let answer = answers.recv_timeout(PATIENCE).expect("an answer while the key is held");
            let refused = refusal(&answer);
            assert_eq!((refused.status, refused.code.as_str()), (409, "23505"), "{refused:?}");
            assert_eq!(refused.message, "queue_job: another transaction is queueing the same key");
        }
        // It was held all the while.
        let held: i64 = holder.query_one("select count(*) from pgmq.q_enrich", &[]).unwrap().get(0);
        assert_eq!(held, 1);
    });
    holder.batch_execute("commit").unwrap();
    assert_eq!(id(&door.queue_job(body)), 1);
}
