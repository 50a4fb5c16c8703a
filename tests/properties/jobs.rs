//! Jobs through dump and restore, DROP EXTENSION and CREATE EXTENSION; tables made as the contract prints
//! them, and tables of another make under the same names.

use dragonfly_tests::Cluster;
use postgres::Client;

use crate::dump_restore::empty;
use crate::support::{Db, From, NOTHING, database, refusal, text, texts};
use crate::{catalogue, roles};

const SEED: &str = include_str!("seed_004.sql");
const CREATE: &str = "select create_job('tech_rfp_report', '{\"package_id\": \"p\", \"n\": 1.10}')";

/// A user's job from beginning to end, and each of the other ends.
#[track_caller]
pub fn works(db: &Db<'_>) {
    let mut service = roles::session(db, "service_role");
    let mut user = roles::session(db, "authenticated");
    user.batch_execute("set request.jwt.claims to '{\"sub\": \"ann\"}'").unwrap();
    let job = text(&mut user, CREATE);
    let status = format!("select get_job_status('{job}') ->> 'status'");
    assert_eq!(text(&mut user, &status), "pending");
    let run = claim(&mut service, &job);
    let progress = format!("select update_job_progress('{run}', '{{\"a\": 1}}')");
    assert_eq!(text(&mut service, &progress), "t");
    assert_eq!(text(&mut user, &status), "in_progress");
    let complete = format!("select complete_job_run('{run}', '{{\"result\": 1.10}}')");
    assert_eq!(text(&mut service, &complete), "t");
    assert_eq!(text(&mut service, &complete), "f");
    assert_eq!(text(&mut user, &format!("select get_job_result('{job}')")), "1.10");

    let job = text(&mut service, CREATE);
    let run = claim(&mut service, &job);
    let fail = format!("select fail_job_run('{run}', 'boom', true, 0) ->> 'attempts_left'");
    assert_eq!(text(&mut service, &fail), "2");
    let again = claim(&mut service, &job);
    assert_ne!(again, run);
    assert_eq!(text(&mut service, &format!("select cancel_job('{job}')")), "t");
    assert_eq!(text(&mut service, &format!("select cancel_job('{job}')")), "f");
    let hidden = format!("select get_job_status('{job}')");
    assert_eq!(refusal(user.batch_execute(&hidden)).code, "PT404");
    for call in ["claim_jobs()", "cancel_job(null)"] {
        assert_eq!(refusal(user.batch_execute(&format!("select {call}"))).code, "42501");
    }
    let unknown = "insert into jobs (id, type, payload) values (gen_random_uuid(), 'fax', '{}')";
    assert_eq!(refusal(service.batch_execute(unknown)).message, "jobs: unsupported type fax");
}

/// The run of that job, when everything that waits is claimed.
#[track_caller]
fn claim(service: &mut Client, job: &str) -> String {
    let claim = "select job_id || ' ' || run_id from claim_jobs(quantity => 1000)";
    let claimed = texts(service, claim);
    let run = claimed.iter().find_map(|line| line.strip_prefix(job));
    run.unwrap_or_else(|| panic!("{job} is not in {claimed:?}")).trim().to_owned()
}

/// Jobs in every state.
fn live() -> Db<'static> {
    let db = database(From::Installed);
    works(&db);
    fill(&db);
    db
}

/// A kind of the operator's own, and jobs that wait and run.
pub fn fill(db: &Db<'_>) {
    db.run(
        "insert into job_types values ('mail', 'the operator''s own');
         select create_job('mail', '{\"package_id\": \"p\"}'), create_job('tech_rfp_report', '{\"package_id\": \"p\"}')
         from generate_series(1, 3);
         select * from claim_jobs(quantity => 2, worker => 'w', lease_seconds => 86400);
         insert into job_runs (job_id, status) select job_id, 'in_progress' from dragonfly.job_queue
         where run_id is null limit 1;",
    );
}

#[track_caller]
fn is_the_same(original: &Db<'_>, restored: &Db<'_>) {
    let rows = catalogue::difference(&catalogue::rows(original), &catalogue::rows(restored));
    assert_eq!(rows, "", "rows differ");
    let objects =
        catalogue::difference(&catalogue::describe(original), &catalogue::describe(restored));
    assert_eq!(objects, "", "objects differ");
    assert_eq!(restored.install(), NOTHING);
}

