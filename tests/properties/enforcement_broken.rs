//! What stands in the way of enforcement, or breaks rules that came later: refused with what to do, or
//! left out with a warning and a doctor line.

use crate::adopt::{self, beside};
use crate::catalogue;
use crate::enforcement_application::{self as application, ROWS, goes_on};
use crate::enforcement_calls::{self as calls, judgment, open};
use crate::roles;
use crate::support::{Db, Finding, From, NOTHING, database, refusal, text};

fn finding(db: &Db<'_>, check: &str) -> Option<Finding> {
    db.unwell().into_iter().find(|finding| finding.check == check)
}

#[test]
fn a_unique_index_on_the_judgment_allows_one_case_ever_and_the_call_says_which_index() {
    for (index, statement) in [
        (
            "create unique index one_ever on public.enforcement_cases (judgment_id)",
            "DROP INDEX public.one_ever",
        ),
        (
            "alter table public.enforcement_cases add constraint one_ever unique (judgment_id)",
            "ALTER TABLE public.enforcement_cases DROP CONSTRAINT one_ever",
        ),
    ] {
        let db = beside(&application::usual());
        db.run(index);
        adopt::install(&db);
        calls::works(&db);
        let mut client = roles::session(&db, "enforcement_operator");
        let judgment = judgment(&db, "10");
        let case = open(&mut client, &judgment);
        let second = format!("select open_enforcement_case({judgment}, 'op')");
        let refused = refusal(client.batch_execute(&second));
        assert_eq!((refused.code.as_str(), refused.detail.contains(&case)), ("23505", true));
        client
            .batch_execute(&format!("select close_enforcement_case('{case}', 'withdrawn')"))
            .unwrap();
        let refused = refusal(client.batch_execute(&second));
        assert_eq!(refused.code, "23505", "{refused:?}");
        assert!(refused.message.contains("a unique index of the application"), "{refused:?}");
        assert!(refused.hint.contains(statement), "{refused:?}");
        db.run(statement);
        client.batch_execute(&second).unwrap();
        goes_on(&db);
    }
}

/// Two open cases of one judgment: the index that forbids it is left out.
#[test]
fn rows_that_break_a_unique_index_leave_it_out_with_a_warning_and_a_doctor_line() {
    let twice =
        "insert into public.enforcement_cases (judgment_id, case_number) values (1, 'again');";
    let db = beside(&application::with(&[ROWS, twice].concat()));
    let said = adopt::install(&db);
    assert!(
        said.contains("WARNING") && said.contains("public.enforcement_cases_one_open_per_judgment"),
        "{said}"
    );
    let failed = finding(&db, "indexes").unwrap();
    assert_eq!(failed.status, "fail");
    assert_eq!(
        failed.detail,
        "public.enforcement_cases_one_open_per_judgment on public.enforcement_cases is missing"
    );
    assert!(failed.hint.unwrap().contains("mend them first"));
    let count = "select count(*) from public.enforcement_cases where judgment_id = 1";
    assert_eq!(db.text(count), "2");
    calls::works(&db);
    let mut client = roles::session(&db, "enforcement_operator");
    let refused = refusal(client.batch_execute("select open_enforcement_case(1, 'op')"));
    assert_eq!(refused.code, "23505", "a third one");
    db.run("delete from public.enforcement_cases where case_number = 'again'");
    assert_eq!(db.install(), ["created index public.enforcement_cases_one_open_per_judgment"]);
    assert_eq!(finding(&db, "indexes"), None);
}

#[test]
fn orphans_leave_a_foreign_key_not_valid_with_a_warning_and_a_doctor_line() {
    let orphan = "update public.judgments set plaintiff_id = '00000000-0000-0000-0000-000000000001' where id = 1;";
    let db = beside(&application::with(&[ROWS, orphan].concat()));
    let said = adopt::install(&db);
    assert!(said.contains("WARNING") && said.contains("judgments_plaintiff_id_fk"), "{said}");
    let warned = finding(&db, "constraints").unwrap();
    assert_eq!(warned.status, "warn");
    assert!(warned.detail.contains("judgments_plaintiff_id_fk on public.judgments is not valid"));
    // The rule holds for what comes, and the row that breaks it can be worked on.
    let worse = "update public.judgments set plaintiff_id = gen_random_uuid() where id = 2";
    assert_eq!(db.refused(worse).code, "23503");
    db.run("update public.judgments set notes = 'still there' where id = 1");
    let mut client = roles::session(&db, "enforcement_operator");
    let case = db.text("select id from public.enforcement_cases where judgment_id = 1");
    client.batch_execute(&format!("select record_enforcement_payment('{case}', 10)")).unwrap();
    calls::works(&db);
    goes_on(&db);
    db.run("update public.judgments set plaintiff_id = null where id = 1");
    let validated = "validated constraint judgments_plaintiff_id_fk on public.judgments";
    assert_eq!(db.install(), [validated]);
    assert_eq!(finding(&db, "constraints"), None);
}

