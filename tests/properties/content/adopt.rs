//! An application with content tables of its own: other types, columns of its own, columns that are
//! missing, no checks, rows that its workers wrote over REST.

use crate::roles;
use crate::support::{Db, From, NOTHING, database};

const APPLICATION: &str = r#"
create table content_jobs (id uuid primary key default gen_random_uuid(), job_type varchar(50) not null,
    status varchar(20) not null default 'queued', stage text not null default 'intake',
    payload jsonb not null default '{}', tenant int not null default 7, created_at timestamptz not null default now());
create table content_job_stages (job_id uuid not null references content_jobs on delete cascade, stage text not null,
    status varchar(20) not null default 'pending', attempt_count int not null default 0,
    started_at timestamptz, finished_at timestamptz, note text, primary key (job_id, stage));
create table content_job_events (id bigserial primary key, job_id uuid references content_jobs on delete cascade,
    stage text, status varchar(30), message text, metadata jsonb, created_at timestamptz not null default now());
create table content_stage_config (stage text primary key, worker_endpoint text not null, max_concurrency int not null default 1,
    enabled boolean not null default true, note text);
insert into content_stage_config (stage, worker_endpoint, max_concurrency, note) values ('research', 'https://own/r', 11, 'mine');
insert into content_jobs (id, job_type, status, stage) values
    ('00000000-0000-0000-0000-000000000001', 'article', 'processing', 'research'),
    ('00000000-0000-0000-0000-000000000002', 'article', 'queued', 'research'),
    ('00000000-0000-0000-0000-000000000003', 'article', 'on hold', 'draft'),
    ('00000000-0000-0000-0000-000000000004', 'article', 'completed', 'complete');
insert into content_job_stages (job_id, stage, status, attempt_count, started_at, finished_at, note) values
    ('00000000-0000-0000-0000-000000000001', 'research', 'processing', 1, '2020-01-01', null, 'a'),
    ('00000000-0000-0000-0000-000000000002', 'research', 'queued', 0, null, null, 'b'),
    ('00000000-0000-0000-0000-000000000003', 'draft', 'on hold', 0, null, null, 'c'),
    ('00000000-0000-0000-0000-000000000004', 'complete', 'completed', 1, '2020-01-01', '2020-01-02', 'd');
insert into content_job_events (job_id, stage, status, message) values
    ('00000000-0000-0000-0000-000000000001', 'research', 'processing', 'own');
select pgmq.create('content');
select pgmq.send('content', jsonb_build_object('job_id', '00000000-0000-0000-0000-00000000000' || n, 'stage', 'research', 'payload', '{"own": true}'::jsonb))
from generate_series(1, 2) as n;
"#;

const ROWS: &str = "select concat(
    (select jsonb_agg(jsonb_build_array(id, job_type, status, stage, payload, tenant, created_at) order by id) from content_jobs),
    (select jsonb_agg(jsonb_build_array(job_id, stage, status, attempt_count, started_at, finished_at, note) order by job_id) from content_job_stages),
    (select jsonb_agg(jsonb_build_array(id, job_id, stage, status, message)) from content_job_events),
    (select jsonb_agg(jsonb_build_array(stage, worker_endpoint, max_concurrency, enabled, note)) from content_stage_config where stage = 'research'),
    (select jsonb_agg(jsonb_build_array(msg_id, message) order by msg_id) from pgmq.q_content))";

fn adopted() -> Db<'static> {
    let db = database(From::Pgmq);
    db.run(APPLICATION);
    let before = db.text(ROWS);
    db.run("create extension dragonfly_queue");
    db.install();
    assert_eq!(db.text(ROWS), before, "a row was touched");
    assert_eq!(db.install(), NOTHING, "a second install() finds something to do");
    db
}

