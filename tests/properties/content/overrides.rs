//! Limits from the server's environment and from the setting, beside the table's.

use dragonfly_tests::{Cluster, ClusterOptions, install, supabase_defaults};
use serde_json::Value;

use super::net;
use crate::support::Db;

/// Twelve jobs wait in each of the stages.
fn waiting(cluster: &Cluster) -> Db<'_> {
    cluster.create_database("app");
    let db = Db { cluster, name: "app".into() };
    supabase_defaults(&mut db.connect());
    install(&mut db.connect());
    net::bring(&db);
    db.run(
        "insert into content_stage_config (stage, worker_endpoint, enabled, max_concurrency)
         values ('fact-check 2', 'http://w/', true, 1);
         update content_stage_config set trigger_batch_size = 100;
         select create_content_job('article', p_initial_stage => stage)
         from content_stage_config, generate_series(1, 12)",
    );
    db
}

/// How many workers a cycle starts, by stage; nothing is kept.
fn started(db: &Db<'_>, setting: &str) -> Vec<(String, i64)> {
    let mut client = db.connect();
    let set =
        format!("begin; set local dragonfly_queue.content_stage_max_concurrency = '{setting}'");
    client.batch_execute(&set).unwrap();
    let answer = net::cycle(&mut client);
    // Before the next cycle: the lock of this one ends with its transaction.
    client.batch_execute("rollback").unwrap();
    let of = |stage: &Value| {
        (stage["stage"].as_str().unwrap().to_owned(), stage["workers_triggered"].as_i64().unwrap())
    };
    answer["dispatches"].as_array().unwrap().iter().map(of).collect()
}

fn expect(found: &[(String, i64)], expected: &[(&str, i64)]) {
    let found: Vec<_> = found.iter().map(|(stage, count)| (stage.as_str(), *count)).collect();
    assert_eq!(found, expected);
}

#[test]
fn environment_and_setting_override_the_table_in_all_spellings() {
    let options = ClusterOptions::default()
        .variable("CONTENT_STAGE_RESEARCH_MAX_CONCURRENCY", "10x")
        .variable("CONTENT_STAGE_OUTLINE_MAX_CONCURRENCY", "0")
        .variable("CONTENT_STAGE_DRAFT_MAX_CONCURRENCY", "-3")
        .variable("CONTENT_STAGE_QA_MAX_CONCURRENCY", "many")
        .variable("CONTENT_STAGE_EXPORT_MAX_CONCURRENCY", " 8 ")
        .variable("CONTENT_STAGE_COMPLETE_MAX_CONCURRENCY", "")
        .variable("CONTENT_STAGE_FACT_CHECK_2_MAX_CONCURRENCY", "99999999999999999999");
    let cluster = Cluster::start(options);
    let db = waiting(&cluster);
    expect(
        &started(&db, ""),
        &[("complete", 2), ("export", 8), ("fact-check 2", 12), ("qa", 4), ("research", 10)],
    );
    // The setting wins over both, junk in it is passed over.
    expect(
        &started(
            &db,
            "research=1, outline = 5 ,export=0,qa=,draft=x,junk,=3,complete=-1, fact-check 2=2y",
        ),
        &[("fact-check 2", 2), ("outline", 5), ("qa", 4), ("research", 1)],
    );
    // Neither enables what the table disables, nor counts workers that are in flight twice.
    db.run(
        "update content_stage_config set enabled = false where stage in ('research', 'export');
         select count(start_stage((message ->> 'job_id')::uuid, message ->> 'stage'))
         from dequeue_stage_batch('content', 600, 3, 'outline')",
    );
    expect(
        &started(&db, "research=9,outline=5"),
        &[("complete", 2), ("fact-check 2", 12), ("outline", 2), ("qa", 4)],
    );
    db.run("alter database app set dragonfly_queue.content_stage_max_concurrency = 'qa=1'");
    let answer = net::cycle(&mut db.connect());
    let qa =
        answer["dispatches"].as_array().unwrap().iter().find(|of| of["stage"] == "qa").cloned();
    assert_eq!(qa.unwrap()["workers_triggered"], 1);
}
