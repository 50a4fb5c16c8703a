//! `dragonfly queues`

use serde_json::json;

use crate::dragonfly::{Database, Operator};

/// Two queues with something on them, and workers in every state.
fn busy() -> Database {
    let mut database = Database::new();
    database.execute(
        "select public.queue_jobs('[{\"kind\": \"enrich\", \"idempotency_key\": \"a\"},
             {\"kind\": \"enrich\", \"idempotency_key\": \"b\"},
             {\"kind\": \"enrich\", \"idempotency_key\": \"c\"}]');
         select public.dequeue_jobs('enrich', 1, 600);
         insert into workers.heartbeats (worker_id, queue_name, hostname, status, last_heartbeat_at)
         values (gen_random_uuid(), 'enrich', 'one', 'healthy', now()),
                (gen_random_uuid(), 'q_ingest_raw', 'two', 'healthy', now()),
                (gen_random_uuid(), 'ingest_raw', 'three', 'stopped', now()),
                (gen_random_uuid(), 'outreach', 'four', 'healthy', now() - interval '10 minutes'),
                (gen_random_uuid(), 'enforce', 'five', 'stopped', now())",
    );
    database
}

#[test]
fn json_has_the_documented_shape() {
    let report = busy().operator().run(&["queues", "--json"]).json();
    let keys: Vec<_> = report.as_object().unwrap().keys().collect();
    assert_eq!(keys, ["queues", "summary", "timestamp"]);
    let queue = |name: &str| {
        let queues = report["queues"].as_array().unwrap();
        queues.iter().find(|queue| queue["queue_name"] == name).unwrap().clone()
    };
    let mut enrich = queue("enrich");
    assert!(enrich["oldest_message_age_seconds"].take().is_i64());
    assert!(enrich["worker_status"]["last_heartbeat"].take().is_string());
    assert_eq!(
        enrich,
        json!({
            "queue_name": "enrich", "total_messages": 3, "oldest_message_age_seconds": null,
            "processing_count": 1, "queue_length": 2, "retrying_count": 0, "delayed_count": 0,
             "last_success_at": null, "dead_letters": 0,
            "worker_status": {"status": "online", "active_count": 1, "last_heartbeat": null}
        })
    );
    assert_eq!(queue("ingest_raw")["worker_status"]["active_count"], 1);
    assert_eq!(queue("outreach")["worker_status"]["status"], "offline");
    // A stopped worker is not online.
    assert_eq!(queue("enforce")["worker_status"]["status"], "offline");
    assert_eq!(queue("case_copilot")["worker_status"]["status"], "none");
    let summary = json!({
        "total_messages": 3, "total_processing": 1, "workers_online": 2, "workers_offline": 3
    });
    assert_eq!(report["summary"], summary);
}

#[test]
fn the_table_has_a_line_a_queue() {
    let said = busy().operator().run(&["queues"]).ok();
    let mut lines = said.lines();
    let head: Vec<_> = lines.next().unwrap().split_whitespace().collect();
    assert_eq!(
        head.join(" "),
        "QUEUE READY IN FLIGHT RETRYING DELAYED OLDEST WORKERS LAST SUCCESS DEAD"
    );
    let enrich = lines.find(|line| line.starts_with("enrich ")).unwrap();
    let enrich: Vec<_> = enrich.split_whitespace().collect();
    assert_eq!(enrich[..5], ["enrich", "2", "1", "0", "0"]);
    assert_eq!(enrich[7..], ["1", "of", "1", "-", "0"]);
    assert!(!said.contains('\u{1b}'), "{said}");
}

#[test]
fn what_deserves_a_look_is_warned_of_and_is_exit_code_1() {
    let mut database = Database::new();
    database.operator().run(&["queues"]).ok();
    database.execute(
        "select public.queue_jobs(jsonb_agg(jsonb_build_object(
             'kind', 'enforce', 'idempotency_key', 'deep:' || number)))
         from generate_series(1, 1001) as number;
         select public.queue_job('{\"kind\": \"outreach\", \"idempotency_key\": \"old\"}');
         update pgmq.q_outreach set enqueued_at = now() - interval '31 minutes';
         insert into workers.dead_letter_log (original_queue, error_message)
         select 'q_ingest_raw', 'broken' from generate_series(1, 10);
         insert into workers.dead_letter_log (original_queue, error_message)
         select 'comms_outbound', 'broken' from generate_series(1, 9)",
    );
    let run = database.operator().run(&["queues"]);
    assert_eq!(run.code, 1, "{run:?}");
    let warnings: Vec<_> = run.stderr.lines().filter(|line| line.starts_with("warning:")).collect();
    assert_eq!(warnings.len(), 3, "{run:?}");
    assert!(warnings[0].contains("enforce: 1001 messages wait"), "{run:?}");
    assert!(warnings[1].contains("ingest_raw: 10 dead letters unresolved"), "{run:?}");
    assert!(warnings[2].contains("outreach: the oldest message waits for 31 min"), "{run:?}");
    // With --json the document is all of standard output.
    let report = database.operator().run(&["queues", "--json"]).json_with(1);
    assert_eq!(report["summary"]["total_messages"], 1002);
}

#[test]
fn watch_prints_a_document_a_look_until_it_is_told_to_stop() {
    let mut database = Database::new();
    let operator = database.operator();
    let mut watching = operator.start(&["queues", "--watch", "--interval", "1", "--json"]);
    let total = |line: String| -> i64 {
        let report: serde_json::Value = serde_json::from_str(&line).unwrap();
        report["summary"]["total_messages"].as_i64().unwrap()
    };
    assert_eq!(total(watching.line()), 0);
    database
        .execute("select public.queue_job('{\"kind\": \"enrich\", \"idempotency_key\": \"k\"}')");
    while total(watching.line()) == 0 {}
    assert_eq!(watching.terminate(), Some(0));
}

#[test]
fn watch_outlives_a_connection_that_breaks() {
    let mut database = Database::new();
    let operator = database.operator();
    let mut watching = operator.start(&["queues", "--watch", "--interval", "1", "--json"]);
    watching.line();
    database.execute(
        "select pg_terminate_backend(pid) from pg_stat_activity
         where application_name = 'dragonfly' and datname = current_database()",
    );
    // It said so when it connected first, too.
    watching.said("database:");
    watching.said("database:");
    watching.line();
    assert_eq!(watching.terminate(), Some(0));
}

#[test]
fn a_database_without_workers_says_what_to_run() {
    let said = Database::bare().operator().run(&["queues"]).refused(2);
    assert!(said.contains("workers.v_queue_metrics"), "{said}");
    assert!(said.contains("hint: is this the right database? dragonfly install"), "{said}");
    let said = Operator::of("postgres://127.0.0.1:1/d").run(&["queues", "--json"]).refused(2);
    assert!(said.contains("cannot connect"), "{said}");
}

#[test]
fn an_interval_without_watch_is_a_mistake() {
    let said = Operator::new().run(&["queues", "--interval", "5"]).refused(2);
    assert!(said.contains("--watch"), "{said}");
}
