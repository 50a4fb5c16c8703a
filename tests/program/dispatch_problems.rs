//! `dragonfly dispatch`: what keeps stages from being worked on.

use serde_json::{Value, json};

use crate::dispatch::{CYCLE, database, operator};
use crate::stub::{Reply, Stub};

#[test]
fn an_endpoint_that_stays_down_is_one_event_an_hour() {
    let stub = Stub::always(Reply::Status(503, ""));
    let mut database = database(&stub, 1, 0);
    let operator = operator(&database);
    for _ in 0..3 {
        operator.run(&CYCLE).json_with(1);
    }
    let noted: Value = database.one(
        "select jsonb_agg(jsonb_build_array(stage, message, metadata -> 'times', metadata -> 'endpoint'))
         from content_job_events where status = 'error'",
    );
    let url = format!("{}/research-worker", stub.url);
    let said = format!("the worker answers 503 Service Unavailable: {url}");
    assert_eq!(noted, json!([["research", said, 3, url]]));
    let doctor = database.operator().run(&["doctor"]).all();
    assert!(doctor.contains(&format!("[WARN] content stages: research: {said}")), "{doctor}");
}

#[test]
fn a_stage_without_a_row_and_workers_that_never_begin_are_errors() {
    let stub = Stub::always(Reply::Status(200, ""));
    let mut database = database(&stub, 1, 0);
    database.execute(
        "select create_content_job('article', p_initial_stage => 'images');
         update content_job_stages set available_at = now() - interval '10 minutes';
         insert into content_job_events (stage, status, created_at)
         values ('research', 'dispatched', now() - interval '6 minutes')",
    );
    let run = operator(&database).run(&["dispatch", "--once"]);
    assert_eq!(run.code, 1, "{run:?}");
    let images = "warning: images: no row in content_stage_config: nobody starts its workers";
    assert!(run.stderr.contains(images), "{run:?}");
    let research = format!(
        "warning: research: its workers were called, and none has begun for over 5 minutes: \
         {}/research-worker",
        stub.url
    );
    assert!(run.stderr.contains(&research), "{run:?}");
    // A stage that is paused has no problem.
    let paused = operator(&database).variable("CONTENT_STAGE_RESEARCH_MAX_CONCURRENCY", "0");
    let run = paused.run(&["dispatch", "--once"]);
    assert!(run.stderr.contains(images) && !run.stderr.contains("research"), "{run:?}");
}
