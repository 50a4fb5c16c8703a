//! Adoption of an application whose workers have a registry, heartbeats and queues already.

use crate::support::{Db, From, database};

/// Its registry is by key alone, its queue under the table's name; it has history.
const APPLICATION: &str = r#"
create schema workers;
create type workers.worker_status as enum ('starting', 'healthy', 'draining', 'stopped');
create type workers.job_status as enum ('processing', 'completed', 'failed');
create table workers.heartbeats (worker_id uuid primary key, queue_name text not null, status workers.worker_status not null default 'starting',
    last_heartbeat_at timestamptz not null default now(), own int default 5);
insert into workers.heartbeats (worker_id, queue_name, status) values ('00000000-0000-0000-0000-000000000009', 'q_ingest_raw', 'healthy');
create table workers.processed_jobs (idempotency_key text primary key, queue_name text not null, job_id bigint not null,
    status workers.job_status not null default 'processing', result jsonb, processed_at timestamptz, worker_id uuid, attempts int not null default 1);
insert into workers.processed_jobs (idempotency_key, queue_name, job_id, status, result) values
    ('done', 'ingest_raw', 90, 'completed', '{"n": 1.10}'), ('open', 'ingest_raw', 1, 'processing', null);
create table workers.metrics (queue_name text primary key, total_processed bigint not null default 0, total_failed bigint not null default 0,
    avg_latency_ms int not null default 0, max_latency_ms int not null default 0);
insert into workers.metrics values ('q_ingest_raw', 40, 2, 10, 90);
select pgmq.create('q_ingest_raw');
select pgmq.send('q_ingest_raw', '{"org_id": "770e8400-e29b-41d4-a716-446655440002", "idempotency_key": "open", "entity_type": "batch", "entity_id": "1", "payload": {}}');
select pgmq.create('simplicity_ingest');
"#;

const ROWS: &str = "
select (select jsonb_agg(jsonb_build_array(idempotency_key, queue_name, job_id, status, result, processed_at, worker_id, attempts) order by idempotency_key) from workers.processed_jobs)::text
    || (select jsonb_agg(jsonb_build_array(worker_id, queue_name, status, own)) from workers.heartbeats)::text
    || (select jsonb_agg(jsonb_build_array(queue_name, total_processed, total_failed, avg_latency_ms, max_latency_ms)) from workers.metrics)::text
    || (select jsonb_agg(to_jsonb(it)) from pgmq.q_q_ingest_raw as it)::text";

const ENVELOPE: &str = r#"'{"org_id": "770e8400-e29b-41d4-a716-446655440002", "idempotency_key": "KEY", "entity_type": "batch", "entity_id": "1", "payload": {}}'"#;

fn adopted(application: &str) -> (Db<'static>, String) {
    let db = database(From::Pgmq);
    db.run(application);
    let before = db.text(ROWS);
    db.run("create extension dragonfly_queue");
    db.install();
    (db, before)
}

#[test]
fn rows_stay_and_the_key_is_widened() {
    let (db, before) = adopted(APPLICATION);
    assert_eq!(db.text(ROWS), before);
    assert!(db.install().is_empty(), "a second install() finds something to do");
    let key = "select pg_get_constraintdef(oid) from pg_constraint
               where conrelid = 'workers.processed_jobs'::regclass and contype in ('p', 'u')";
    assert_eq!(db.texts(key), ["PRIMARY KEY (idempotency_key, queue_name)"]);
    // What the application had is summed up with what comes.
    let counters =
        "select total_processed || ' ' || total_failed || ' ' || depth || ' ' || active_workers
                    from workers.v_queue_metrics where queue_name = 'ingest_raw'";
    assert_eq!(db.text(counters), "40 2 1 1");
    let rows = "select count(*) from workers.v_queue_metrics where queue_name like '%ingest%'";
    assert_eq!(db.text(rows), "2");
}

#[test]
fn its_jobs_go_on_and_one_key_may_stand_on_two_queues() {
    let (db, _) = adopted(APPLICATION);
    let poll = "select attempt || ' ' || (envelope ->> 'idempotency_key')
                from workers.poll('ingest_raw', '00000000-0000-0000-0000-000000000001')";
    assert_eq!(db.texts(poll), ["2 open"]);
    let succeed =
        "select workers.succeed('q_ingest_raw', 1, '00000000-0000-0000-0000-000000000001')";
    assert_eq!(db.text(succeed), "t");
    let enqueue = format!(
        "select workers.enqueue('simplicity_ingest', {}) > 0",
        ENVELOPE.replace("KEY", "done")
    );
    assert_eq!(db.text(&enqueue), "t");
    let other = "select attempt from workers.poll('simplicity_ingest', '00000000-0000-0000-0000-000000000001')";
    assert_eq!(db.texts(other), ["1"]);
    // What is completed is not run again.
    let again =
        format!("select pgmq.send('ingest_raw', {}::jsonb) > 0", ENVELOPE.replace("KEY", "done"));
    assert_eq!(db.text(&again), "t");
    assert_eq!(db.text(&format!("select count(*) from ({poll}) as jobs")), "0");
    assert_eq!(db.text("select count(*) from pgmq.q_q_ingest_raw"), "0");
}

#[test]
fn a_status_of_text_is_written_all_the_same() {
    let application = APPLICATION
        .replace(
            "status workers.job_status not null default 'processing'",
            "status text not null default 'processing'",
        )
        .replace(
            "status workers.worker_status not null default 'starting'",
            "status varchar(20) not null",
        );
    let (db, before) = adopted(&application);
    assert_eq!(db.text(ROWS), before);
    let beat = "select workers.heartbeat('00000000-0000-0000-0000-000000000009', 'ingest_raw', 'h', '1', 1, 'draining') is not null";
    assert_eq!(db.text(beat), "t");
    assert_eq!(db.text("select status from workers.v_worker_health"), "draining");
    let poll =
        "select attempt from workers.poll('ingest_raw', '00000000-0000-0000-0000-000000000001')";
    assert_eq!(db.texts(poll), ["2"]);
    let fail = "select workers.fail('ingest_raw', 1, '00000000-0000-0000-0000-000000000001', 'no', false) ->> 'dead'";
    assert_eq!(db.text(fail), "true");
    assert_eq!(
        db.text("select status from workers.processed_jobs where idempotency_key = 'open'"),
        "failed"
    );
}

#[test]
fn a_key_that_something_leans_on_stays_and_is_named() {
    let application = format!(
        "{APPLICATION}; create table notes (key text references workers.processed_jobs (idempotency_key));"
    );
    let db = database(From::Pgmq);
    db.run(&application);
    db.run("create extension dragonfly_queue");
    db.install();
    let key = "select pg_get_constraintdef(oid) from pg_constraint
               where conrelid = 'workers.processed_jobs'::regclass and contype = 'p'";
    assert_eq!(db.text(key), "PRIMARY KEY (idempotency_key)");
    let unwell = db.unwell();
    let keys = unwell.iter().find(|finding| finding.check == "keys");
    assert!(keys.is_some_and(|keys| keys.detail.contains("workers.processed_jobs")), "{unwell:?}");
}