#[test]
fn rows_stay_columns_arrive_and_the_operators_stage_keeps_its_settings() {
    let db = adopted();
    assert_eq!(db.text("select count(*) from content_stage_config"), "6");
    let kept = "select concat_ws('|', worker_endpoint, max_concurrency, queue, trigger_batch_size) from content_stage_config
                where stage = 'research'";
    assert_eq!(db.text(kept), "https://own/r|11|content|1");
    let columns = "select count(*) from pg_attribute where attrelid = 'content_job_stages'::regclass
        and attname in ('queue', 'msg_id', 'max_attempts', 'available_at', 'visibility_timeout_seconds', 'last_dequeued_at')";
    assert_eq!(db.text(columns), "6");
    assert_eq!(
        db.texts("select concat_ws(' ', stage, ready_count, inflight_count) from get_content_stage_backlog()
                  where ready_count + inflight_count > 0"),
        ["research 1 0"]
    );
}

#[test]
fn messages_and_rows_of_the_application_are_worked_on_and_taken_back() {
    let db = adopted();
    let mut client = roles::session(&db, "service_role");
    // Both messages are due; the row in processing names none and its time is long over.
    client.batch_execute("update pgmq.q_content set vt = now() - interval '1 hour'").unwrap();
    // A row that was there before its column is as fresh as its install.
    client.batch_execute("update content_job_stages set available_at = '2020-01-01'").unwrap();
    let reclaim = "select reclaim_stalled_stages(0)";
    assert_eq!(client.query_one(reclaim, &[]).unwrap().get::<_, i32>(0), 1);
    let stage = "select concat_ws(' ', status, queue, msg_id, note) from content_job_stages where note = 'a'";
    assert_eq!(db.text(stage), "queued content 1 a");
    let taken = "select count(start_stage((message ->> 'job_id')::uuid, message ->> 'stage'))
                 from dequeue_stage_batch('content')";
    assert_eq!(client.query_one(taken, &[]).unwrap().get::<_, i64>(0), 2);
    for n in 1..=2 {
        let finish = format!(
            "select complete_stage('content', {n}, '00000000-0000-0000-0000-00000000000{n}', 'research', '{{}}', 'outline') ->> 'job_status'"
        );
        assert_eq!(client.query_one(&finish, &[]).unwrap().get::<_, String>(0), "queued");
    }
    let stages =
        "select concat_ws(' ', stage, status) from content_job_stages order by job_id, stage";
    assert_eq!(
        db.texts(stages),
        [
            "outline queued",
            "research completed",
            "outline queued",
            "research completed",
            "draft on hold",
            "complete completed"
        ]
    );
    assert_eq!(db.text("select tenant from content_jobs where id::text like '%1'"), "7");
    roles::everything_works(&db);
}

#[test]
fn a_status_of_the_application_is_no_obstacle() {
    let db = adopted();
    // Its own word is neither ready nor in flight, and can be queued.
    let id = "'00000000-0000-0000-0000-000000000003'";
    assert_eq!(db.text(&format!("select enqueue_stage('content', {id}, 'draft')")), "3");
    assert_eq!(db.text("select status from content_job_stages where stage = 'draft'"), "queued");
    assert_eq!(db.text(&format!("select cancel_content_job({id})")), "t");
    assert_eq!(db.text("select status from content_jobs where id::text like '%3'"), "cancelled");
}

#[test]
fn a_word_of_the_application_does_not_stop_readers() {
    let db = adopted();
    db.run("update content_jobs set status = 'on hold' where id::text like '%1'");
    let taken = "select count(*) from dequeue_stage_batch('content', 600)";
    assert_eq!(db.text(taken), "2");
    let columns = "select format_type(atttypid, atttypmod) from pg_attribute
        where attname = 'status' and attrelid in ('content_jobs'::regclass, 'content_job_stages'::regclass)";
    assert_eq!(db.texts(columns), ["character varying(20)", "character varying(20)"]);
    assert_eq!(db.text("select status from content_jobs where id::text like '%1'"), "on hold");
}
