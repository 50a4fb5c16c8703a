//! Imports of ten thousand rows: counted, repeated, killed half-way, from two sessions at once.

use dragonfly_tests::wait;

use crate::support::attempt::pid;
use crate::support::{Attempt, PATIENCE, Place};

const RUN: &str = "00000000-0000-0000-0000-000000000001";
const PROCESS: &str =
    "select process_simplicity_imports('00000000-0000-0000-0000-000000000001')::text";

/// What an import leaves behind, without ids: two that did the same print the same.
const RESULT: &str = "
select jsonb_build_object(
    'raw', (select jsonb_object_agg(status, many) from (
        select status, count(*) as many from raw_simplicity_imports group by status) as it),
    'explained', (select count(*) from raw_simplicity_imports
        where status = 'error' and error_log ?& array['field', 'message']),
    'run', (select to_jsonb(run) - array['created_at', 'updated_at', 'started_at', 'finished_at'] from import_runs as run),
    'judgments', (select md5(string_agg(concat_ws('|', case_number, judgment_amount, entry_date, plaintiff.name, plaintiff.email), ',' order by case_number collate \"C\"))
        from judgments left join plaintiffs as plaintiff on plaintiff.id = plaintiff_id),
    'plaintiffs', (select md5(string_agg(concat_ws('|', name, email, phone), ',' order by name collate \"C\", email, phone)) from plaintiffs),
    'counts', array[(select count(*) from judgments), (select count(*) from plaintiffs), (select count(*) from plaintiff_contacts),
        (select count(*) from plaintiff_tasks), (select count(*) from plaintiff_status_history),
        (select count(*) from pgmq.q_enrich), (select count(*) from pgmq.q_enforce)])::text";

/// Ten thousand rows, 3 % of them bad, some of the good ones of the same plaintiffs.
const ROWS: &str = "
insert into import_runs (id, import_kind, source_system)
values ('00000000-0000-0000-0000-000000000001', 'simplicity', 'simplicity');
insert into raw_simplicity_imports (import_run_id, raw_data)
select '00000000-0000-0000-0000-000000000001', jsonb_build_object('row_number', n, 'payload', jsonb_build_object(
    'plaintiff_name', case n % 100 when 7 then '' else 'Plaintiff ' || n % 3000 end,
    'plaintiff_email', case when n % 3 = 0 then 'p' || n % 3000 || '@example.com' end,
    'plaintiff_phone', case when n % 5 = 0 then '555-' || lpad((n % 2000)::text, 7, '0') end,
    'judgment_number', 'J-' || n,
    'judgment_amount', case n % 100 when 33 then '(12.00)' else '$' || n || '.50' end,
    'judgment_date', case n % 100 when 66 then 'soon' else '03/09/2024' end))
from generate_series(1, 10000) as n order by n;";

fn place() -> Place {
    let place = Place::new();
    place.run(ROWS);
    place
}

fn result(place: &Place) -> String {
    place.connect().query_one(RESULT, &[]).unwrap().get(0)
}

fn process(place: &Place) -> String {
    place.connect_as("service_role").query_one(PROCESS, &[]).unwrap().get(0)
}

#[test]
fn ten_thousand_rows_are_counted_and_a_second_run_changes_nothing() {
    let place = place();
    let answer = process(&place);
    for part in ["\"total\": 10000", "\"inserted\": 9700", "\"errors\": 300", "\"completed\""] {
        assert!(answer.contains(part), "{part} in {answer}");
    }
    let before = result(&place);
    assert!(before.contains("\"explained\": 300"), "{before}");
    assert!(before.contains("9700, 9700"), "a message per judgment and kind: {before}");
    assert_eq!(process(&place), answer);
    assert_eq!(result(&place), before);
}

#[test]
fn a_run_that_was_killed_half_way_and_repeated_ends_as_a_clean_one() {
    let clean = place();
    process(&clean);
    let place = place();
    // The import comes to a halt in its sixth batch, with five written.
    place.run(
        "create function halt() returns trigger language plpgsql as $$
         begin perform pg_advisory_xact_lock(4711); return new; end $$;
         create trigger halt before insert on judgments for each row
         when (new.judgment_number = 'J-5500') execute function halt();",
    );
    let mut holder = place.connect();
    holder.batch_execute("select pg_advisory_lock(4711)").unwrap();
    let killed = Attempt::start(&place, |client| client.query_one(PROCESS, &[]).is_err());
    let halted = "select count(*) from pg_locks where locktype = 'advisory' and not granted";
    assert!(wait::until(PATIENCE, || place.number(halted) == 1));
    place.run(
        "select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and not granted",
    );
    assert!(killed.outcome(), "the import was not killed");
    drop(holder);
    place.run("drop trigger halt on judgments; drop function halt()");
    process(&place);
    assert_eq!(result(&place), result(&clean));
}

#[test]
fn rows_that_an_older_run_committed_are_not_done_again() {
    let clean = place();
    process(&clean);
    let place = place();
    // Half of the rows wait outside while the other half is processed.
    place.run("update raw_simplicity_imports set status = 'later' where id % 2 = 0");
    process(&place);
    place.run("update raw_simplicity_imports set status = 'inserted' where status = 'later'");
    process(&place);
    let jobs = "select count(distinct key) from dragonfly.idempotency_keys";
    assert_eq!(place.number(jobs), clean.number(jobs));
    assert_eq!(place.number("select count(*) from judgments"), 9700);
    assert_eq!(place.number("select count(*) from pgmq.q_enrich"), 9700);
}

#[test]
fn two_sessions_on_one_run_do_it_once() {
    let clean = place();
    process(&clean);
    let place = place();
    let mut first = place.connect();
    let first_pid = pid(&mut first);
    let mut transaction = first.transaction().unwrap();
    transaction.query_one(PROCESS, &[]).unwrap();
    let second = Attempt::start(&place, |client| {
        let answer: String = client.query_one(PROCESS, &[]).unwrap().get(0);
        answer
    });
    assert_eq!(second.settle(), crate::support::Settled::BlockedBy(vec![first_pid]));
    transaction.commit().unwrap();
    assert!(second.outcome().contains("\"inserted\": 9700"));
    assert_eq!(result(&place), result(&clean));
}

#[test]
fn memory_does_not_grow_with_the_run() {
    let place = place();
    let memory = |client: &mut postgres::Client| -> i64 {
        let sql = "select sum(used_bytes)::bigint from pg_backend_memory_contexts";
        client.query_one(sql, &[]).unwrap().get(0)
    };
    // In one transaction, where nothing that belongs to it has been given back yet.
    let mut client = place.connect();
    client.batch_execute("begin").unwrap();
    client.batch_execute(&format!("select count(*) from import_runs where id = '{RUN}'")).unwrap();
    client
        .batch_execute("update raw_simplicity_imports set status = 'later' where id > 1000")
        .unwrap();
    client.query_one(PROCESS, &[]).unwrap();
    let after_one_batch = memory(&mut client);
    client
        .batch_execute(
            "update raw_simplicity_imports set status = 'inserted' where status = 'later'",
        )
        .unwrap();
    client.query_one(PROCESS, &[]).unwrap();
    let after_ten = memory(&mut client);
    assert!(after_ten < after_one_batch + 2_000_000, "{after_one_batch} became {after_ten}");
}
