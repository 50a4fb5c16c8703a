//! `dragonfly workers`

use serde_json::{Value, json};

use crate::dragonfly::{Database, Operator};
use crate::stub::{Reply, Stub};

const STALE: &str = "
    insert into workers.heartbeats (worker_id, queue_name, hostname, status, last_heartbeat_at)
    select ('00000000-0000-4000-8000-' || lpad(number::text, 12, '0'))::uuid, 'q_ingest_raw',
           'host-' || number, 'healthy', now() - make_interval(mins => 10 + number)
    from generate_series(1, $count) as number";

/// A database with so many stale workers, one alive and one stopped.
fn database(stale: usize) -> Database {
    let mut database = Database::new();
    database.execute(&STALE.replace("$count", &stale.to_string()));
    database.execute(
        "insert into workers.heartbeats (worker_id, queue_name, hostname, status, last_heartbeat_at)
         values (gen_random_uuid(), 'enrich', 'alive', 'healthy', now()),
                (gen_random_uuid(), 'enrich', 'gone', 'stopped', now() - interval '2 days')",
    );
    database
}

fn alerting(database: &Database, stub: &Stub) -> Operator {
    let operator = database.operator().variable("SUPABASE_MODE", "prod");
    operator.variable("DISCORD_WEBHOOK_URL", &format!("{}/hook/s3cret", stub.url))
}

#[test]
fn a_missing_worker_is_exit_code_1_and_a_stopped_one_is_not_missing() {
    let report = database(1).operator().run(&["workers", "--json"]).json_with(1);
    let keys: Vec<_> = report.as_object().unwrap().keys().collect();
    assert_eq!(keys, ["stale_workers", "summary", "timestamp", "workers"]);
    let summary = json!({"total_workers": 3, "alive": 1, "stale": 0, "dead": 1, "stopped": 1});
    assert_eq!(report["summary"], summary);
    assert_eq!(report["stale_workers"][0]["hostname"], "host-1");
    assert_eq!(report["workers"].as_array().unwrap().len(), 3);
    let healthy = database(0).operator().run(&["workers", "--json"]).json();
    assert_eq!(healthy["stale_workers"], json!([]));
}

#[test]
fn the_threshold_is_in_minutes() {
    let database = database(1);
    let missing = |threshold: &str, code| {
        let run = database.operator().run(&["workers", "--threshold", threshold, "--json"]);
        run.json_with(code)["stale_workers"].as_array().unwrap().len()
    };
    assert_eq!(missing("10", 1), 1);
    assert_eq!(missing("12", 0), 0);
}

#[test]
fn a_worker_s_health_has_one_name_in_the_table_and_in_json() {
    let mut database = database(1);
    database.execute(
        "insert into workers.heartbeats (worker_id, queue_name, hostname, status, last_heartbeat_at)
         values (gen_random_uuid(), 'enrich', 'late', 'draining', now() - interval '3 minutes')",
    );
    let run = database.operator().run(&["workers"]);
    assert_eq!(run.code, 1, "{run:?}");
    let words = |host: &str| -> Vec<String> {
        let line = run.stdout.lines().find(|line| line.contains(host)).unwrap();
        line.split_whitespace().map(str::to_owned).collect()
    };
    let expected = ["q_ingest_raw", "00000000-0000-4000-8000-000000000001", "host-1", "dead"];
    assert_eq!(words("host-1")[..4], expected);
    assert_eq!(words("host-1")[4..7], ["11", "min", "ago"]);
    assert_eq!(words("late")[3], "stale");
    assert_eq!(words("late").last().unwrap(), "draining");
    let sums = "\n4 workers: 1 alive, 1 stale, 1 dead, 1 stopped\n";
    assert!(run.stdout.ends_with(sums), "{run:?}");
    let report = database.operator().run(&["workers", "--json"]).json_with(1);
    for worker in report["workers"].as_array().unwrap() {
        let shown = words(worker["worker_id"].as_str().unwrap());
        assert_eq!(shown[3], worker["health_status"].as_str().unwrap());
    }
}

#[test]
fn an_alert_has_the_documented_form() {
    let (database, stub) = (database(7), Stub::always(Reply::Status(204, "")));
    let run = alerting(&database, &stub).run(&["workers", "--alert"]);
    assert_eq!(run.code, 1, "{run:?}");
    let [asked] = stub.asked().try_into().unwrap();
    let message = asked.json();
    assert_eq!(message["username"], "Dragonfly");
    let embed = &message["embeds"][0];
    assert_eq!(embed["title"], "Worker(s) Missing");
    assert_eq!(embed["color"], 16_711_680);
    assert!(embed["timestamp"].is_string() && embed["description"].is_string());
    let fields = embed["fields"].as_array().unwrap();
    let field = |number: usize| (&fields[number]["name"], &fields[number]["value"]);
    assert_eq!(field(0), (&json!("Environment"), &json!("prod")));
    assert_eq!(field(1), (&json!("Stale Workers"), &json!("7")));
    // The one that is silent for longest comes first.
    assert_eq!(field(2).0, "q_ingest_raw on host-7");
    assert_eq!(fields.len(), 2 + 5 + 1);
    assert_eq!(field(7), (&json!("and more"), &json!("2 workers")));
}

