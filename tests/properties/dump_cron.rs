//! Dump and restore where pg_cron is: our jobs are neither doubled nor lost, and what the operator
//! did with them stays.

use dragonfly_tests::cluster::SUPERUSER;
use dragonfly_tests::{Cluster, ClusterOptions, install, supabase_defaults};

use crate::dump_restore::empty;
use crate::support::{Db, NOTHING, doctor};
use crate::{live, roles};

const JOBS: &str =
    "select concat_ws('|', schedule, coalesce(substring(command from 'perform ((?:dragonfly|public)[.][a-z_]+)'), command), username, active) from cron.job
     where jobname like 'dragonfly-%' or jobname like 'planperfect-%' order by jobname";
const PURGE: &str = "17 * * * *|dragonfly.purge_idempotency_keys|postgres|t";
const REFRESH: &str = "15 2 * * *|public.refresh_enforcement_metrics|postgres|t";
const DISPATCH: &str = "*/1 * * * *|public.dispatch_content_queue|postgres|t";
const EXPECTED: [&str; 3] = [PURGE, REFRESH, DISPATCH];
const SCHEDULED: [&str; 3] = [
    "scheduled job dragonfly-purge-idempotency-keys",
    "scheduled job dragonfly-refresh-enforcement-metrics",
    "scheduled job planperfect-content-queue-dispatcher",
];

fn cluster() -> Cluster {
    let cluster = Cluster::start(ClusterOptions::default().cron("app"));
    cluster.create_database("app");
    cluster
}

fn app(cluster: &Cluster) -> Db<'_> {
    Db { cluster, name: "app".into() }
}

/// A live database with pg_cron and a job of the application's own.
fn live_app(cluster: &Cluster) -> Db<'_> {
    let app = app(cluster);
    let mut client = app.connect();
    supabase_defaults(&mut client);
    client.batch_execute("create extension pg_cron").unwrap();
    install(&mut client);
    client.batch_execute("select cron.schedule('mine', '1 1 * * *', 'select 1')").unwrap();
    roles::prepare(cluster);
    live::populate(&app);
    app
}

#[test]
fn a_restored_database_has_our_job_once_and_a_doctor_who_sees_it() {
    let cluster_a = cluster();
    let original = live_app(&cluster_a);
    assert_eq!(original.texts(JOBS), EXPECTED);
    assert_eq!(original.unwell_with_cron(), []);
    let cluster_b = cluster();
    let restored = app(&cluster_b);
    restored.run("create role reporting nologin");
    restored.run(&original.dump(&[]));
    roles::prepare(&cluster_b);
    assert_eq!(restored.texts(JOBS), EXPECTED);
    assert_eq!(restored.unwell_with_cron(), []);
    assert_eq!(restored.install(), NOTHING);
    assert_eq!(restored.texts(JOBS), EXPECTED);
    assert_eq!(restored.text("select count(*) from cron.job"), "4");
    // What the job runs, runs.
    restored.run("select public.refresh_enforcement_metrics()");
    roles::everything_works(&restored);
    live::belongings_work(&restored);
}

#[test]
fn jobs_that_the_operator_unscheduled_or_moved_stay_so_through_install_drop_and_restore() {
    let cluster = cluster();
    let db = live_app(&cluster);
    db.run(
        "select cron.unschedule('dragonfly-refresh-enforcement-metrics');
         select cron.alter_job(jobid, schedule => '3 3 * * *') from cron.job
         where jobname = 'dragonfly-purge-idempotency-keys'",
    );
    let moved = [PURGE.replace("17 * * * *", "3 3 * * *"), DISPATCH.to_owned()];
    assert_eq!(db.install(), NOTHING);
    db.run("drop extension dragonfly_queue; create extension dragonfly_queue");
    assert_eq!(db.install(), NOTHING);
    assert_eq!(db.texts(JOBS), moved);
    let dump = db.dump(&[]);
    let mut client = cluster.connect("postgres", SUPERUSER);
    client.batch_execute("drop database app with (force)").unwrap();
    let restored = empty(&cluster, "app");
    restored.run(&dump);
    assert_eq!(restored.install(), NOTHING);
    assert_eq!(restored.texts(JOBS), moved);
    let findings = restored.unwell_with_cron();
    assert_eq!(findings.len(), 1, "{findings:?}");
    assert_eq!(findings[0].check, "cron jobs");
    assert_eq!(findings[0].detail, "dragonfly-refresh-enforcement-metrics is not scheduled");
}

