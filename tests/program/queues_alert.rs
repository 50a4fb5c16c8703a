//! `dragonfly queues --alert`

use serde_json::json;

use crate::dragonfly::{Database, Operator};
use crate::stub::{Reply, Stub};

/// A queue with ten dead letters, of which half are of content, and a check that fails.
fn database() -> Database {
    let mut database = Database::new();
    database.execute(
        "insert into workers.dead_letter_log (original_queue, error_message)
         select 'q_ingest_raw', 'broken' from generate_series(1, 10);
         insert into content_dead_letters (queue_name, payload) select 'content', '{}' from generate_series(1, 10);
         alter table public.content_assets drop column external_url",
    );
    database
}

fn alerting(database: &Database, variables: &[(&'static str, &Stub)]) -> Operator {
    let operator = database.operator().variable("SUPABASE_MODE", "prod");
    variables.iter().fold(operator, |operator, (name, stub)| {
        operator.variable(name, &format!("{}/hook/s3cret", stub.url))
    })
}

#[test]
fn every_webhook_gets_its_own_form() {
    let database = database();
    let [discord, slack, any] =
        [204, 200, 202].map(|status| Stub::always(Reply::Status(status, "ok")));
    let hooks = [
        ("DISCORD_WEBHOOK_URL", &discord),
        ("SLACK_WEBHOOK_URL", &slack),
        ("ALERT_WEBHOOK_URL", &any),
    ];
    let run = alerting(&database, &hooks).run(&["queues", "--alert"]);
    assert_eq!(run.code, 1, "{run:?}");
    assert!(run.stderr.contains("warning: doctor: columns: "), "{run:?}");
    assert!(!run.all().contains("s3cret"), "{run:?}");
    let [message] = discord.asked().try_into().unwrap();
    let embed = &message.json()["embeds"][0];
    assert_eq!(embed["title"], "Queue(s) Need Attention");
    let names: Vec<_> =
        embed["fields"].as_array().unwrap().iter().map(|field| field["name"].clone()).collect();
    assert_eq!(names, ["Environment", "content", "ingest_raw", "doctor: columns"]);
    let [message] = slack.asked().try_into().unwrap();
    let text = message.json()["text"].as_str().unwrap().to_owned();
    assert!(text.starts_with("*Queue(s) Need Attention*\n3 subjects need a look\n"), "{text}");
    assert!(text.contains("\n• ingest_raw: 10 dead letters unresolved"), "{text}");
    let [message] = any.asked().try_into().unwrap();
    let body = message.json();
    assert_eq!(
        (&body["source"], &body["fields"][0]),
        (&json!("dragonfly"), &json!({"name": "Environment", "value": "prod"}))
    );
    assert!(
        body["fields"][3]["value"].as_str().unwrap().contains("run SELECT dragonfly.install()")
    );
}

#[test]
fn nobody_is_alerted_while_all_is_well() {
    let (database, stub) = (Database::new(), Stub::always(Reply::Status(204, "")));
    alerting(&database, &[("SLACK_WEBHOOK_URL", &stub)]).run(&["queues", "--alert"]).ok();
    assert!(stub.asked().is_empty());
}

#[test]
fn watching_alerts_once_an_hour_and_a_webhook_that_failed_again() {
    let mut database = database();
    let slack = Stub::start(|_, number| match number {
        0 => Reply::Status(500, ""),
        1 => Reply::Busy("0"),
        _ => Reply::Status(200, "ok"),
    });
    let any = Stub::always(Reply::Status(202, ""));
    let hooks = [("SLACK_WEBHOOK_URL", &slack), ("ALERT_WEBHOOK_URL", &any)];
    let arguments = ["queues", "--watch", "--alert", "--interval", "1", "--json"];
    let mut watching = alerting(&database, &hooks).start(&arguments);
    assert!(watching.said("error: Slack").contains("500 Internal Server Error"));
    // At the next look Slack is busy, and asked again after its delay; the other webhook has heard.
    slack.after(3);
    (0..2).for_each(|_| drop(watching.line()));
    assert_eq!((slack.asked().len(), any.asked().len()), (3, 1));
    database.execute(
        "select public.queue_job('{\"kind\": \"outreach\", \"idempotency_key\": \"old\"}');
         update pgmq.q_outreach set enqueued_at = now() - interval '31 minutes'",
    );
    let asked = any.after(2);
    let body = asked[1].json();
    assert_eq!(
        (&body["description"], &body["fields"][1]["name"]),
        (&json!("1 subject needs a look"), &json!("outreach"))
    );
    assert_eq!(watching.terminate(), Some(0));
}

#[test]
fn without_a_webhook_the_variables_are_named() {
    let said = Operator::new().run(&["queues", "--alert"]).refused(2);
    for name in ["DISCORD_WEBHOOK_URL", "SLACK_WEBHOOK_URL", "ALERT_WEBHOOK_URL"] {
        assert!(said.contains(name), "{said}");
    }
}
