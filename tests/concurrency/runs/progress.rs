//! Progress of one run from many sessions: it merges, and no word is lost.

use serde_json::Value;

use super::check;
use crate::support::Place;

const SESSIONS: usize = 8;
const ROUNDS: usize = 60;

#[test]
fn what_many_sessions_say_of_one_run_is_merged() {
    let place = Place::new();
    check::jobs(&place, 1);
    let run: String =
        place.connect().query_one("select run_id::text from claim_jobs()", &[]).unwrap().get(0);
    place.storm(SESSIONS, |session, client| {
        for round in 1..=ROUNDS {
            let progress = serde_json::json!({ format!("session {session}"): round });
            let sql = "select update_job_progress($1::text::uuid, $2)";
            assert!(client.query_one(sql, &[&run, &progress]).unwrap().get::<_, bool>(0));
        }
    });
    let kept: Value =
        place.connect().query_one("select progress from job_runs", &[]).unwrap().get(0);
    assert_eq!(kept.as_object().unwrap().len(), SESSIONS);
    assert!(kept.as_object().unwrap().values().all(|round| *round == ROUNDS), "{kept}");
}

#[test]
fn read_and_written_by_hand_it_would_be_lost() {
    let place = Place::new();
    check::jobs(&place, 1);
    place.run("select run_id from claim_jobs()");
    let (mut first, mut second) = (place.connect(), place.connect());
    let read = "select progress from job_runs";
    let mut seen: [Value; 2] =
        [&mut first, &mut second].map(|client| client.query_one(read, &[]).unwrap().get(0));
    for (client, (name, seen)) in
        [&mut first, &mut second].into_iter().zip(["a", "b"].into_iter().zip(&mut seen))
    {
        seen[name] = Value::from(1);
        client.execute("update job_runs set progress = $1", &[&&*seen]).unwrap();
    }
    let kept: Value = first.query_one(read, &[]).unwrap().get(0);
    assert_eq!(kept.as_object().unwrap().len(), 1);
}
