//! What stops the script before its first function, above all an application's own functions with our
//! signatures: it says what to run, and has changed nothing.

use crate::support::{Db, From, Refusal, database, refusal, text};
use crate::{catalogue, roles};

const QUEUE_JOB: &str =
    "create function public.queue_job(payload jsonb) returns bigint language sql
    as $$ select -1::bigint $$;";
const OTHERS: &str = "
create function public.dequeue_job(kind text default 'enrich', out job jsonb) language sql as
    $$ select '{}'::jsonb $$;
create function public.pgmq_delete(queue text, id bigint) returns boolean language sql as $$ select false $$;
create function public.queue_job(a text, b text, c jsonb, d timestamptz) returns bigint language sql as
    $$ select -4::bigint $$;
create schema dragonfly;
create function dragonfly.version() returns text language sql as $$ select 'mine' $$;
create view public.uses as select public.pgmq_delete('q', 1) as gone;
";

/// CREATE EXTENSION must be refused, with everything left as it was.
#[track_caller]
fn stopped(db: &Db<'_>) -> Refusal {
    let objects = catalogue::describe(db);
    let refused = db.refused("create extension dragonfly_queue");
    assert_eq!(catalogue::difference(&objects, &catalogue::describe(db)), "");
    assert_eq!(refused.code, "55000", "{refused:?}");
    refused
}

/// The statements of the hint, exactly as they stand there.
fn statements(refused: &Refusal) -> String {
    let start = refused.hint.find("CREATE").or(refused.hint.find("ALTER")).unwrap();
    refused.hint[start..].to_owned()
}

#[track_caller]
fn works_after_the_hint(db: &Db<'_>, refused: &Refusal) {
    db.run(&statements(refused));
    db.run("create extension dragonfly_queue");
    assert_eq!(db.install(), crate::support::NOTHING);
    roles::everything_works(db);
    let finding = db.unwell();
    assert_eq!(finding.len(), 1, "{finding:?}");
    assert_eq!(
        (finding[0].check.as_str(), finding[0].status.as_str()),
        ("legacy functions", "warn")
    );
    assert!(finding[0].hint.as_ref().unwrap().contains("DROP SCHEMA dragonfly_legacy"));
}

#[test]
fn an_application_s_queue_job_stops_the_script_until_the_hint_was_run() {
    let db = database(From::Pgmq);
    db.run(QUEUE_JOB);
    let refused = stopped(&db);
    assert_eq!(refused.detail, "public.queue_job(jsonb)");
    assert_eq!(
        statements(&refused),
        "CREATE SCHEMA dragonfly_legacy; ALTER FUNCTION public.queue_job(jsonb) SET SCHEMA dragonfly_legacy;"
    );
    works_after_the_hint(&db, &refused);
    assert_eq!(db.text("select dragonfly_legacy.queue_job('{}')"), "-1");
}

#[test]
fn several_are_all_listed_and_all_moved() {
    let db = database(From::Pgmq);
    db.run(QUEUE_JOB);
    db.run(OTHERS);
    let refused = stopped(&db);
    for function in [
        "public.queue_job(jsonb)",
        "public.queue_job(text,text,jsonb,timestamp with time zone)",
        "public.dequeue_job(text)",
        "public.pgmq_delete(text,bigint)",
        "dragonfly.version()",
    ] {
        assert!(refused.detail.contains(function), "{refused:?}");
        assert!(
            refused.hint.contains(&format!("ALTER FUNCTION {function} SET SCHEMA")),
            "{refused:?}"
        );
    }
    works_after_the_hint(&db, &refused);
    assert_eq!(db.text("select gone from public.uses"), "f");
    assert_eq!(db.text("select dragonfly_legacy.version()"), "mine");
}

#[test]
fn the_hint_works_where_an_earlier_one_was_run_before() {
    let db = database(From::Pgmq);
    db.run("create schema dragonfly_legacy; create function dragonfly_legacy.old() returns int language sql as 'select 1'");
    db.run(QUEUE_JOB);
    let refused = stopped(&db);
    works_after_the_hint(&db, &refused);
}

