//! Answers that the library puts together itself are what jsonb_build_object makes of the same values, byte
//! for byte.

use postgres::Client;

use crate::roles;
use crate::support::{From, database, texts};

/// Payloads of many shapes: what stands beside a value decides how it is aligned.
fn shapes() -> Vec<String> {
    let mut shapes: Vec<String> = [
        "null",
        "true",
        "false",
        "0",
        "-1",
        "1.10",
        "1e400",
        "0.000001",
        "12345678901234567890123456789",
        "{}",
        "[]",
        "[[]]",
        "[{}]",
        r#"{"": ""}"#,
        "[null]",
        "[1]",
        r#"["a"]"#,
        "[true, null, 1.5, \"x\"]",
        r#"{"a": null}"#,
        r#"{"a": {"b": {"c": [1, {"d": [2, 3]}]}}}"#,
        r#"{"msg_id": 1, "payload": {"body": 2}}"#,
        r#"{"ä": "ö", "🐉": "\u0001\"\\"}"#,
        r#""\u00e4""#,
    ]
    .map(str::to_owned)
    .into();
    for length in 0..10 {
        shapes.push(format!("\"{}\"", "x".repeat(length)));
        shapes.push(format!("{{\"{}\": 1.5}}", "k".repeat(length)));
        shapes.push(format!("[\"{}\", 1.5, []]", "x".repeat(length)));
        shapes.push(format!("1{}", "0".repeat(5 * length)));
    }
    for keys in [31, 32, 33, 64, 65, 1000] {
        let fields: Vec<_> = (0..keys).map(|n| format!("\"k{n}\": [{n}, \"{n}\"]")).collect();
        shapes.push(format!("{{{}}}", fields.join(", ")));
        shapes
            .push(format!("[{}]", (0..keys).map(|n| n.to_string()).collect::<Vec<_>>().join(", ")));
    }
    shapes.push(format!("{}{}", "[".repeat(1000), "]".repeat(1000)));
    shapes.push(format!("{{\"long\": \"{}\"}}", "long ".repeat(100_000)));
    shapes
}

/// Compares the answer with what SQL makes of the same values: as a value, as text, as bytes, field by field.
const COMPARE: &str = "
with answered as materialized (select dequeue_job('enrich') as answer),
built as materialized (
    select answer, message, jsonb_build_object(
        'msg_id', msg_id, 'vt', answer ->> 'vt', 'read_ct', read_ct, 'enqueued_at', answer ->> 'enqueued_at',
        'payload', message, 'body', message) as expected
    from answered, lateral (select * from pgmq.q_enrich where msg_id = (answer ->> 'msg_id')::bigint) as it)
select concat_ws(', ',
    case when answer is distinct from expected then 'another value' end,
    case when answer::text is distinct from expected::text then 'another text' end,
    case when not record_image_eq(row(answer), row(expected)) then 'other bytes' end,
    case when pg_column_size(answer) <> pg_column_size(expected) then 'another size' end,
    case when answer -> 'payload' is distinct from coalesce(message, 'null') then 'another payload' end,
    case when answer -> 'body' is distinct from coalesce(message, 'null') then 'another body' end,
    case when not answer @> jsonb_build_object('payload', message) then 'does not contain its payload' end,
    case when (select array_agg(key) from jsonb_object_keys(answer) as key)
        <> (select array_agg(key) from jsonb_object_keys(expected) as key) then 'other keys' end)
from built";

#[track_caller]
fn is_as_sql_makes_it(client: &mut Client, shape: &str) {
    let shown: String = shape.chars().take(60).collect();
    // The row has changed since the statement's snapshot: read_ct is one more.
    let compare = COMPARE.replace("read_ct,", "read_ct + 1,");
    assert_eq!(texts(client, &compare), [""], "{shown}");
}

#[test]
fn an_answer_has_the_bytes_that_sql_would_give_it() {
    let db = database(From::Installed);
    let mut client = roles::session(&db, "service_role");
    for shape in shapes() {
        client.execute("select pgmq.send('enrich', $1::text::jsonb)", &[&shape]).unwrap();
        is_as_sql_makes_it(&mut client, &shape);
    }
}

#[test]
fn an_answer_without_a_message_or_a_time_has_the_bytes_that_sql_would_give_it() {
    let db = database(From::Installed);
    let mut client = roles::session(&db, "service_role");
    for (message, sent_at) in [("null", "now()"), ("'{}'", "'infinity'"), ("null", "'-infinity'")] {
        let sql = format!(
            "insert into pgmq.q_enrich (vt, enqueued_at, message) values (now() - interval '1 s', {sent_at}, {message})"
        );
        client.batch_execute(&sql).unwrap();
        is_as_sql_makes_it(&mut client, &sql);
    }
}

#[test]
fn ids_of_every_length_have_the_bytes_that_sql_would_give_them() {
    let db = database(From::Installed);
    let mut client = roles::session(&db, "service_role");
    for digits in 0..19 {
        for read_ct in [0, 9_999, 2_147_483_646] {
            let msg_id = 10_i64.pow(digits) + i64::from(read_ct % 10);
            let sql = format!(
                "insert into pgmq.q_enrich (msg_id, read_ct, vt, message) overriding system value
                 values ({msg_id}, {read_ct}, now() - interval '1 s', '{{\"a\": 1}}')
                 on conflict do nothing"
            );
            if client.execute(&sql, &[]).unwrap() == 1 {
                is_as_sql_makes_it(&mut client, &sql);
            }
        }
    }
}

#[test]
fn a_batch_has_the_bytes_that_sql_would_give_it() {
    let db = database(From::Installed);
    let mut client = roles::session(&db, "service_role");
    let shapes = shapes();
    for shape in &shapes {
        client.execute("select pgmq.send('enrich', $1::text::jsonb)", &[shape]).unwrap();
    }
    let compare = COMPARE
        .replace("dequeue_job('enrich')", "dequeue_jobs('enrich', 1000, 30)")
        .replace("read_ct,", "read_ct + 1,");
    let compared = texts(&mut client, &compare);
    assert_eq!(compared, vec![""; shapes.len()]);
}
