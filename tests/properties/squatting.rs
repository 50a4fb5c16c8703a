//! Keys of the system's own jobs can be guessed: nobody who is no operator may take one before, and an
//! operator who does is found out. The same for the keys of messages that have none.

use postgres::Client;

use crate::roles;
use crate::support::{Db, From, database, refusal, text, texts};

const WORKER: &str = "'00000000-0000-4000-8000-000000000001'";
const RESERVED: [&str; 3] = ["simplicity:enrich:1", "case_copilot:1", "msg:1"];

/// Sessions as PostgREST opens them; the last is an operator by its claims alone.
fn operators(db: &Db<'_>) -> Vec<(&'static str, Client)> {
    let mut by_claim = roles::session(db, "authenticated");
    let claims = r#"{"role": "authenticated", "app_metadata": {"role": "enforcement_operator"}}"#;
    by_claim.batch_execute(&format!("set request.jwt.claims = '{claims}'")).unwrap();
    vec![
        ("service_role", roles::session(db, "service_role")),
        ("enforcement_operator", roles::session(db, "enforcement_operator")),
        ("operator by claim", by_claim),
    ]
}

#[test]
fn only_operators_queue_under_the_keys_of_the_system() {
    let db = database(From::Installed);
    for role in ["anon", "authenticated"] {
        let mut client = roles::session(&db, role);
        for key in RESERVED {
            for call in [
                format!("select queue_job('{key}', 'enrich')"),
                format!("select queue_job('{key}', 'enforce', '{{\"evil\": true}}')"),
                format!(
                    "select queue_job('{{\"kind\": \"enrich\", \"idempotency_key\": \"{key}\"}}')"
                ),
                format!("select queue_job('{key}', 'enrich', '{{}}', 60)"),
                format!("select queue_job('{key}', 'enrich', '{{}}', now())"),
            ] {
                let refused = refusal(client.batch_execute(&call));
                let prefix = format!("{}:", key.split(':').next().unwrap());
                let told = format!("queue_job: idempotency_key must not begin with {prefix}");
                assert_eq!(
                    (refused.code.as_str(), refused.message),
                    ("42501", told),
                    "{role}: {call}"
                );
                assert_eq!(refused.detail, format!("idempotency_key is {key}"));
                assert_eq!(refused.reason, "reserved_key");
            }
        }
        client.batch_execute("select queue_job('my simplicity:enrich:1', 'enrich')").unwrap();
        client.batch_execute("select queue_job('Simplicity', 'enrich')").unwrap();
    }
    for (name, mut client) in operators(&db) {
        for key in RESERVED {
            let call = format!("select queue_job('{key} {name}', 'enrich')");
            client.batch_execute(&call).unwrap_or_else(|error| panic!("{name}, {key}: {error:?}"));
        }
    }
}

#[test]
fn no_key_begins_with_the_mark_of_messages_without_one() {
    let db = database(From::Installed);
    for role in ["anon", "authenticated", "service_role", "enforcement_operator"] {
        let mut client = roles::session(&db, role);
        for key in [r"E'\x01msg:1'", r"E'\x01'", r"E'\x01x'"] {
            let refused =
                refusal(client.batch_execute(&format!("select queue_job({key}, 'enrich')")));
            let told = "queue_job: idempotency_key begins with a control character";
            assert_eq!(
                (refused.code.as_str(), refused.message.as_str()),
                ("P0001", told),
                "{role}"
            );
        }
    }
    assert_eq!(db.text("select count(*) from pgmq.q_enrich"), "0");
}

/// A worker queue's policy may change, and then messages without a key come to stand beside these.
#[test]
fn no_envelope_has_a_key_that_begins_with_that_mark() {
    let db = database(From::Installed);
    let mut client = roles::session(&db, "service_role");
    let envelope = r#"{"org_id": "770e8400-e29b-41d4-a716-446655440002", "idempotency_key": "\u0001msg:1",
        "entity_type": "b", "entity_id": "b", "payload": {}}"#;
    for call in ["workers.enqueue('ingest_raw', $it$)", "workers.validate_envelope($it$)"] {
        let call = format!("select {}", call.replace("$it$", &format!("'{envelope}'")));
        assert_eq!(refusal(client.batch_execute(&call)).code, "P0001", "{call}");
    }
}

/// An import of two rows; the id of its run.
fn import(db: &Db<'_>) -> String {
    let run = db.text(
        "insert into import_runs (import_kind, source_system) values ('simplicity', 'simplicity') returning id",
    );
    db.run(&format!(
        "insert into raw_simplicity_imports (import_run_id, raw_data)
         select '{run}', jsonb_build_object('row_number', n, 'payload', jsonb_build_object(
             'plaintiff_name', 'P' || n, 'judgment_number', 'J-' || n, 'judgment_amount', '100'))
         from generate_series(1, 2) as n order by n"
    ));
    run
}

/// The id that the next judgment but `ahead` will get.
fn next_judgment(db: &Db<'_>, ahead: i64) -> i64 {
    db.run("insert into judgments (case_number) values ('probe')");
    let last: i64 = db.text("select max(id) from judgments").parse().unwrap();
    last + 1 + ahead
}

/// Kind and id of the judgments that jobs of imports are for.
fn jobs_of_imports(db: &Db<'_>) -> Vec<String> {
    db.texts(
        "select concat_ws(' ', kind, message -> 'payload' ->> 'judgment_id') from (
             select 'enrich' as kind, message from pgmq.q_enrich
             union all select 'enforce', message from pgmq.q_enforce) as job
         where message ->> 'idempotency_key' like 'simplicity:%' and message -> 'payload' ? 'judgment_id'
         order by 1",
    )
}