#[test]
fn live_jobs_come_back_in_the_same_cluster_and_in_one_without_our_roles() {
    let original = live();
    let dump = original.dump(&[]);
    let here = empty(original.cluster, "jobs_here");
    here.run(&dump);
    is_the_same(&original, &here);
    assert_eq!(here.unwell(), []);
    works(&here);
    let cluster = Cluster::start_default();
    let elsewhere = empty(&cluster, "jobs_elsewhere");
    elsewhere.run(&dump);
    roles::prepare(&cluster);
    is_the_same(&original, &elsewhere);
    works(&elsewhere);
}

#[test]
fn without_the_extension_the_tables_go_on_and_with_it_again_nothing_is_missing() {
    let db = live();
    let before = catalogue::rows(&db);
    db.run("drop extension dragonfly_queue");
    assert_eq!(catalogue::difference(&before, &catalogue::rows(&db)), "");
    let mut service = roles::session(&db, "service_role");
    let insert = "insert into jobs (id, type, payload)
        values ('00000000-0000-4000-8000-000000000001', 'tech_rfp_report', '{\"package_id\": \"p\"}')";
    service.batch_execute(insert).unwrap();
    let refused = refusal(service.batch_execute("insert into jobs (type) values ('mail')"));
    assert_eq!(refused.message, "jobs: missing package_id in payload");
    service
        .batch_execute("update job_runs set status = 'completed' where status = 'in_progress'")
        .unwrap();
    let waiting = db.text("select count(*) from dragonfly.job_queue");
    db.run("create extension dragonfly_queue");
    // The functions work on what is there, before install() and after.
    assert_eq!(text(&mut service, "select count(*) from claim_jobs(quantity => 1000)"), waiting);
    assert_eq!(db.install(), NOTHING);
    works(&db);
    assert_eq!(db.unwell(), []);
}

/// The contract's tables, owned by an application, with rows.
fn adopted() -> Db<'static> {
    let db = database(From::Pgmq);
    db.run(SEED);
    let before = rows_of(&db);
    let said = db.run("create extension dragonfly_queue");
    assert!(said.contains("SELECT dragonfly.install()"), "{said}");
    let report = db.install();
    assert!(report.contains(&"added 2 rows of dragonfly.job_queue".to_owned()), "{report:?}");
    assert_eq!(rows_of(&db), before, "install() touched a row");
    assert_eq!(db.install(), NOTHING);
    db
}

fn rows_of(db: &Db<'_>) -> Vec<String> {
    db.texts(
        "select to_jsonb(job)::text from jobs as job union all select to_jsonb(run)::text from job_runs as run
         union all select to_jsonb(made)::text from job_artifacts as made order by 1",
    )
}

#[test]
fn tables_as_the_seed_prints_them_are_adopted_and_used() {
    let db = adopted();
    let owners = "select distinct relowner::regrole::text from pg_class
        where oid in ('jobs'::regclass, 'job_runs'::regclass, 'job_artifacts'::regclass)";
    assert_eq!(db.texts(owners), ["application"]);
    // The type that is none of ours stays and can be claimed; a new job of it is refused.
    let waiting = "select queued.type || ' ' || job.user_id from dragonfly.job_queue as queued
        join jobs as job on job.id = queued.job_id order by 1";
    assert_eq!(db.texts(waiting), ["older_type ann", "tech_rfp_report ann"]);
    let refused = db.refused("insert into jobs (id, type, payload) values (gen_random_uuid(), 'older_type', '{\"package_id\": \"p\"}')");
    assert_eq!(
        (refused.code.as_str(), refused.message.as_str()),
        ("P0001", "jobs: unsupported type older_type")
    );
    let mut service = roles::session(&db, "service_role");
    let all = "select count(complete_job_run(run_id, '{\"result\": 1}')) from claim_jobs()";
    assert_eq!(text(&mut service, all), "2");
    // The application's own worker writes as its tables' owner, who may not see the queue.
    let mut application = db.connect_as("application");
    let insert = "insert into jobs (id, type, payload) values ('00000000-0000-4000-8000-000000000077', 'tech_rfp_report', '{\"package_id\": \"p\"}');
        insert into job_runs (id, job_id, status) values (gen_random_uuid(), '00000000-0000-4000-8000-000000000077', 'in_progress')";
    application.batch_execute(insert).unwrap();
    assert_eq!(text(&mut service, "select count(*) from claim_jobs()"), "0");
    application
        .batch_execute("update job_runs set status = 'completed' where status = 'in_progress'")
        .unwrap();
    assert_eq!(db.text("select count(*) from dragonfly.job_queue"), "0");
}

