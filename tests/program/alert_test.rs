//! `dragonfly alert-test`

use std::time::{Duration, Instant};

use serde_json::json;

use crate::dragonfly::Operator;
use crate::stub::{Reply, Stub};

const ALERT: [&str; 1] = ["alert-test"];

fn operator(stub: &Stub) -> Operator {
    Operator::new().variable("DISCORD_WEBHOOK_URL", &format!("{}/hook/s3cret", stub.url))
}

#[test]
fn a_message_arrives_in_discord_s_form() {
    let stub = Stub::always(Reply::Status(204, ""));
    let operator = operator(&stub).variable("SUPABASE_MODE", "prod");
    assert_eq!(operator.run(&["alert-test", "--message", "hello"]).ok(), "sent\n");
    let [asked] = stub.asked().try_into().unwrap();
    assert_eq!((asked.method.as_str(), asked.path.as_str()), ("POST", "/hook/s3cret"));
    let message = asked.json();
    assert_eq!(message["username"], "Dragonfly");
    assert_eq!(message["embeds"][0]["description"], "hello");
    let fields = json!([{"name": "Environment", "value": "prod", "inline": true}]);
    assert_eq!(message["embeds"][0]["fields"], fields);
}

#[test]
fn too_many_messages_are_tried_again_after_the_delay() {
    let stub = Stub::start(|_, number| match number {
        0 => Reply::Busy("1"),
        1 => Reply::Status(429, "{\"retry_after\": 0.2, \"global\": false}"),
        _ => Reply::Status(200, "{}"),
    });
    let started = Instant::now();
    operator(&stub).run(&ALERT).ok();
    assert_eq!(stub.asked().len(), 3);
    assert!(started.elapsed() >= Duration::from_millis(1200));
}

#[test]
fn a_webhook_that_stays_busy_is_given_up_on() {
    let stub = Stub::always(Reply::Busy("0"));
    let said = operator(&stub).run(&ALERT).refused(1);
    assert!(said.contains("error: Discord: too many messages"), "{said}");
    assert_eq!(stub.asked().len(), 4);
}

#[test]
fn a_message_that_does_not_arrive_is_exit_code_1_and_no_secret() {
    let gone = Stub::always(Reply::Status(404, "{\"message\": \"Unknown Webhook\"}"));
    let said = operator(&gone).run(&ALERT).refused(1);
    assert!(said.contains("error: Discord: the webhook answers 404 Not Found"), "{said}");
    assert_eq!(gone.asked().len(), 1);
    let nowhere = "http://127.0.0.1:1/hook/s3cret";
    let down = Operator::new().variable("DISCORD_WEBHOOK_URL", nowhere).run(&ALERT).refused(1);
    assert!(down.contains("error: Discord: cannot connect"), "{down}");
    let silent = Stub::always(Reply::Nothing);
    let late = operator(&silent).run(&["alert-test", "--timeout", "1"]).refused(1);
    assert!(late.contains("error: Discord: no answer within 1 s"), "{late}");
    let junk = Operator::new().variable("DISCORD_WEBHOOK_URL", "s3cret").run(&ALERT).refused(1);
    assert!(junk.contains("no usable http or https address"), "{junk}");
    for said in [said, down, late, junk] {
        assert!(!said.contains("s3cret"), "{said}");
    }
}

#[test]
fn json_says_whether_it_was_sent() {
    let stub = Stub::start(|_, number| Reply::Status(if number == 0 { 200 } else { 500 }, ""));
    let operator = operator(&stub);
    let run = || operator.run(&["alert-test", "--json"]);
    assert_eq!(run().json(), json!({"sent": true, "error": null}));
    assert_eq!(run().json_with(1)["sent"], false);
}

#[test]
fn without_a_webhook_the_variable_is_named() {
    let said = Operator::new().run(&ALERT).refused(2);
    assert!(said.starts_with("error: DISCORD_WEBHOOK_URL is not set\nhint: "), "{said}");
}
