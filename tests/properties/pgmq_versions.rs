//! Older versions of pgmq: before 1.5 refused, 1.5 (which Supabase ships) with install() by hand.

use crate::support::{Db, From, NOTHING, database, text, texts};
use crate::{catalogue, live, roles};

const KINDS: [&str; 4] = ["case_copilot", "enforce", "enrich", "outreach"];
const CLAIMED: &str =
    "select objid::regclass from pg_depend join pg_extension on pg_extension.oid = refobjid
    where refclassid = 'pg_extension'::regclass and deptype = 'e' and extname = 'pgmq'
      and classid = 'pg_class'::regclass and objid::regclass::text ~ '^pgmq\\.[qa]_' order by 1";

/// A database with pgmq 1.5.1, which cannot make queues inside another extension's script.
fn with_1_5() -> Db<'static> {
    let db = database(From::Bare);
    db.run("create extension pgmq version '1.5.1'");
    db
}

fn warning_of(said: &str) -> &str {
    assert!(said.contains("WARNING"), "{said}");
    assert!(said.contains("SELECT dragonfly.install()"), "{said}");
    said
}

/// Fully installed and used.
fn installed() -> Db<'static> {
    let db = with_1_5();
    warning_of(&db.run("create extension dragonfly_queue"));
    db.install();
    db
}

/// A dump names no version, so a plain restore would give the newest pgmq there is.
fn keeping_the_version(dump: &str) -> String {
    let plain = "CREATE EXTENSION IF NOT EXISTS pgmq WITH SCHEMA pgmq;";
    assert!(dump.contains(plain));
    dump.replace(plain, "CREATE EXTENSION pgmq WITH SCHEMA pgmq VERSION '1.5.1';")
}

#[test]
fn before_1_5_is_refused_with_the_statement_that_helps() {
    for version in ["1.4.0", "1.4.5", "0.9.9", "1.4"] {
        let db = database(From::Pgmq);
        db.run(&format!("update pg_extension set extversion = '{version}' where extname = 'pgmq'"));
        let objects = catalogue::describe(&db);
        let refused = db.refused("create extension dragonfly_queue");
        assert_eq!(refused.code, "55000", "{refused:?}");
        assert_eq!(refused.hint, "ALTER EXTENSION pgmq UPDATE");
        assert!(refused.detail.contains(version), "{refused:?}");
        assert_eq!(catalogue::difference(&objects, &catalogue::describe(&db)), "");
    }
}

#[test]
fn newer_versions_are_compared_as_numbers() {
    for version in ["1.5.0", "1.10.0", "2.0.0", "10.1"] {
        let db = database(From::Pgmq);
        db.run(&format!("update pg_extension set extversion = '{version}' where extname = 'pgmq'"));
        db.run("create extension dragonfly_queue");
        assert_eq!(db.unwell(), [], "{version}");
    }
}

#[test]
fn with_1_5_the_script_leaves_install_to_the_operator_and_install_does_it_all() {
    let db = with_1_5();
    warning_of(&db.run("create extension dragonfly_queue"));
    assert_eq!(db.texts("select queue_name from pgmq.meta"), NOTHING);
    let refused = db.refused("select queue_job('k', 'enrich')");
    assert_eq!(refused.code, "55000", "{refused:?}");
    let report = db.install();
    for kind in KINDS {
        assert!(report.contains(&format!("created queue {kind}")), "{report:?}");
    }
    assert_eq!(db.texts(CLAIMED), NOTHING);
    assert_eq!(db.install(), NOTHING);
    roles::everything_works(&db);
}

#[test]
fn the_doctor_says_what_1_5_cannot_do() {
    let db = installed();
    let findings = db.unwell();
    assert_eq!(findings.len(), 1, "{findings:?}");
    assert_eq!(findings[0].check, "pgmq queue membership");
    assert_eq!(findings[0].status, "warn");
    assert!(findings[0].detail.contains("drop_queue"), "{findings:?}");
    assert!(findings[0].hint.as_ref().unwrap().contains("ALTER EXTENSION pgmq UPDATE"));
}

#[test]
fn a_dump_carries_the_queues_of_1_5_and_install_lists_them_again() {
    let db = installed();
    live::populate(&db);
    // pgmq's own members are not in a dump; the application's queue is one of them.
    db.run(
        "alter extension pgmq drop table pgmq.q_application_queue;
            alter extension pgmq drop table pgmq.a_application_queue;",
    );
    let restored = crate::dump_restore::empty(db.cluster, "from_1_5");
    restored.run(&keeping_the_version(&db.dump(&[])));
    let lost = catalogue::difference(&catalogue::rows(&db), &catalogue::rows(&restored));
    assert!(lost.lines().all(|line| line.starts_with("-pgmq.meta")), "{lost}");
    let mut report = restored.install();
    report.sort();
    // Every queue that install() makes; the others are their owners' to list again.
    let wanted = "select 'added pgmq.meta row of ' || queue_name from pgmq.meta
                  where queue_name not in ('application_queue', 'mail') order by 1";
    assert_eq!(report, db.texts(wanted));
    assert_eq!(restored.install(), NOTHING);
    assert_eq!(
        restored.text("select queue_job('job-1', 'enrich')"),
        db.text("select queue_job('job-1', 'enrich')")
    );
    roles::everything_works(&restored);
}

#[test]
fn queues_that_1_5_made_before_us_are_adopted_and_freed() {
    let db = with_1_5();
    db.run("select pgmq.create('enrich'); select pgmq.send('enrich', '{\"n\": 1}')");
    assert!(!db.texts(CLAIMED).is_empty());
    warning_of(&db.run("create extension dragonfly_queue"));
    let report = db.install();
    assert!(report.contains(&"released table pgmq.q_enrich from pgmq".to_owned()), "{report:?}");
    assert_eq!(db.texts(CLAIMED), NOTHING);
    assert_eq!(db.texts("select message->>'n' from pgmq.q_enrich"), ["1"]);
    roles::everything_works(&db);
    assert!(db.dump(&[]).contains("COPY pgmq.q_enrich"));
}

#[test]
fn dropping_pgmq_s_update_or_ours_keeps_the_messages_of_1_5() {
    let db = installed();
    let mut client = db.connect();
    let id = text(&mut client, "select queue_job('k', 'enrich')");
    client
        .batch_execute("drop extension dragonfly_queue; create extension dragonfly_queue")
        .unwrap();
    assert_eq!(texts(&mut client, "select action from dragonfly.install()"), NOTHING);
    assert_eq!(text(&mut client, "select queue_job('k', 'enrich')"), id);
    roles::everything_works(&db);
}

/// An application that makes sure of its queues at every start makes 1.5 claim them again.
#[test]
fn a_queue_that_1_5_claimed_again_is_freed_by_the_next_install() {
    let db = installed();
    db.run("select pgmq.create('enrich')");
    assert!(db.texts(CLAIMED).contains(&"pgmq.q_enrich".to_owned()));
    assert!(!db.install().is_empty());
    assert_eq!(db.texts(CLAIMED), NOTHING);
    db.run("drop table pgmq.q_enrich");
    assert!(!db.install().is_empty());
    roles::everything_works(&db);
}
