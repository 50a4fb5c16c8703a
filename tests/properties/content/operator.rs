//! install() again after an operator decided something: the decision stands.

use dragonfly_tests::{Cluster, ClusterOptions, install, supabase_defaults};

use crate::support::{Db, From, NOTHING, database, refusal};

const CONFIG: &str = "select concat_ws('|', stage, queue, worker_endpoint, max_concurrency,
        trigger_batch_size, enabled, last_updated_at) from content_stage_config order by stage";
const CRON: &str = "select concat_ws('|', schedule,
    substring(command from 'perform (public[^;]*);'), active) from cron.job
    where jobname = 'planperfect-content-queue-dispatcher'";
const SCHEDULED: &str = "*/1 * * * *|public.dispatch_content_queue('cron'::pg_catalog.text)|t";

#[test]
fn rows_that_were_changed_or_added_stay_as_the_operator_left_them() {
    let db = database(From::Installed);
    db.run(
        "update content_stage_config set max_concurrency = 20, trigger_batch_size = 5 where stage = 'research';
         update content_stage_config set enabled = false where stage = 'draft';
         update content_stage_config set worker_endpoint = 'https://own/w', queue = 'tsv' where stage = 'qa';
         insert into content_stage_config (stage, worker_endpoint) values ('translate', 'https://own/t');",
    );
    let before = db.texts(CONFIG);
    assert_eq!(before.len(), 7);
    assert_eq!(db.install(), NOTHING);
    assert_eq!(db.install(), NOTHING);
    assert_eq!(db.texts(CONFIG), before);
}

#[test]
fn the_time_of_a_change_is_kept_whatever_the_statement_says() {
    let db = database(From::Installed);
    db.run(
        "update content_stage_config set max_concurrency = 10, last_updated_at = '2020-01-01' where stage = 'research';
         insert into content_stage_config (stage, worker_endpoint, last_updated_at)
         values ('translate', 'https://own/t', '2020-01-01')",
    );
    let old = "select count(*) from content_stage_config where last_updated_at < now() - interval '1 hour'";
    assert_eq!(db.text(old), "0");
    for bad in ["max_concurrency = -1", "trigger_batch_size = 0"] {
        let sql = format!("update content_stage_config set {bad}");
        assert_eq!(refusal(db.connect().batch_execute(&sql)).code, "23514");
    }
}

#[test]
fn endpoints_come_from_the_setting_at_the_first_install_only() {
    let db = database(From::Pgmq);
    db.run(&format!(
        "alter database {} set app.settings.functions_base_url = 'https://project.example.org/functions/v1/'",
        db.name
    ));
    db.run("create extension dragonfly_queue");
    let endpoint = "select worker_endpoint from content_stage_config where stage = 'qa'";
    let wanted = "https://project.example.org/functions/v1/content-qa-worker";
    assert_eq!(db.text(endpoint), wanted);
    db.run(&format!(
        "alter database {} set app.settings.functions_base_url = 'https://other'",
        db.name
    ));
    assert_eq!(db.install(), NOTHING);
    assert_eq!(db.text(endpoint), wanted);
}

fn with_cron(cluster: &Cluster) -> Db<'_> {
    cluster.create_database("app");
    let db = Db { cluster, name: "app".into() };
    supabase_defaults(&mut db.connect());
    db.run("create extension pg_cron");
    install(&mut db.connect());
    db
}

#[test]
fn the_cron_job_is_scheduled_once_and_what_the_operator_made_of_it_stays() {
    let cluster = Cluster::start(ClusterOptions::default().cron("app"));
    let db = with_cron(&cluster);
    assert_eq!(db.texts(CRON), [SCHEDULED]);
    assert_eq!(db.install(), NOTHING);
    db.run(
        "select cron.alter_job(jobid, schedule => '*/5 * * * *', active => false) from cron.job
         where jobname = 'planperfect-content-queue-dispatcher'",
    );
    let changed = "*/5 * * * *|public.dispatch_content_queue('cron'::pg_catalog.text)|f";
    for again in ["select 1", "drop extension dragonfly_queue; create extension dragonfly_queue"] {
        db.run(again);
        assert_eq!(db.install(), NOTHING);
        assert_eq!(db.texts(CRON), [changed]);
    }
    db.run("select cron.unschedule('planperfect-content-queue-dispatcher')");
    for again in ["select 1", "drop extension dragonfly_queue; create extension dragonfly_queue"] {
        db.run(again);
        assert_eq!(db.install(), NOTHING);
        assert_eq!(db.texts(CRON), NOTHING);
    }
}