#[test]
fn what_anon_sends_does_not_stand_for_the_jobs_of_an_import() {
    let db = database(From::Installed);
    let next = next_judgment(&db, 0);
    let mut anon = roles::session(&db, "anon");
    for id in next..next + 2 {
        for kind in ["enrich", "enforce"] {
            let take = format!(
                "select queue_job('simplicity:{kind}:{id}', '{kind}', '{{\"evil\": true}}')"
            );
            assert_eq!(refusal(anon.batch_execute(&take)).code, "42501");
        }
    }
    let run = import(&db);
    let answer = text(
        &mut roles::session(&db, "service_role"),
        &format!("select process_simplicity_imports('{run}') - array['skipped', 'total']"),
    );
    assert!(answer.contains("\"inserted\": 2") && answer.contains("\"errors\": 0"), "{answer}");
    let last = next + 1;
    let jobs =
        ["enforce", "enrich"].map(|kind| [format!("{kind} {next}"), format!("{kind} {last}")]);
    assert_eq!(jobs_of_imports(&db), jobs.concat());
}

#[test]
fn a_row_whose_jobs_an_operator_kept_from_the_queue_is_an_error_of_the_run() {
    let db = database(From::Installed);
    let next = next_judgment(&db, 0);
    let mut operator = roles::session(&db, "enforcement_operator");
    let take =
        format!("select queue_job('simplicity:enrich:{next}', 'enrich', '{{\"mine\": true}}')");
    operator.batch_execute(&take).unwrap();
    let run = import(&db);
    let mut service = roles::session(&db, "service_role");
    let process = format!("select process_simplicity_imports('{run}')");
    let answer = text(&mut service, &process);
    for part in ["\"total\": 2", "\"inserted\": 1", "\"errors\": 1"] {
        assert!(answer.contains(part), "{part} in {answer}");
    }
    let rows = db.texts(
        "select concat_ws('|', status, error_log ->> 'field', error_log ->> 'message')
         from raw_simplicity_imports order by id",
    );
    let told = format!(
        "error|idempotency_key|judgment {next} is there, but its jobs are not: \
         another job has the key simplicity:enrich:{next}"
    );
    assert_eq!(rows, [told, "processed".to_owned()]);
    // The other job of that row and both of the other row are there.
    let last = next + 1;
    let jobs = [format!("enforce {next}"), format!("enforce {last}"), format!("enrich {last}")];
    assert_eq!(jobs_of_imports(&db), jobs);
    // A second run finds nothing new to do and says the same.
    assert_eq!(text(&mut service, &process), answer);
    assert_eq!(jobs_of_imports(&db), jobs);
}

/// A queue whose messages need no key, and how an operator sends one with a key there.
struct Queue {
    name: &'static str,
    send: &'static str,
}

const QUEUES: [Queue; 2] = [
    Queue { name: "enrich", send: "select queue_job('{key}', 'enrich', '{\"keyed\": true}')" },
    Queue {
        name: "own_queue",
        send: "select workers.enqueue('own_queue', '{\"idempotency_key\": \"{key}\", \"keyed\": true}')",
    },
];

/// Ids of what a worker is handed.
fn poll(client: &mut Client, queue: &str) -> Vec<String> {
    texts(client, &format!("select msg_id from workers.poll('{queue}', {WORKER}, 300)"))
}

#[test]
fn a_key_that_looks_like_a_message_s_own_does_not_swallow_that_message() {
    for Queue { name, send } in QUEUES {
        let db = database(From::Installed);
        let mut client = roles::session(&db, "service_role");
        if name == "own_queue" {
            db.run("select workers.create_queue('own_queue');
                    insert into workers.queue_policy (queue_name, envelope) values ('own_queue', false)");
        }
        let unkeyed = format!("select pgmq.send('{name}', '{{\"hello\": \"unkeyed\"}}')");
        let first: i64 = text(&mut client, &unkeyed).parse().unwrap();
        let later = first + 2;
        let keyed = text(&mut client, &send.replace("{key}", &format!("msg:{later}")));
        let ids = poll(&mut client, name);
        assert_eq!(ids, [first.to_string(), keyed], "{name}");
        for id in ids {
            let done = format!("select workers.succeed('{name}', {id}, {WORKER})");
            assert_eq!(text(&mut client, &done), "t", "{name}");
        }
        assert_eq!(text(&mut client, &unkeyed), later.to_string(), "{name}");
        assert_eq!(poll(&mut client, name), [later.to_string()], "{name}");
    }
}

/// A message that was put on the queue by hand cannot have the mark either.
#[test]
fn a_message_sent_by_hand_cannot_take_the_place_of_another() {
    for name in ["enrich", "own_queue"] {
        let db = database(From::Installed);
        db.run("select workers.create_queue('own_queue');
                insert into workers.queue_policy (queue_name, envelope) values ('own_queue', false)");
        let mut client = roles::session(&db, "service_role");
        let send = |client: &mut Client, message: &str| {
            text(client, &format!("select pgmq.send('{name}', '{message}')"))
        };
        let first: i64 = send(&mut client, "{}").parse().unwrap();
        let (second, third) = ((first + 1).to_string(), (first + 2).to_string());
        let message = format!(r#"{{"idempotency_key": "\u0001msg:{third}"}}"#);
        assert_eq!(send(&mut client, &message), second);
        assert_eq!(poll(&mut client, name), [first.to_string(), second.clone()], "{name}");
        let done = format!("select workers.succeed('{name}', {second}, {WORKER})");
        assert_eq!(text(&mut client, &done), "t", "{name}");
        assert_eq!(send(&mut client, "{}"), third);
        assert_eq!(poll(&mut client, name), [third], "{name}");
    }
}
