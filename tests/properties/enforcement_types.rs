//! Columns of an application that are spelt otherwise: varchar and enumerations for text, numerics
//! without precision, enumerations that lack labels. Every call works on them.

use crate::adopt::{self, Application, beside};
use crate::catalogue;
use crate::enforcement_application::{changed, goes_on};
use crate::enforcement_calls::{self as calls, judgment, open};
use crate::roles;
use crate::support::{refusal, text};

#[test]
fn varchar_columns_do_for_text() {
    let application = changed(&[
        ("current_stage text", "current_stage varchar(60)"),
        ("status text not null default 'open'", "status varchar(20) not null default 'open'"),
        (
            "case_number text, plaintiff_id uuid, opened_at",
            "case_number varchar(80), plaintiff_id uuid, opened_at",
        ),
        ("event_type text", "event_type varchar(80)"),
        ("stage text not null, note text", "stage varchar(60) not null, note varchar(200)"),
        ("enforcement_stage text", "enforcement_stage varchar(40)"),
    ]);
    let db = beside(&application);
    adopt::install(&db);
    calls::everything_works(&db);
    goes_on(&db);
}

#[test]
fn numerics_of_any_precision_do_and_what_is_owed_is_rounded_to_the_cent() {
    let application = changed(&[("judgment_amount numeric(10,2)", "judgment_amount numeric")]);
    let db = beside(&application);
    db.run("alter table public.judgments add column balance_due numeric");
    adopt::install(&db);
    calls::everything_works(&db);
    let judgment = judgment(&db, "10.005");
    let mut client = roles::session(&db, "enforcement_operator");
    let case = open(&mut client, &judgment);
    let pay = format!("select record_enforcement_payment('{case}', 10.01)->>'balance_due'");
    assert_eq!(text(&mut client, &pay), "0.00");
    goes_on(&db);
}

/// The application's status, closed to what it does not know.
const STATUS: &str = "create type public.case_status as enum ('open', 'waiting', 'closed');";

#[test]
fn an_enumeration_of_the_application_does_for_a_status() {
    let status = (
        "status text not null default 'open'",
        "status public.case_status not null default 'open'",
    );
    let mut application = changed(&[status]);
    application.sql.insert_str(0, STATUS);
    let db = beside(&application);
    adopt::install(&db);
    calls::everything_works(&db);
    goes_on(&db);
}

/// What cannot be made on such a column is left out by name, and the rest is there.
#[test]
fn an_enumeration_does_for_a_judgment_s_stage_and_what_it_lacks_is_named() {
    let stage =
        ("enforcement_stage text not null", "enforcement_stage public.judgment_stage not null");
    let mut application = changed(&[stage]);
    application.sql.insert_str(
        0,
        "create type public.judgment_stage as enum (
             'pre_enforcement', 'levy_issued', 'collected', 'Our own words');",
    );
    let db = beside(&application);
    adopt::install(&db);
    calls::everything_works(&db);
    goes_on(&db);
    let judgment = judgment(&db, "5");
    let mut client = roles::session(&db, "enforcement_operator");
    let unknown = format!("select set_enforcement_stage({judgment}, 'waiting_payment')");
    let refused = refusal(client.batch_execute(&unknown));
    assert_eq!(
        (refused.code.as_str(), refused.message.as_str()),
        (
            "55000",
            "set_enforcement_stage: the application's type public.judgment_stage lacks waiting_payment"
        )
    );
}

/// `closed` is how a case's end is spelt: without it neither index nor views can be made.
#[test]
fn what_cannot_be_made_on_an_enumeration_is_left_out_with_a_warning_and_a_doctor_line() {
    let status = (
        "status text not null default 'open'",
        "status public.case_status not null default 'open'",
    );
    let mut application = changed(&[status]);
    application.sql = application.sql.replace("'bank_levy', 'closed'", "'bank_levy', 'waiting'");
    application.sql.insert_str(0, "create type public.case_status as enum ('open', 'waiting');");
    let db = beside(&application);
    let said = adopt::install(&db);
    for name in [
        "enforcement_cases_one_open_per_judgment",
        "v_enforcement_overview",
        "v_enforcement_stage_totals",
    ] {
        assert!(
            said.contains(&format!(
                "install: public.{name} cannot be created on the existing table"
            )),
            "{said}"
        );
    }
    let failed: Vec<_> = db.unwell().into_iter().filter(|one| one.status == "fail").collect();
    let checks: Vec<_> = failed.iter().map(|one| one.check.as_str()).collect();
    assert_eq!(checks, ["views", "indexes"]);
    assert!(failed[1].detail.contains("public.enforcement_cases_one_open_per_judgment on"));
    db.run("alter type public.case_status add value 'closed'");
    adopt::install(&db);
    assert!(db.unwell().iter().all(|one| one.status != "fail"));
    calls::everything_works(&db);
}