#[test]
fn a_procedure_of_our_signature_is_moved_by_the_hint_too() {
    let db = database(From::Pgmq);
    db.run("create procedure public.queue_job(payload jsonb) language sql as $$ select 1 $$");
    let refused = stopped(&db);
    works_after_the_hint(&db, &refused);
}

/// Keys are compared as text.
#[test]
fn a_database_in_another_encoding_is_refused() {
    let cluster = crate::support::cluster();
    let sql = "create database ascii encoding 'SQL_ASCII' locale 'C' template template0";
    cluster.connect("postgres", "postgres").batch_execute(sql).unwrap();
    let db = Db { cluster, name: "ascii".into() };
    let refused = db.refused("create extension dragonfly_queue cascade");
    assert_eq!(
        (refused.code.as_str(), refused.detail.as_str()),
        ("55000", "encoding is SQL_ASCII")
    );
    assert!(refused.hint.contains("ENCODING 'UTF8'"), "{refused:?}");
}

#[test]
fn a_function_of_our_name_that_needs_more_arguments_than_ours_is_no_obstacle() {
    let db = database(From::Pgmq);
    db.run(
        "create function public.queue_jobs(a int, b int) returns int language sql as 'select 1'",
    );
    db.run("create extension dragonfly_queue");
    roles::everything_works(&db);
    assert_eq!(db.unwell(), []);
    assert_eq!(db.text("select public.queue_jobs(1, 2)"), "1");
    db.run("drop extension dragonfly_queue");
    assert_eq!(db.text("select public.queue_jobs(1, 2)"), "1");
}

#[test]
fn a_function_of_our_name_that_a_call_of_ours_could_mean_is_moved_by_the_hint() {
    let db = database(From::Pgmq);
    db.run(
        "create function public.dequeue_job(kind text, batch int default 1) returns int language sql as 'select 2'",
    );
    let refused = stopped(&db);
    assert_eq!(refused.detail, "public.dequeue_job(text,integer)");
    works_after_the_hint(&db, &refused);
    assert_eq!(db.text("select dragonfly_legacy.dequeue_job('enrich')"), "2");
}

/// A hint that was run before left a function of the same signature.
#[test]
fn the_hint_works_where_the_name_is_taken() {
    let db = database(From::Pgmq);
    db.run("create schema dragonfly_legacy");
    db.run(QUEUE_JOB);
    db.run("alter function public.queue_job(jsonb) set schema dragonfly_legacy");
    db.run(QUEUE_JOB);
    let refused = stopped(&db);
    assert!(statements(&refused).contains("RENAME TO queue_job_"), "{refused:?}");
    works_after_the_hint(&db, &refused);
}

#[test]
fn an_application_may_replace_dequeue_job_in_place() {
    let db = database(From::Installed);
    db.run(
        "create or replace function public.dequeue_job(kind text) returns jsonb language sql as
             $$ select jsonb_build_object('mine', kind) $$",
    );
    assert_eq!(db.install(), crate::support::NOTHING);
    let mut service = roles::session(&db, "service_role");
    assert_eq!(text(&mut service, "select dequeue_job('enrich')->>'mine'"), "enrich");
    let mut anon = roles::session(&db, "anon");
    assert_eq!(refusal(anon.batch_execute("select dequeue_job('enrich')")).code, "42501");
    let found = db.unwell();
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!((found[0].check.as_str(), found[0].status.as_str()), ("dequeue_job", "warn"));
    // pg_dump leaves members out: the restored database has ours again.
    let restored = crate::dump_restore::empty(db.cluster, "replaced");
    restored.run(&db.dump(&[]));
    roles::everything_works(&restored);
}

/// The name of a type may hold anything, and the hint is run by a superuser.
#[test]
fn a_type_s_name_in_a_signature_is_no_statement() {
    let db = database(From::Pgmq);
    db.run(
        "create type public.\"|alter role application superuser;--\" as ();
         create function public.queue_job(public.\"|alter role application superuser;--\") returns int
         language sql as 'select 1'",
    );
    let refused = stopped(&db);
    works_after_the_hint(&db, &refused);
    assert_eq!(db.text("select rolsuper from pg_roles where rolname = 'application'"), "f");
    let moved =
        "select count(*) from pg_proc where pronamespace = 'dragonfly_legacy'::regnamespace";
    assert_eq!(db.text(moved), "1");
}
