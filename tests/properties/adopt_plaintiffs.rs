//! Adoption of an application that has plaintiffs, their tasks and calls, cases and imports already.

use crate::support::{Db, From, database};

/// Tables as an application made them: fewer columns, columns and triggers of its own, rows.
const APPLICATION: &str = "
create schema judgments;
create table plaintiffs (id uuid primary key default gen_random_uuid(), name text not null, status text not null default 'new', nickname text);
insert into plaintiffs (id, name, nickname) values ('00000000-0000-0000-0000-00000000000a', 'Ann', 'A');
create table plaintiff_tasks (id uuid primary key default gen_random_uuid(), plaintiff_id uuid not null references plaintiffs on delete cascade,
    kind varchar(40) not null, status text not null default 'open', due_at timestamptz, note text, created_at timestamptz not null default now(), own int default 5);
insert into plaintiff_tasks (id, plaintiff_id, kind, status, created_at) values
    ('00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-00000000000a', 'call', 'open', '2020-01-01'),
    ('00000000-0000-0000-0000-000000000002', '00000000-0000-0000-0000-00000000000a', 'call', 'closed', '2020-01-02');
create table plaintiff_call_attempts (id uuid primary key default gen_random_uuid(), plaintiff_id uuid not null references plaintiffs on delete cascade,
    task_id uuid, outcome text not null, attempted_at timestamptz not null default now());
insert into plaintiff_call_attempts (plaintiff_id, outcome, attempted_at) values ('00000000-0000-0000-0000-00000000000a', 'old', '2020-01-03');
create table judgments.cases (case_id uuid primary key default gen_random_uuid(), case_number text not null, title text not null default 'x', own jsonb);
insert into judgments.cases (case_number, own) values ('N-1', '{\"a\": 1.10}');
create table raw_simplicity_imports (id bigserial primary key, raw_data jsonb not null, status text not null default 'inserted');
insert into raw_simplicity_imports (raw_data) values ('{\"batch_name\": \"b\", \"payload\": {\"plaintiff_name\": \"Zoe\", \"judgment_number\": \"J-1\", \"judgment_amount\": \"5\"}}');
create table seen (what text);
create function note_it() returns trigger language plpgsql security definer as $$ begin insert into public.seen values (tg_table_name || ' ' || tg_op); return new; end $$;
create trigger note_it after insert or update on plaintiff_tasks for each row execute function note_it();
";

const ROWS: &str = "
select (select jsonb_agg(to_jsonb(it) - array['email', 'phone', 'firm_name', 'created_at', 'updated_at', 'source_system', 'tier', 'source_reference', 'lead_metadata'] order by id) from plaintiffs as it)::text
    || (select jsonb_agg(jsonb_build_array(id, plaintiff_id, kind, status, due_at, note, created_at, own) order by id) from plaintiff_tasks)::text
    || (select jsonb_agg(jsonb_build_array(id, plaintiff_id, task_id, outcome, attempted_at) order by id) from plaintiff_call_attempts)::text
    || (select jsonb_agg(jsonb_build_array(case_id, case_number, title, own)) from judgments.cases)::text
    || (select jsonb_agg(jsonb_build_array(id, raw_data, status)) from raw_simplicity_imports)::text";

/// Where the rows of the application's tables lie: another file means that a table was rewritten. That
/// of calls is: the two columns that repeat others are computed for the calls that are there.
const FILES: &str = "
select string_agg(oid::regclass || ' ' || pg_relation_filenode(oid), ', ' order by oid) from pg_class
where relkind = 'r' and oid::regclass::text in ('plaintiffs', 'plaintiff_tasks', 'judgments.cases',
    'raw_simplicity_imports')";

fn adopted() -> (Db<'static>, String) {
    let db = database(From::Pgmq);
    db.run(APPLICATION);
    let before = db.text(ROWS);
    db.run("create extension dragonfly_queue");
    db.install();
    (db, before)
}

#[test]
fn rows_extra_columns_and_triggers_stay_and_missing_columns_arrive() {
    let (db, before) = adopted();
    assert_eq!(db.text(ROWS), before);
    let triggers = "select tgname from pg_trigger where tgrelid = 'plaintiff_tasks'::regclass and tgname = 'note_it'";
    assert_eq!(db.texts(triggers), ["note_it"]);
    assert_eq!(db.text("select count(*) from seen"), "0", "a row was touched");
    let kind = "select format_type(atttypid, atttypmod) from pg_attribute
                where attrelid = 'plaintiff_tasks'::regclass and attname = 'kind'";
    assert_eq!(db.text(kind), "character varying(40)");
    let columns = "select count(*) from pg_attribute where attrelid = 'plaintiff_tasks'::regclass
                   and attname in ('metadata', 'severity', 'result', 'closed_at', 'task_code')";
    assert_eq!(db.text(columns), "5");
    assert!(db.install().is_empty(), "a second install() finds something to do");
}

#[test]
fn no_table_is_rewritten() {
    let db = database(From::Pgmq);
    db.run(APPLICATION);
    let before = db.text(FILES);
    db.run("create extension dragonfly_queue");
    db.install();
    assert_eq!(db.text(FILES), before);
}

#[test]
fn calls_and_imports_work_on_adopted_tables() {
    let (db, _) = adopted();
    let call = "select log_call_outcome('00000000-0000-0000-0000-00000000000a',
        '00000000-0000-0000-0000-000000000001', 'reached', 'hot', null, '2031-01-31') ->> 'status'";
    assert_eq!(db.text(call), "reached_hot");
    // The application's own trigger saw the closed task and the new one.
    assert_eq!(
        db.texts("select what from seen order by 1"),
        ["plaintiff_tasks INSERT", "plaintiff_tasks UPDATE"]
    );
    db.run(
        "insert into import_runs (id, import_kind, source_system, source_reference)
            values ('00000000-0000-0000-0000-000000000001', 's', 's', 'b')",
    );
    let import =
        "select process_simplicity_imports('00000000-0000-0000-0000-000000000001') ->> 'inserted'";
    assert_eq!(db.text(import), "1");
    let scored = "select set_case_enrichment(case_id, 50, 'A') is not null from judgments.cases";
    assert_eq!(db.text(scored), "t");
    assert_eq!(db.text("select own::text from judgments.cases"), "{\"a\": 1.10}");
}

#[test]
fn an_index_that_stops_calls_is_found_by_the_doctor() {
    let (db, _) = adopted();
    db.run("create unique index one_of_each on plaintiff_tasks (plaintiff_id, kind, status)");
    let unwell = db.unwell();
    let calls = unwell.iter().find(|finding| finding.check == "calls").unwrap();
    assert_eq!(calls.status, "fail");
    assert!(calls.detail.contains("one_of_each"), "{}", calls.detail);
}