/// The stage of a case points to the lookup, whose key is text: an enumeration cannot.
#[test]
fn a_stage_of_a_case_that_is_an_enumeration_is_refused_by_name() {
    let mut application = changed(&[("current_stage text", "current_stage public.own_stage")]);
    application.sql.insert_str(
        0,
        "create type public.own_stage as enum ('pre_enforcement', 'Skip trace ordered', 'bank_levy', 'closed');",
    );
    let db = beside(&application);
    let objects = catalogue::describe(&db);
    let refused = db.refused("select dragonfly.install()");
    assert_eq!(refused.code, "55000", "{refused:?}");
    assert!(refused.message.contains("current_stage of public.enforcement_cases"), "{refused:?}");
    assert_eq!(catalogue::difference(&objects, &catalogue::describe(&db)), "");
    // Postgres wants what leans on the column out of the way first.
    db.run(
        "drop trigger audit_case on public.enforcement_cases; drop view app.board;
         alter table public.enforcement_cases alter current_stage type text",
    );
    adopt::install(&db);
    calls::works(&db);
}

#[test]
fn labels_that_an_event_kind_lacks_are_added_behind_those_that_are_there() {
    let kinds = "select string_agg(enumlabel, ' ' order by enumsortorder)
                 from pg_enum where enumtypid = 'public.enforcement_event_kind'::regtype";
    let mut application = crate::enforcement_application::usual();
    application.sql.push_str(
        "create type public.enforcement_event_kind as enum ('ours', 'bank_levy_filed', 'marshal_result');
         alter type public.enforcement_event_kind owner to application;
         alter table public.enforcement_events add column event_kind public.enforcement_event_kind;
         update public.enforcement_events set event_kind = 'ours';",
    );
    let db = beside(&application);
    let report = db.install();
    assert!(
        report
            .contains(&"added label payment_received of type public.enforcement_event_kind".into()),
        "{report:?}"
    );
    let labels = db.text(kinds);
    assert!(labels.starts_with("ours bank_levy_filed marshal_result "), "{labels}");
    assert_eq!(labels.split(' ').count(), 17, "{labels}");
    assert_eq!(db.install(), crate::support::NOTHING);
    calls::everything_works(&db);
    goes_on(&db);
    let own = "select count(*) from public.enforcement_events where event_kind = 'ours'";
    assert_eq!(db.text(own), "4");
}

#[test]
fn what_is_no_enumeration_under_the_type_s_name_must_be_renamed() {
    for sql in [
        "create type public.enforcement_event_kind as (label text)",
        "create domain public.enforcement_event_kind as text",
    ] {
        let application = Application { sql: sql.into(), names: &["enforcement_event_kind"] };
        let db = crate::support::database(crate::support::From::Pgmq);
        db.run(&application.sql);
        db.run("create extension dragonfly_queue");
        let objects = catalogue::describe(&db);
        let refused = db.refused("select dragonfly.install()");
        assert_eq!(refused.code, "55000", "{refused:?}");
        assert!(
            refused.hint.contains("ALTER TYPE public.enforcement_event_kind RENAME"),
            "{refused:?}"
        );
        assert_eq!(catalogue::difference(&objects, &catalogue::describe(&db)), "");
    }
}

#[test]
fn key_columns_of_another_type_are_refused_by_name_before_anything_is_changed() {
    for (usual, other, column) in [
        (
            "judgment_id bigint not null references",
            "judgment_id integer not null references",
            "judgment_id of public.enforcement_cases is integer",
        ),
        (
            "case_id uuid not null references public.enforcement_cases (id) on delete cascade",
            "case_id text not null",
            "case_id of public.enforcement_events is text",
        ),
        (
            "opened_at timestamptz not null default timezone('utc', now())",
            "opened_at timestamp not null default now()",
            "opened_at of public.enforcement_cases is timestamp without time zone",
        ),
    ] {
        let db = beside(&changed(&[(usual, other)]));
        let (rows, objects) = (catalogue::rows(&db), catalogue::describe(&db));
        let refused = db.refused("select dragonfly.install()");
        assert_eq!(refused.code, "55000", "{refused:?}");
        assert!(refused.message.contains(column), "{refused:?}");
        assert!(refused.hint.contains("ALTER TABLE"), "{refused:?}");
        assert_eq!(catalogue::difference(&objects, &catalogue::describe(&db)), "");
        assert_eq!(catalogue::difference(&rows, &catalogue::rows(&db)), "");
    }
}
