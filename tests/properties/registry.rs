//! Rows of an application's registry under `q_x` are jobs of queue `x`.

use crate::support::{Db, From, database};

const REGISTRY: &str = "
create schema workers;
create table workers.processed_jobs (idempotency_key text, queue_name text, job_id bigint not null, status text not null, attempts integer not null default 1,
    primary key (idempotency_key, queue_name));
insert into workers.processed_jobs (idempotency_key, queue_name, job_id, status, attempts) values
    ('done', 'q_ingest_raw', 90, 'completed', 1),
    ('both', 'q_ingest_raw', 91, 'completed', 1), ('both', 'ingest_raw', 91, 'failed', 3),
    ('spent', 'q_ingest_raw', 92, 'failed', 2), ('spent', 'ingest_raw', 92, 'failed', 1),
    ('plain', 'ingest_raw', 93, 'completed', 1);";

fn adopted() -> (Db<'static>, Vec<String>) {
    let db = database(From::Pgmq);
    db.run(REGISTRY);
    db.run("create extension dragonfly_queue");
    let report = db.install();
    (db, report)
}

fn send(db: &Db<'_>, key: &str) {
    db.run(&format!(
        r#"select pgmq.send('ingest_raw', '{{"org_id": "770e8400-e29b-41d4-a716-446655440002", "idempotency_key": "{key}", "entity_type": "b", "entity_id": "1", "payload": {{}}}}')"#
    ));
}

#[test]
fn rows_of_both_spellings_become_one_and_the_report_says_so() {
    let (db, report) = adopted();
    for row in [
        "merged 2 rows of workers.processed_jobs with those of the plain queue name",
        "renamed the queue of 3 rows of workers.processed_jobs",
    ] {
        assert!(report.contains(&row.to_owned()), "{report:?}");
    }
    let rows = "select concat_ws(' ', idempotency_key, queue_name, status, attempts)
                from workers.processed_jobs order by 1";
    assert_eq!(
        db.texts(rows),
        [
            "both ingest_raw completed 1",
            "done ingest_raw completed 1",
            "plain ingest_raw completed 1",
            "spent ingest_raw failed 2"
        ]
    );
}

#[test]
fn what_was_completed_is_not_polled_again_and_spent_attempts_stay_spent() {
    let (db, _) = adopted();
    send(&db, "done");
    send(&db, "spent");
    let poll = "select concat_ws(' ', envelope ->> 'idempotency_key', attempt)
                from workers.poll('q_ingest_raw', '00000000-0000-0000-0000-000000000001', 10)";
    assert_eq!(db.texts(poll), ["spent 3"]);
}

#[test]
fn whoever_writes_the_other_spelling_afterwards_means_the_same_job() {
    let (db, _) = adopted();
    db.run(
        "insert into workers.processed_jobs (idempotency_key, queue_name, job_id, status)
         values ('done', 'q_ingest_raw', 90, 'completed') on conflict do nothing;
         insert into workers.processed_jobs (idempotency_key, queue_name, job_id, status)
         values ('new', 'q_ingest_raw', 95, 'completed');
         update workers.processed_jobs set queue_name = 'q_ingest_raw' where idempotency_key = 'plain'",
    );
    let spelt = "select count(*) from workers.processed_jobs where queue_name like 'q\\_%'";
    assert_eq!(db.text(spelt), "0");
    assert_eq!(db.text("select count(*) from workers.processed_jobs"), "5");
}
