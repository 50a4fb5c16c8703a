//! What the real `pg_cron` runs as a superuser makes nobody mightier.

use std::time::Duration;

use dragonfly_tests::{Cluster, ClusterOptions, wait};

use crate::escalation::{DEFERRED, GRASP, MIGHTY, STAGED, stalled};
use crate::roles;
use crate::support::Db;

/// A minute's job, and a minute for `pg_cron` to notice it.
const PATIENCE: Duration = Duration::from_secs(150);
const RUNS: &str =
    "select exists (select from cron.job_run_details as run join cron.job using (jobid)
    where jobname = 'planperfect-content-queue-dispatcher' and run.status = 'STATUS')";

#[test]
fn a_superusers_minute_refuses_the_deferred_trigger_of_a_tables_owner() {
    let mut cluster = Cluster::start(ClusterOptions::default().cron("app"));
    cluster.create_database("app");
    roles::prepare_application(&cluster);
    Db { cluster: &cluster, name: "app".into() }.run(&format!(
        "create extension pg_cron; create extension pgmq; {STAGED}
         create extension dragonfly_queue; select from dragonfly.install()"
    ));
    // A launcher that began without its extension takes no notice of jobs for some time.
    cluster.restart();
    let app = Db { cluster: &cluster, name: "app".into() };
    let happens =
        |status: &str| wait::until(PATIENCE, || app.text(&RUNS.replace("STATUS", status)) == "t");
    assert!(happens("succeeded"), "pg_cron does not run the dispatcher");
    // Once everything is installed, the owner of the stages hangs up a deferred trigger.
    let trap = format!("{GRASP} {DEFERRED} {}", stalled("research"));
    app.connect_as("application").batch_execute(&trap).unwrap();
    assert!(happens("failed"), "the deferred trigger was not refused");
    assert_eq!(app.text(MIGHTY), "f");
}
