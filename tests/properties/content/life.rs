//! Jobs in the middle of their life through dump and restore, and through DROP and CREATE EXTENSION.

use crate::dump_restore::empty;
use crate::support::{Db, From, NOTHING, database};
use crate::{catalogue, roles};

/// Jobs in every state: waiting, delayed, worked on, tried again, given up, cancelled, completed.
pub const JOBS: &str = r#"
select create_content_job('article', 'a@example.org', '{"n": 1.10, "big": 12345678901234567890123}')
from generate_series(1, 8);
select create_content_job('schema'), create_content_job('article', p_queue_override => 'tsv');
create table state as select msg_id, message from dequeue_stage_batch('content', 600, 5);
select start_stage((message ->> 'job_id')::uuid, 'research') from state;
select complete_stage('content', 1, (message ->> 'job_id')::uuid, 'research', '{"text": "ünï \" ☃"}', 'outline')
from state where msg_id = 1;
select fail_stage('content', 2, (message ->> 'job_id')::uuid, 'research', '{"message": "x"}') from state where msg_id = 2;
select fail_stage('content', 3, (message ->> 'job_id')::uuid, 'research', '{"message": "y"}', false) from state where msg_id = 3;
select cancel_content_job((message ->> 'job_id')::uuid, 'no') from state where msg_id = 4;
select enqueue_stage('content', id, 'later', p_delay_seconds => 86400) from content_jobs where job_type = 'schema';
select record_job_metric(id, 'research', 'words', 1.10) from content_jobs;
insert into content_assets (job_id, asset_type) select id, 'image' from content_jobs;
update content_stage_config set max_concurrency = 9 where stage = 'qa';
drop table state;
"#;

fn live() -> Db<'static> {
    let db = database(From::Installed);
    db.run(JOBS);
    db
}

/// Everything that is open can be brought to its end.
pub fn goes_on(db: &Db<'_>) {
    let mut client = roles::session(db, "service_role");
    client
        .batch_execute(
            "update pgmq.q_content set vt = now() - interval '1 hour';
             update pgmq.q_schema set vt = now() - interval '1 hour'",
        )
        .unwrap();
    let taken_back: i32 =
        client.query_one("select reclaim_stalled_stages(60)", &[]).unwrap().get(0);
    assert_eq!(taken_back, 1, "the stage that was worked on");
    for queue in ["content", "schema", "tsv"] {
        let finish = "select count(complete_stage($1, msg_id, (message ->> 'job_id')::uuid, message ->> 'stage'))
                      from dequeue_stage_batch($1, 600, 100)";
        assert!(client.query_one(finish, &[&queue]).unwrap().get::<_, i64>(0) > 0, "{queue}");
    }
    let open = "select count(*) from content_jobs where status not in ('completed', 'failed', 'cancelled')";
    assert_eq!(db.text(open), "0");
    let statuses =
        "select concat_ws(' ', status, count(*)) from content_jobs group by status order by 1";
    assert_eq!(db.texts(statuses), ["cancelled 1", "completed 8", "failed 1"]);
    assert_eq!(db.text("select count(*) from content_dead_letters"), "1");
}

#[test]
fn live_jobs_come_back_from_a_dump_and_go_on() {
    let original = live();
    let restored = empty(original.cluster, "content_restored");
    restored.run(&original.dump(&[]));
    assert_eq!(catalogue::difference(&catalogue::rows(&original), &catalogue::rows(&restored)), "");
    let objects =
        catalogue::difference(&catalogue::describe(&original), &catalogue::describe(&restored));
    let ours: Vec<&str> = objects.lines().filter(|line| line.contains("content")).collect();
    assert_eq!(ours, NOTHING);
    assert_eq!(restored.install(), NOTHING);
    assert_eq!(restored.unwell(), []);
    goes_on(&restored);
    roles::everything_works(&restored);
}

#[test]
fn live_jobs_stay_through_drop_and_create() {
    let db = live();
    let rows = catalogue::rows(&db);
    db.run("drop extension dragonfly_queue");
    assert_eq!(catalogue::difference(&rows, &catalogue::rows(&db)), "");
    // Tables go on working without us: over REST a job is made, and its first stage with it.
    db.run("insert into content_jobs (job_type) values ('x')");
    let first = "select concat_ws(' ', stage.stage, stage.status) from content_job_stages as stage
                 join content_jobs as job on job.id = stage.job_id where job.job_type = 'x'";
    assert_eq!(db.text(first), "intake pending");
    db.run("delete from content_jobs where job_type = 'x'");
    db.run("create extension dragonfly_queue");
    assert_eq!(db.install(), NOTHING);
    assert_eq!(catalogue::difference(&rows, &catalogue::rows(&db)), "");
    assert_eq!(db.unwell(), []);
    goes_on(&db);
}

#[test]
fn a_job_that_is_deleted_takes_its_rows_and_leaves_its_dead_letters() {
    let db = live();
    db.run("delete from content_jobs");
    for table in ["stages", "events", "metrics"] {
        let rows = format!("select count(*) from content_job_{table} where job_id is not null");
        assert_eq!(db.text(&rows), "0", "{table}");
    }
    assert_eq!(db.text("select count(*) from content_payloads, content_assets"), "0");
    assert_eq!(
        db.text("select count(*) from content_dead_letters where failure_reason = 'not_retryable'"),
        "1"
    );
    // Their messages become dead letters of jobs that nobody knows.
    db.run("update pgmq.q_content set vt = now()");
    assert_eq!(db.text("select count(*) from dequeue_stage_batch('content', 0, 100)"), "0");
    assert_eq!(db.text("select count(*) from pgmq.q_content"), "0");
}
