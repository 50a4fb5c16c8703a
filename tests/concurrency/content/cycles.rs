//! Dispatch cycles beside each other and beside workers.

use postgres::Client;
use serde_json::Value;

use super::worker::{create, dequeue, is_open};
use crate::support::{Place, repeat};

/// What a cycle needs of pg_net: requests, as they were made.
const NET: &str = "
create schema net;
create table net.asked (id bigserial primary key, body jsonb);
create function net.http_post(url text, body jsonb default '{}', params jsonb default '{}',
    headers jsonb default '{\"Content-Type\": \"application/json\"}', timeout_milliseconds integer default 5000)
returns bigint language sql security definer
as $$ insert into net.asked (body) values (body) returning id $$;
grant usage on schema net to dragonfly_owner;";

fn cycle(client: &mut Client) -> Value {
    client.query_one("select dispatch_content_queue('test')", &[]).unwrap().get(0)
}

fn place() -> Place {
    let place = Place::new();
    place.run(NET);
    place
}

#[test]
fn a_second_cycle_answers_at_once_and_starts_nothing() {
    let place = place();
    create(&mut place.connect(), 4, 5);
    let mut first = place.connect();
    first.batch_execute("begin").unwrap();
    assert_eq!(cycle(&mut first)["dispatches"][0]["workers_triggered"], 4);
    let second = cycle(&mut place.connect());
    assert_eq!(second["message"], "Dispatch already running");
    assert_eq!(second.as_object().unwrap().len(), 2, "{second}");
    first.batch_execute("rollback").unwrap();
    assert_eq!(cycle(&mut place.connect())["dispatches"][0]["workers_triggered"], 4);
    assert_eq!(place.number("select count(*) from net.asked"), 4);
}

#[test]
fn cycles_beside_workers_never_start_more_than_there_are_slots() {
    let place = place();
    place.run("update content_stage_config set max_concurrency = 3, trigger_batch_size = 3");
    create(&mut place.connect(), 30, 5);
    let triggered: Vec<i64> = place.storm(8, |session, client| {
        let mut most = 0;
        repeat(|| {
            if session < 3 {
                let answer = cycle(client);
                assert!(answer.get("errors").is_none(), "{answer}");
                let of = |stage: &Value| stage["workers_triggered"].as_i64().unwrap();
                let stages = answer["dispatches"].as_array().cloned().unwrap_or_default();
                most = stages.iter().map(of).chain([most]).max().unwrap();
            } else if let Some(taken) = dequeue(client, 600).unwrap() {
                taken.start(client).unwrap();
                assert!(taken.complete(client).unwrap());
            }
            is_open(client).unwrap()
        });
        most
    });
    assert!(triggered.iter().all(|most| *most <= 3), "{triggered:?}");
    assert!(triggered.iter().any(|most| *most > 0), "no worker was started");
    let events =
        "select count(*) from content_job_events where status = 'dispatched' and job_id is null";
    assert_eq!(place.number(events), place.number("select count(*) from net.asked"));
}