#[test]
fn adopted_jobs_come_back_and_work_as_before() {
    let original = adopted();
    let restored = empty(original.cluster, "jobs_adopted");
    restored.run(&original.dump(&[]));
    is_the_same(&original, &restored);
    let mut service = roles::session(&restored, "service_role");
    assert_eq!(text(&mut service, "select count(*) from claim_jobs()"), "2");
    restored.run("drop extension dragonfly_queue; create extension dragonfly_queue");
    assert_eq!(restored.install(), NOTHING);
    assert_eq!(text(&mut service, CREATE).len(), 36);
}

#[test]
fn a_table_of_another_make_is_left_alone_and_everything_else_works() {
    let db = database(From::Pgmq);
    db.run(
        "create table jobs (id bigint primary key, title text not null);
         insert into jobs values (1, 'Baker'), (2, 'Smith');",
    );
    let before = catalogue::describe(&db);
    db.run("create extension dragonfly_queue");
    let said = db.run("select * from dragonfly.install()");
    for words in ["WARNING", "the area jobs was left out", "column id of public.jobs is bigint"] {
        assert!(said.contains(words), "no {words} in: {said}");
    }
    let lost = catalogue::difference(&before, &catalogue::describe(&db));
    assert!(!lost.lines().any(|line| line.contains("public.jobs")), "{lost}");
    assert_eq!(db.texts("select title from jobs order by id"), ["Baker", "Smith"]);
    let refused = db.refused(CREATE);
    assert_eq!(
        (refused.code.as_str(), refused.hint.as_str()),
        ("55000", "run SELECT dragonfly.install()")
    );
    roles::everything_works(&db);
    let unwell = db.unwell();
    let jobs = unwell.iter().find(|finding| finding.check == "jobs").unwrap();
    assert_eq!(jobs.detail, "public.jobs is there without dragonfly.job_queue");
    assert!(unwell.iter().all(|finding| finding.check != "adopted tables"), "{unwell:?}");
    // It goes through a dump, and out of the way.
    let restored = empty(db.cluster, "jobs_of_another_make");
    restored.run(&db.dump(&[]));
    assert_eq!(restored.texts("select title from jobs order by id"), ["Baker", "Smith"]);
    restored.run("alter table jobs rename to trades");
    restored.install();
    assert_eq!(restored.install(), NOTHING);
    works(&restored);
    assert_eq!(restored.unwell(), []);
}

#[test]
fn the_doctor_sees_what_is_missing_or_waits_too_long() {
    let db = live();
    assert_eq!(db.unwell(), []);
    for (harm, check, words) in [
        ("drop trigger jobs_queue on jobs", "triggers", "jobs_queue on public.jobs is missing"),
        ("drop table dragonfly.job_queue", "jobs", "public.jobs is there without"),
        ("alter table job_runs drop column progress", "columns", "column public.job_runs.progress"),
        ("drop function dragonfly.tg_end_run() cascade", "helpers", "tg_end_run() is missing"),
        (
            "update dragonfly.job_queue set lease_until = now() - interval '31 minutes' where lease_until is not null",
            "waiting jobs",
            "a lease passed over 30 minutes ago",
        ),
        (
            "update dragonfly.job_queue set created_at = created_at - interval '31 minutes' where run_id is null",
            "waiting jobs",
            "a job waits for over 30 minutes",
        ),
        (
            "insert into jobs (type, payload) select 'mail', '{\"package_id\": \"p\"}' from generate_series(1, 1001)",
            "waiting jobs",
            "more than 1000 jobs wait",
        ),
    ] {
        let mut client = db.connect();
        client.batch_execute(&format!("begin; {harm}")).unwrap();
        let sql = format!(
            "select detail from dragonfly.doctor() where check_name = '{check}' and status <> 'ok'"
        );
        let found = texts(&mut client, &sql).concat();
        assert!(found.contains(words), "{harm}: {found}");
        client.batch_execute("rollback").unwrap();
    }
}