#[test]
fn jobs_survive_drop_extension_until_they_are_uninstalled() {
    let cluster = cluster();
    let db = live_app(&cluster);
    db.run("drop extension dragonfly_queue");
    assert_eq!(db.texts(JOBS), EXPECTED);
    db.run("create extension dragonfly_queue");
    assert_eq!(db.install(), NOTHING);
    assert_eq!(db.texts(JOBS), EXPECTED);
    doubled_jobs_are_seen(&db);
    assert_eq!(db.text("select dragonfly.uninstall_jobs()"), "3");
    assert_eq!(db.texts(JOBS), NOTHING);
    assert_eq!(db.text("select dragonfly.uninstall_jobs()"), "0");
    assert_eq!(db.text("select count(*) from cron.job where jobname = 'mine'"), "1");
    assert_eq!(db.install(), SCHEDULED);
    assert_eq!(db.texts(JOBS), EXPECTED);
}

/// Jobs belong to users, so another user can have one of the same name.
fn doubled_jobs_are_seen(db: &Db<'_>) {
    let mut client = db.connect();
    client
        .batch_execute(
            "begin; insert into cron.job (schedule, command, database, username, jobname)
             values ('1 * * * *', 'select 1', 'app', 'service_role', 'dragonfly-purge-idempotency-keys')",
        )
        .unwrap();
    let finding = doctor(&mut client).into_iter().find(|f| f.check == "cron jobs").unwrap();
    assert_eq!(finding.status, "warn");
    assert_eq!(
        finding.detail,
        "dragonfly-purge-idempotency-keys is scheduled 2 times; \
         dragonfly-purge-idempotency-keys has another command"
    );
    assert!(finding.hint.unwrap().contains("dragonfly.uninstall_jobs()"));
    client.batch_execute("rollback").unwrap();
}

#[test]
fn a_job_that_another_user_scheduled_is_not_scheduled_again() {
    let cluster = cluster();
    let db = app(&cluster);
    db.run(
        "create role janitor login superuser; create extension pg_cron;
         set role janitor;
         select cron.schedule('dragonfly-purge-idempotency-keys', '5 5 * * *', 'select 5');
         reset role;
         create extension dragonfly_queue cascade;",
    );
    assert_eq!(db.install(), NOTHING);
    assert_eq!(db.texts(JOBS), ["5 5 * * *|select 5|janitor|t", REFRESH, DISPATCH]);
}

#[test]
fn a_job_with_the_plain_call_of_an_earlier_version_gets_the_command_and_keeps_its_schedule() {
    let cluster = cluster();
    let db = live_app(&cluster);
    db.run(
        "select cron.alter_job(jobid, schedule => '2 2 * * *',
             command => 'select public.refresh_enforcement_metrics()')
         from cron.job where jobname = 'dragonfly-refresh-enforcement-metrics'",
    );
    let found = doctor(&mut db.connect()).into_iter().find(|f| f.check == "cron jobs").unwrap();
    assert_eq!(found.detail, "dragonfly-refresh-enforcement-metrics has another command");
    assert_eq!(db.install(), ["renewed job dragonfly-refresh-enforcement-metrics"]);
    assert_eq!(db.texts(JOBS), [PURGE, &REFRESH.replace("15 2", "2 2"), DISPATCH]);
    assert_eq!(db.install(), NOTHING);
    assert_eq!(db.unwell_with_cron(), []);
}

#[test]
fn pg_cron_that_arrives_later_gets_its_job_from_install() {
    let cluster = cluster();
    let db = app(&cluster);
    db.run("create extension dragonfly_queue cascade; create extension pg_cron;");
    let found = db.unwell_with_cron();
    assert!(found.iter().any(|f| f.check == "cron jobs" && f.status == "warn"), "{found:?}");
    assert_eq!(db.install(), SCHEDULED);
    assert_eq!(db.texts(JOBS), EXPECTED);
    assert_eq!(db.unwell_with_cron(), []);
}
