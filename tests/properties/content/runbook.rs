//! Every statement that the runbook prints, as printed, with pg_cron really installed.

use dragonfly_tests::{Cluster, ClusterOptions, install, supabase_defaults};
use serde_json::json;

use super::net;
use crate::support::Db;

fn app(cluster: &Cluster) -> Db<'_> {
    cluster.create_database("app");
    let db = Db { cluster, name: "app".into() };
    supabase_defaults(&mut db.connect());
    db.run("create extension pg_cron");
    install(&mut db.connect());
    net::bring(&db);
    db
}

/// Column names and rows, as a person at psql sees them.
fn shown(db: &Db<'_>, printed: &str) -> String {
    let script = format!("set role service_role;\n{printed}");
    db.cluster.psql_with(&db.name, "postgres", &script, &["-A"]).ok()
}

#[test]
fn configuration_and_backlog_are_shown() {
    let cluster = Cluster::start(ClusterOptions::default().cron("app"));
    let db = app(&cluster);
    let config = shown(&db, "select * from content_stage_config order by stage;");
    let columns =
        "stage|queue|worker_endpoint|max_concurrency|trigger_batch_size|enabled|last_updated_at\n";
    assert!(config.starts_with(columns), "{config}");
    let stages: Vec<&str> =
        config.lines().skip(1).filter_map(|line| line.split_once('|')).map(|it| it.0).collect();
    assert_eq!(stages, ["complete", "draft", "export", "outline", "qa", "research"]);
    assert!(config.contains(
        "research|content|http://localhost:54321/functions/v1/content-research-worker|6|10|t|"
    ));
    db.run("select create_content_job('article') from generate_series(1, 3)");
    assert_eq!(
        shown(&db, "select * from get_content_stage_backlog() order by stage;"),
        "stage|ready_count|inflight_count\ncomplete|0|0\ndraft|0|0\nexport|0|0\noutline|0|0\nqa|0|0\nresearch|3|0\n(6 rows)\n"
    );
    assert_eq!(
        shown(&db, "select * from get_content_stage_backlog() where stage = 'research';"),
        "stage|ready_count|inflight_count\nresearch|3|0\n(1 row)\n"
    );
}

#[test]
fn scaling_pausing_and_the_errors_of_a_stage_do_what_the_text_says() {
    let cluster = Cluster::start(ClusterOptions::default().cron("app"));
    let db = app(&cluster);
    db.run(
        "select create_content_job('article', p_initial_stage => stage)
         from unnest(array['research', 'draft']) as stage, generate_series(1, 15);
         update content_stage_config set trigger_batch_size = 100",
    );
    for (limit, printed) in [
        (10, "update content_stage_config\nset max_concurrency = 10\nwhere stage = 'research';"),
        (20, "update content_stage_config\nset max_concurrency = 20\nwhere stage = 'research';"),
    ] {
        shown(&db, printed);
        let answer = net::cycle(&mut db.connect());
        let research =
            answer["dispatches"].as_array().unwrap().iter().find(|of| of["stage"] == "research");
        assert_eq!(research.unwrap()["workers_triggered"], limit.min(15));
    }
    shown(&db, "update content_stage_config\nset enabled = false\nwhere stage = 'draft';");
    let stages = net::cycle(&mut db.connect());
    assert_eq!(
        stages["dispatches"],
        json!([{"stage": "research", "queue": "content", "workers_triggered": 15}])
    );
    let mut expected = Vec::new();
    for n in 1..=12 {
        db.run(&format!(
            "select fail_stage('content', msg_id, (message ->> 'job_id')::uuid, 'research',
                 '{{\"message\": \"error {n}\"}}', {}) from dequeue_stage('content', 600, 'research')",
            n % 2 == 0
        ));
        expected.insert(0, format!("error {n}"));
    }
    expected.truncate(10);
    let printed = "select * from content_job_events\nwhere stage = 'research' and status = 'error'\norder by created_at desc\nlimit 10;";
    let found = shown(&db, printed);
    assert!(found.starts_with("id|job_id|stage|status|message|metadata|created_at\n"), "{found}");
    let messages: Vec<&str> =
        found.lines().filter_map(|line| line.split('|').nth(4)).skip(1).collect();
    assert_eq!(messages, expected);
}

#[test]
fn the_cron_job_and_pg_net_are_found_as_the_text_looks_for_them() {
    let cluster = Cluster::start(ClusterOptions::default().cron("app"));
    let db = app(&cluster);
    // The operator of the cluster looks: pg_cron shows users their own jobs only.
    let as_operator =
        |printed: &str| db.cluster.psql_with("app", "postgres", printed, &["-A"]).ok();
    assert_eq!(
        as_operator(
            "select jobname, schedule, active\nfrom cron.job\nwhere jobname like '%dispatcher%';"
        ),
        "jobname|schedule|active\nplanperfect-content-queue-dispatcher|*/1 * * * *|t\n(1 row)\n"
    );
    let found = as_operator(
        "select * from cron.job where jobname = 'planperfect-content-queue-dispatcher';",
    );
    assert!(found.contains("public.dispatch_content_queue('cron'::pg_catalog.text)"), "{found}");
    assert!(found.ends_with("(1 row)\n"), "{found}");
    let net = as_operator("select * from pg_extension where extname = 'pg_net';");
    assert!(net.ends_with("(0 rows)\n"), "{net}");
    // What the job runs, as the user it runs as.
    let job = db.text("select command from cron.job where jobname like '%dispatcher'");
    db.run(&format!("select create_content_job('article'); {job}"));
    assert_eq!(db.text("select body ->> 'source' from net.sent"), "cron");
}