#[test]
fn nobody_is_alerted_while_all_is_well() {
    let (database, stub) = (database(0), Stub::always(Reply::Status(204, "")));
    alerting(&database, &stub).run(&["workers", "--alert"]).ok();
    assert!(stub.asked().is_empty());
}

#[test]
fn watching_alerts_once_an_hour_and_again_about_somebody_else() {
    let (mut database, stub) = (database(1), Stub::always(Reply::Status(204, "")));
    let arguments = ["workers", "--watch", "--alert", "--interval", "1", "--json"];
    let mut watching = alerting(&database, &stub).start(&arguments);
    (0..3).for_each(|_| drop(watching.line()));
    assert_eq!(stub.asked().len(), 1);
    database.execute(
        "insert into workers.heartbeats (worker_id, queue_name, hostname, status, last_heartbeat_at)
         values (gen_random_uuid(), 'enforce', 'another', 'draining', now() - interval '1 hour')",
    );
    let asked = stub.after(2);
    let fields = asked[1].json()["embeds"][0]["fields"].as_array().unwrap().clone();
    assert_eq!(fields.len(), 3);
    assert_eq!(fields[2]["name"], "enforce on another");
    assert_eq!(watching.terminate(), Some(0));
}

#[test]
fn an_alert_that_did_not_arrive_is_sent_at_the_next_look() {
    let stub = Stub::start(|_, number| Reply::Status(if number == 0 { 500 } else { 204 }, ""));
    let database = database(1);
    let arguments = ["workers", "--watch", "--alert", "--interval", "1", "--json"];
    let mut watching = alerting(&database, &stub).start(&arguments);
    assert!(watching.said("error: Discord").contains("500 Internal Server Error"));
    stub.after(2);
    (0..3).for_each(|_| drop(watching.line()));
    assert_eq!(stub.asked().len(), 2);
    assert_eq!(watching.terminate(), Some(0));
}

#[test]
fn a_webhook_that_is_down_hides_no_missing_worker() {
    let operator = database(1).operator();
    let operator = operator.variable("DISCORD_WEBHOOK_URL", "http://127.0.0.1:1/hook/s3cret");
    let run = operator.run(&["workers", "--alert", "--json"]);
    assert!(run.stderr.contains("error: Discord: cannot connect"), "{run:?}");
    assert!(!run.all().contains("s3cret"), "{run:?}");
    let report: Value = run.json_with(1);
    assert_eq!(report["summary"]["dead"], 1);
}

#[test]
fn without_a_webhook_there_is_no_alert_to_wait_for() {
    let said = database(0).operator().run(&["workers", "--alert"]).refused(2);
    assert!(said.starts_with("error: DISCORD_WEBHOOK_URL is not set"), "{said}");
}

#[test]
fn prune_forgets_who_stopped_and_who_is_long_gone() {
    let mut database = database(1);
    database.execute(
        "insert into workers.heartbeats (worker_id, queue_name, status, last_heartbeat_at)
         values (gen_random_uuid(), 'enrich', 'healthy', now() - interval '25 hours')",
    );
    let run = database.operator().run(&["workers", "--prune", "--json"]);
    assert!(run.stderr.contains("removed 2 workers"), "{run:?}");
    let left = run.json_with(1);
    assert_eq!(
        left["summary"],
        json!({"total_workers": 2, "alive": 1, "stale": 0, "dead": 1, "stopped": 0})
    );
}

#[test]
fn prune_forgets_who_is_missing_only_when_asked() {
    let database = database(2);
    let operator = database.operator();
    let prune = |options: &[&str]| {
        let run = operator.run(&[&["workers", "--prune", "--json"], options].concat());
        assert!(run.stderr.contains("removed 1 worker\n"), "{run:?}");
        let report: Value = serde_json::from_str(&run.stdout).unwrap();
        (run.code, report["summary"].clone())
    };
    let summary = |dead| {
        let total = dead + 1;
        json!({"total_workers": total, "alive": 1, "stale": 0, "dead": dead, "stopped": 0})
    };
    assert_eq!(prune(&[]), (1, summary(2)));
    // One has been silent for 11 minutes, the other one for 12.
    assert_eq!(prune(&["--stale", "--threshold", "12"]).1, summary(1));
    assert_eq!(prune(&["--stale"]), (0, summary(0)));
}

#[test]
fn prune_forgets_the_worker_that_is_named() {
    let database = database(2);
    let operator = database.operator();
    let prune = |id: &str| operator.run(&["workers", "--prune", "--worker", id, "--json"]);
    for (id, wrong) in [
        ("00000000", "2 workers begin with \"00000000\""),
        ("0000000", "there is no worker \"0000000\""),
        ("10000000-0000-4000-8000-000000000001", "there is no worker"),
    ] {
        let said = prune(id).refused(1);
        assert!(said.contains(wrong) && said.contains("hint: "), "{said}");
    }
    let left = prune("00000000-0000-4000-8000-000000000001").json_with(1);
    assert_eq!(left["summary"]["dead"], 1);
    let left = prune("00000000").json();
    assert_eq!(left["summary"]["total_workers"], 2);
    operator.run(&["workers", "--stale"]).refused(2);
}