#[test]
fn values_that_break_a_check_leave_it_not_valid() {
    let odd = "update public.judgments set priority_level = 'whenever' where id = 1;";
    let db = beside(&application::with(&[ROWS, odd].concat()));
    let said = adopt::install(&db);
    assert!(said.contains("WARNING") && said.contains("judgments_priority_level_check"), "{said}");
    assert!(finding(&db, "constraints").unwrap().detail.contains("judgments_priority_level_check"));
    calls::works(&db);
}

/// Actions of another shape: no id, so it is another object.
#[test]
fn an_enforcement_actions_of_another_shape_must_be_renamed() {
    let other = "create table public.enforcement_actions (code text primary key, label text);
                 insert into public.enforcement_actions values ('levy', 'Levy');";
    let mut application = application::usual();
    application.sql.push_str(other);
    let db = beside(&application);
    let (rows, objects) = (catalogue::rows(&db), catalogue::describe(&db));
    let refused = db.refused("select dragonfly.install()");
    assert_eq!(refused.code, "55000", "{refused:?}");
    assert_eq!(
        refused.message,
        "install: relation public.enforcement_actions already exists and does not match this extension's table"
    );
    assert!(
        refused.hint.contains("ALTER TABLE public.enforcement_actions RENAME TO"),
        "{refused:?}"
    );
    assert_eq!(catalogue::difference(&objects, &catalogue::describe(&db)), "");
    assert_eq!(catalogue::difference(&rows, &catalogue::rows(&db)), "");
    db.run("alter table public.enforcement_actions rename to action_codes");
    adopt::install(&db);
    calls::everything_works(&db);
    assert_eq!(db.text("select label from public.action_codes"), "Levy");
}

/// An index keeps its name when its table is renamed.
#[test]
fn an_index_of_our_name_on_another_table_must_be_renamed() {
    let mut application = application::usual();
    application.sql.push_str(
        "create table public.other (judgment_id bigint);
         create index enforcement_cases_judgment_id_idx on public.other (judgment_id);",
    );
    let db = beside(&application);
    let refused = db.refused("select dragonfly.install()");
    assert_eq!(refused.code, "55000", "{refused:?}");
    let hint = "ALTER INDEX public.enforcement_cases_judgment_id_idx RENAME TO";
    assert!(refused.hint.contains(hint), "{refused:?}");
    db.run(&format!("{hint} other_idx"));
    adopt::install(&db);
}

const LEGACY: &str = "
create function public.set_enforcement_stage(
    _judgment_id bigint, _new_stage text, _note text default null, _changed_by text default null)
returns public.judgments language sql as
    $$ update public.judgments set enforcement_stage = _new_stage where id = _judgment_id returning * $$;
";

#[test]
fn the_application_s_own_legacy_function_stops_the_script_until_the_hint_was_run() {
    let db = database(From::Pgmq);
    db.run(&application::usual().sql);
    db.run(LEGACY);
    let (rows, objects) = (catalogue::rows(&db), catalogue::describe(&db));
    let refused = db.refused("create extension dragonfly_queue");
    assert_eq!(refused.code, "55000", "{refused:?}");
    assert_eq!(refused.detail, "public.set_enforcement_stage(bigint,text,text,text)");
    assert_eq!(catalogue::difference(&objects, &catalogue::describe(&db)), "");
    assert_eq!(catalogue::difference(&rows, &catalogue::rows(&db)), "");
    let start = refused.hint.find("CREATE SCHEMA").unwrap();
    db.run(&refused.hint[start..]);
    db.run("create extension dragonfly_queue");
    adopt::install(&db);
    calls::everything_works(&db);
    goes_on(&db);
    let theirs = "select (dragonfly_legacy.set_enforcement_stage(1, 'theirs')).enforcement_stage";
    assert_eq!(text(&mut db.connect(), theirs), "theirs");
    assert_eq!(db.install(), NOTHING);
    // Ours survives the extension, and does not stop it from coming back.
    db.run("drop extension dragonfly_queue; create extension dragonfly_queue");
    assert_eq!(db.install(), NOTHING);
    calls::works(&db);
}

#[test]
fn functions_of_the_calls_names_with_more_arguments_are_no_obstacle() {
    let db = database(From::Pgmq);
    db.run(
        "create function public.set_enforcement_stage(a int, b int, c int, d int, e int, f int, g int) returns int language sql as 'select 1';
         create function public.open_enforcement_case(a int, b int, c int, d int, e int, f int, g int) returns int language sql as 'select 2';
         create extension dragonfly_queue;",
    );
    assert_eq!(db.install(), NOTHING);
    let own = "select public.set_enforcement_stage(1, 2, 3, 4, 5, 6, 7) + public.open_enforcement_case(1, 2, 3, 4, 5, 6, 7)";
    assert_eq!(db.text(own), "3");
    calls::works(&db);
}
