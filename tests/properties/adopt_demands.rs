//! What an adopted table gets, whether it has rows or not, and adopted tables that keep out what functions
//! write: the area goes on, one WARNING, one line of the doctor, and 55000 where it matters.

use crate::adopt::{self, Application, beside};
use crate::enforcement_application::{self as application, goes_on};
use crate::enforcement_calls::{self as calls, judgment, open};
use crate::roles;
use crate::support::{Db, Finding, Refusal, refusal, text};

/// Actions and documents as an application made them, before cases had any.
const OWN_TABLES: &str = "
    create table public.enforcement_actions (id uuid primary key default gen_random_uuid(),
        action_type text not null, status text not null);
    alter table public.enforcement_actions owner to application;
    create table public.enforcement_documents (id uuid primary key default gen_random_uuid(), doc_kind text);
    alter table public.enforcement_documents owner to application;";

const OWN_ROWS: &str = "
    insert into public.enforcement_actions (action_type, status) values ('marshal', 'completed');
    insert into public.enforcement_documents (doc_kind) values ('letter');";

fn columns(db: &Db<'_>) -> Vec<String> {
    db.texts(
        "select concat_ws(' ', attrelid::regclass, attname, format_type(atttypid, atttypmod), attnotnull,
             pg_get_expr(adbin, adrelid))
         from pg_attribute join pg_class on pg_class.oid = attrelid
         left join pg_attrdef on adrelid = attrelid and adnum = attnum
         where attnum > 0 and relkind = 'r' and not attisdropped
           and relowner = 'application'::regrole and relnamespace = 'public'::regnamespace
         order by 1",
    )
}

fn adopted(rows: [&str; 2]) -> Db<'static> {
    let mut application = application::with(rows[0]);
    application.sql.push_str(OWN_TABLES);
    application.sql.push_str(rows[1]);
    let db = beside(&application);
    adopt::install(&db);
    db
}

#[test]
fn what_an_adopted_table_gets_does_not_depend_on_its_rows() {
    let (empty, full) = (adopted(["", ""]), adopted([application::ROWS, OWN_ROWS]));
    assert_eq!(columns(&empty), columns(&full));
    for db in [&empty, &full] {
        goes_on(db);
        db.connect_as("application").batch_execute(OWN_ROWS).unwrap();
        calls::everything_works(db);
    }
}

#[test]
fn an_empty_table_whose_rows_could_not_have_our_key_is_another_object() {
    let db = beside(&adopt::ledger("note text", ""));
    let refused = db.refused("select dragonfly.install()");
    assert_eq!(refused.code, "55000");
    assert_eq!(
        refused.message,
        "install: relation dragonfly.idempotency_keys already exists and does not match this extension's table"
    );
}

/// An application with that table of actions.
fn with_actions(body: &str, more: &str) -> Application {
    let mut application = application::usual();
    let actions = format!(
        "create type public.action_kind as enum ('bank_levy', 'garnishment');
         create table public.enforcement_actions ({body});
         alter table public.enforcement_actions owner to application; {more}"
    );
    application.sql.push_str(&actions);
    application
}

fn adopted_tables(db: &Db<'_>) -> Option<Finding> {
    db.unwell().into_iter().find(|finding| finding.check == "adopted tables")
}

#[track_caller]
fn is_set_up(refused: &Refusal, message: &str, hint: &str) {
    assert_eq!((refused.code.as_str(), refused.message.as_str()), ("55000", message));
    assert!(refused.hint.starts_with(hint), "{refused:?}");
}

#[test]
fn an_action_table_with_demands_and_a_narrow_enumeration_is_named_and_the_rest_works() {
    let body =
        "id uuid primary key default gen_random_uuid(), action_type public.action_kind not null,
                court text not null, status text";
    let db = beside(&with_actions(body, ""));
    let said = adopt::install(&db);
    let lines = [
        "public.enforcement_actions.court must be filled, and functions do not know it",
        "public.action_kind, the type of public.enforcement_actions.action_type, lacks subpoena, marshal",
    ];
    let message = "install: adopted tables reject some rows that functions write: ";
    assert!(said.contains(&format!("{message}{}", lines.join("; "))), "{said}");
    let warned = adopted_tables(&db).unwrap();
    assert_eq!((warned.status.as_str(), warned.detail), ("warn", lines.join("; ")));
    let hint = warned.hint.unwrap();
    assert!(hint.contains("SET DEFAULT") && hint.contains("ADD VALUE"), "{hint}");

    let mut client = roles::session(&db, "enforcement_operator");
    let case = open(&mut client, &judgment(&db, "10"));
    let levy = format!("select queue_enforcement_action('{case}', 'bank_levy')->>'created'");
    is_set_up(
        &refusal(client.batch_execute(&levy)),
        "queue_enforcement_action: the application's table public.enforcement_actions needs a value for court",
        "ALTER TABLE public.enforcement_actions ALTER COLUMN court SET DEFAULT",
    );
    let subpoena = format!("select issue_subpoena('{case}', 'bank', document_path => 'a.pdf')");
    is_set_up(
        &refusal(client.batch_execute(&subpoena)),
        "issue_subpoena: the application's type public.action_kind lacks subpoena",
        "ALTER TYPE public.action_kind ADD VALUE 'subpoena'",
    );
    // Nothing is half done.
    let left = "select (select count(*) from enforcement_actions) + (select count(*) from enforcement_documents)";
    assert_eq!(db.text(left), "0");
    db.run(
        "alter table public.enforcement_actions alter court set default 'Kings';
         alter type public.action_kind add value 'marshal';
         alter type public.action_kind add value 'subpoena';",
    );
    assert_eq!(text(&mut roles::session(&db, "enforcement_operator"), &levy), "true");
    adopt::install(&db);
    assert_eq!(adopted_tables(&db).map(|finding| finding.detail), None);
    calls::everything_works(&db);
}

#[test]
fn a_column_that_a_trigger_of_the_application_fills_is_no_demand() {
    let body = "id uuid primary key default gen_random_uuid(), court text not null";
    let fills = "create function app.fill() returns trigger language plpgsql as
                     $$ begin new.court := 'Kings'; return new; end $$;
                 create trigger fill before insert on public.enforcement_actions
                 for each row execute function app.fill();";
    let db = beside(&with_actions(body, fills));
    adopt::install(&db);
    assert_eq!(adopted_tables(&db).map(|finding| finding.detail), None);
    calls::everything_works(&db);
}

/// A row of ours cannot be added; a stage that is there can be used all the same.
#[test]
fn a_lookup_with_a_demand_keeps_its_rows_and_gets_none() {
    let mut application = application::with("");
    application.sql.push_str(
        "create table public.enforcement_stage_lookup (stage text primary key, ordinal int, colour text not null);
         alter table public.enforcement_stage_lookup owner to application;
         insert into public.enforcement_stage_lookup values ('pre_enforcement', 0, 'red'), ('marshal', 4, 'blue');",
    );
    let db = beside(&application);
    let said = adopt::install(&db);
    assert!(
        said.contains("install: no rows were added to public.enforcement_stage_lookup"),
        "{said}"
    );
    let mut client = roles::session(&db, "enforcement_operator");
    let case = open(&mut client, &judgment(&db, "10"));
    let stage =
        format!("select set_enforcement_stage('{case}', 'marshal', null, null, null) ->> 'stage'");
    assert_eq!(text(&mut client, &stage), "marshal");
    db.run("alter table public.enforcement_stage_lookup alter colour set default 'grey'");
    assert_eq!(db.install(), ["added 9 rows of public.enforcement_stage_lookup"]);
}
