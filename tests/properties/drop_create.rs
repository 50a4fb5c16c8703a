//! DROP EXTENSION leaves the user's data, CREATE EXTENSION finds it again.

use crate::support::{From, NOTHING, database, text};
use crate::{catalogue, live, roles};

const DROP: &str = "drop extension dragonfly_queue";
const CREATE: &str = "create extension dragonfly_queue";
const MEMBERS: &str = "select objid::regprocedure::text
    from pg_depend join pg_extension on pg_extension.oid = refobjid
    where refclassid = 'pg_extension'::regclass and deptype = 'e' and extname = 'dragonfly_queue'";

#[track_caller]
fn assert_warns_what_to_run(said: &str) {
    assert!(said.contains("WARNING"), "{said}");
    assert!(said.contains("SELECT dragonfly.install()"), "{said}");
}

#[test]
fn dropping_without_cascade_leaves_tables_queues_and_rows() {
    let db = database(From::Live);
    let (rows, objects) = (catalogue::rows(&db), catalogue::describe(&db));
    let functions =
        db.texts("select proname from pg_proc where probin = '$libdir/dragonfly_queue'");
    db.run(DROP);
    assert_eq!(catalogue::difference(&rows, &catalogue::rows(&db)), "");
    let lost = catalogue::difference(&objects, &catalogue::describe(&db));
    for line in lost.lines() {
        let function = functions.iter().any(|name| line.contains(name.as_str()));
        let extension = line.starts_with("-comment extension dragonfly_queue ");
        assert!(line.starts_with('-') && (function || extension), "more than functions: {line}");
    }
    // pgmq goes on without us.
    let mut service = roles::session(&db, "service_role");
    let id = text(&mut service, "select pgmq.send('enrich', '{}')");
    assert_eq!(text(&mut service, &format!("select pgmq.delete('enrich', {id}::bigint)")), "t");
}

#[test]
fn created_again_it_finds_everything_and_install_has_nothing_to_report() {
    let db = database(From::Live);
    let (rows, objects) = (catalogue::rows(&db), catalogue::describe(&db));
    db.run(DROP);
    assert_warns_what_to_run(&db.run(CREATE));
    assert_eq!(db.install(), NOTHING);
    assert_eq!(catalogue::difference(&rows, &catalogue::rows(&db)), "");
    // What the operator granted on a function went with the function, as with any extension.
    let lost = catalogue::difference(&objects, &catalogue::describe(&db));
    assert!(lost.lines().all(|line| line.contains("queue_jobs(jsonb)")), "{lost}");
}

#[test]
fn keys_de_duplicate_across_drop_and_create_even_before_install() {
    let db = database(From::Live);
    let before = db.text("select queue_job('job-1', 'enrich')");
    db.run(DROP);
    db.run(CREATE);
    assert_eq!(db.text("select queue_job('job-1', 'enrich')"), before);
    roles::everything_works(&db);
    assert_eq!(db.install(), NOTHING);
    assert_eq!(db.text("select queue_job('job-1', 'enrich')"), before);
    // Grants on a function go with the function, as with any extension.
    db.run("grant execute on function public.queue_jobs(jsonb) to reporting");
    live::belongings_work(&db);
    assert_eq!(db.unwell(), []);
}

#[test]
fn install_after_create_again_reports_only_what_is_missing() {
    let db = database(From::Live);
    db.run(DROP);
    db.run("drop index dragonfly.idempotency_keys_retained_since_idx");
    assert_warns_what_to_run(&db.run(CREATE));
    assert_eq!(db.install(), ["created index dragonfly.idempotency_keys_retained_since_idx"]);
    assert_eq!(db.install(), NOTHING);
    roles::everything_works(&db);
}

#[test]
fn a_database_without_the_extension_can_be_dumped_restored_and_given_it_again() {
    let original = database(From::Live);
    original.run(DROP);
    let restored = crate::dump_restore::empty(original.cluster, "without_extension");
    restored.run(&original.dump(&[]));
    let rows = catalogue::difference(&catalogue::rows(&original), &catalogue::rows(&restored));
    assert_eq!(rows, "");
    assert_warns_what_to_run(&restored.run(CREATE));
    assert_eq!(restored.install(), NOTHING);
    roles::everything_works(&restored);
    assert_eq!(restored.unwell(), []);
}

#[test]
fn only_our_functions_are_members() {
    let db = database(From::Installed);
    let kinds = db.texts(
        "select distinct classid::regclass from pg_depend join pg_extension on pg_extension.oid = refobjid
         where refclassid = 'pg_extension'::regclass and deptype = 'e' and extname = 'dragonfly_queue'"
    );
    assert_eq!(kinds, ["pg_proc"]);
    let access = include_str!("../../sql/schema/access.sql");
    let mut functions = db.texts(&format!(
        "select to_regprocedure(object)::text from ({access}) as access where kind = 'function'"
    ));
    let mut members = db.texts(MEMBERS);
    functions.sort();
    members.sort();
    assert_eq!(members, functions);
    let helpers = db.texts(&format!(
        "select object from ({access}) as access where kind = 'helper'
             and to_regprocedure(object)::text in ({MEMBERS})"
    ));
    assert_eq!(helpers, NOTHING);
}

#[test]
fn created_in_a_transaction_that_is_rolled_back_it_leaves_nothing() {
    for from in [From::Bare, From::Pgmq] {
        let db = database(from);
        let (rows, objects) = (catalogue::rows(&db), catalogue::describe(&db));
        db.run(&format!("begin; {CREATE} cascade; select queue_job('k', 'enrich'); rollback;"));
        assert_eq!(catalogue::difference(&rows, &catalogue::rows(&db)), "");
        assert_eq!(catalogue::difference(&objects, &catalogue::describe(&db)), "");
        db.run(&format!("{CREATE} cascade"));
        roles::everything_works(&db);
    }
}

#[test]
fn a_rolled_back_drop_leaves_it_working_in_the_same_session() {
    let db = database(From::Installed);
    let mut client = db.connect();
    let before = text(&mut client, "select queue_job('k', 'enrich')");
    client.batch_execute(&format!("begin; {DROP}; rollback")).unwrap();
    assert_eq!(text(&mut client, "select queue_job('k', 'enrich')"), before);
    let install = format!("begin; {DROP}; {CREATE}; select dragonfly.install(); rollback");
    client.batch_execute(&install).unwrap();
    assert_eq!(text(&mut client, "select queue_job('k', 'enrich')"), before);
}
