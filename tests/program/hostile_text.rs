//! Text in the database that a terminal would obey.

use serde_json::Value;

use crate::dragonfly::Database;
use crate::serve::Served;
use crate::stub::{Reply, Stub};
use crate::terminal;

/// A host that empties the screen, goes back in its line and turns the direction of writing.
const EVIL: &str = "web\u{1b}[2J\u{1b}]0;owned\u{7}\r\u{9b}31m\u{202e}-1";
const SHOWN: &str = "web\u{fffd}[2J\u{fffd}]0;owned\u{fffd}\u{fffd}\u{fffd}31m\u{fffd}-1";

fn database() -> Database {
    let mut database = Database::new();
    let insert = "insert into workers.heartbeats (worker_id, queue_name, hostname, status, version,
                                                  last_heartbeat_at)
                  values (gen_random_uuid(), 'enrich', $1, 'healthy', $1, now() - interval '1 hour')";
    database.client.execute(insert, &[&EVIL]).unwrap();
    database
}

#[track_caller]
fn is_harmless(drawn: &str) {
    let without_colours = terminal::lines(drawn).join("\n");
    assert!(!drawn.contains("\u{1b}[2J") && !drawn.contains("\u{1b}]"), "{drawn:?}");
    assert!(!without_colours.contains(|character: char| {
        (character.is_control() && character != '\n') || character == '\u{202e}'
    }));
    assert!(drawn.contains("web\u{fffd}[2J\u{fffd}]0;owned\u{fffd}"), "{drawn:?}");
}

#[test]
fn a_host_s_name_is_shown_without_what_a_terminal_would_obey() {
    let database = database();
    let operator = database.operator();
    let (drawn, code) = terminal::run(operator.command(&["workers"]), 200, "");
    assert_eq!(code, Some(1), "{drawn}");
    is_harmless(&drawn);
    assert!(operator.run(&["workers"]).stdout.contains(SHOWN));
}

#[test]
fn json_has_the_text_as_it_is() {
    let database = database();
    let run = database.operator().run(&["workers", "--json"]);
    let report: Value = run.json_with(1);
    assert_eq!(report["workers"][0]["hostname"], EVIL);
    assert_eq!(report["stale_workers"][0]["hostname"], EVIL);
}

#[test]
fn errors_and_warnings_of_the_server_are_shown_without_it_too() {
    let mut database = Database::new();
    database
        .client
        .batch_execute(&format!(
            "create function public.speak() returns trigger language plpgsql as $$ begin
             raise warning '{EVIL}' using hint = '{EVIL}';
             raise exception '{EVIL}' using detail = '{EVIL}', hint = '{EVIL}';
         end $$;
         create trigger speak before insert on pgmq.q_enrich
         for each row execute function public.speak()"
        ))
        .unwrap();
    let operator = database.operator();
    let (drawn, _) = terminal::run(operator.command(&["enqueue", "enrich", "k"]), 200, "");
    is_harmless(&drawn);
    assert_eq!(drawn.matches("web\u{fffd}").count(), 5, "{drawn:?}");
}

#[test]
fn metrics_and_alerts_carry_it_nowhere() {
    let mut database = database();
    let (status, metrics) = Served::by(&database.operator()).get("/metrics");
    assert_eq!(status, 200);
    assert!(metrics.contains(SHOWN) && !metrics.contains('\u{1b}'), "{metrics}");
    // A name that is longer than Discord takes must not keep the alert from arriving.
    database.execute("update workers.heartbeats set hostname = hostname || repeat('x', 300)");
    let stub = Stub::always(Reply::Status(204, ""));
    let operator = database.operator().variable("DISCORD_WEBHOOK_URL", &stub.url);
    assert_eq!(operator.run(&["workers", "--alert"]).code, 1);
    let message = stub.asked()[0].json();
    let name = message["embeds"][0]["fields"][2]["name"].as_str().unwrap().to_owned();
    assert!(name.contains("web\u{fffd}[2J") && !name.contains('\u{1b}'), "{name:?}");
    assert_eq!(name.encode_utf16().count(), 256);
}
