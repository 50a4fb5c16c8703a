//! A dump of a live database gives the same database back, wherever it is restored.

use std::process::Command;

use dragonfly_tests::Cluster;
use dragonfly_tests::cluster::SUPERUSER;

use crate::support::{Db, From, NOTHING, database};
use crate::{catalogue, live, roles};

/// The restored database is the same to its users, needs no mending, and works.
#[track_caller]
fn is_the_same(original: &Db<'_>, restored: &Db<'_>) {
    assert_same_content(original, restored);
    let again = catalogue::difference(&original.dump(&[]), &restored.dump(&[]));
    assert_eq!(again, "", "a dump of the copy is another dump");
    assert_eq!(restored.unwell(), []);
    assert_eq!(restored.install(), NOTHING);
    assert_same_content(original, restored);
    works(restored);
}

#[track_caller]
fn works(restored: &Db<'_>) {
    roles::everything_works(restored);
    live::belongings_work(restored);
    assert_eq!(restored.unwell(), []);
}

#[track_caller]
fn assert_same_content(original: &Db<'_>, restored: &Db<'_>) {
    let rows = catalogue::difference(&catalogue::rows(original), &catalogue::rows(restored));
    assert_eq!(rows, "", "rows differ");
    let objects =
        catalogue::difference(&catalogue::describe(original), &catalogue::describe(restored));
    assert_eq!(objects, "", "objects differ");
}

/// Like [`crate::support::database`], but with nothing in it at all.
pub fn empty<'a>(cluster: &'a Cluster, name: &str) -> Db<'a> {
    cluster.create_database(name);
    Db { cluster, name: name.to_owned() }
}

fn succeed(command: &mut Command) {
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn a_live_database_comes_back_in_the_same_cluster() {
    let original = database(From::Live);
    let restored = empty(original.cluster, "same_cluster");
    restored.run(&original.dump(&[]));
    is_the_same(&original, &restored);
}

#[test]
fn a_live_database_comes_back_in_a_cluster_without_our_roles() {
    let original = database(From::Live);
    let other = Cluster::start_default();
    let restored = empty(&other, "elsewhere");
    // The operator's own role is for the operator to bring; all others come with the extension.
    restored.run("create role reporting nologin");
    restored.run(&original.dump(&[]));
    roles::prepare(&other);
    is_the_same(&original, &restored);
}

#[test]
fn an_archive_comes_back_through_pg_restore_with_several_workers() {
    let original = database(From::Live);
    let restored = empty(original.cluster, "from_archive");
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("archive");
    let mut dump = original.cluster.client("pg_dump", &original.name, SUPERUSER);
    succeed(dump.arg("-Fc").arg("-f").arg(&file));
    let mut restore = original.cluster.client("pg_restore", "postgres", SUPERUSER);
    succeed(restore.args(["--exit-on-error", "-j", "2", "-d", &restored.name]).arg(&file));
    is_the_same(&original, &restored);
}

#[test]
fn a_dump_with_row_security_on_comes_back_with_auto_install_off() {
    let original = database(From::Live);
    let restored = empty(original.cluster, "row_security");
    let dump = original.dump(&["--enable-row-security"]);
    assert!(dump.contains("SET row_security = on"), "pg_dump no longer says so");
    restored.run("alter database row_security set dragonfly_queue.auto_install = off");
    restored.run(&dump);
    is_the_same(&original, &restored);
}

#[test]
fn a_dump_of_the_schema_alone_comes_back_empty_and_works() {
    let original = database(From::Live);
    let restored = empty(original.cluster, "schema_only");
    restored.run(&original.dump(&["-s"]));
    let report = restored.install();
    let queues = [
        "case_copilot",
        "enforce",
        "enrich",
        "outreach",
        "comms_outbound",
        "dead_letter",
        "enforcement_drafting",
        "enforcement_strategy",
        "enrich_skiptrace",
        "ingest_raw",
        "monitoring_recheck",
        "score_collectability",
        "simplicity_ingest",
        "content",
        "schema",
        "tsv",
    ];
    let mut expected = Vec::from(queues.map(|queue| format!("added pgmq.meta row of {queue}")));
    expected.push("added 11 rows of public.enforcement_stage_lookup".to_owned());
    expected.push("added 4 rows of public.enforcement_tier_lookup".to_owned());
    expected.push("added 5 rows of public.job_types".to_owned());
    expected.push("added 4 rows of workers.queue_policy".to_owned());
    expected.push("added 6 rows of public.content_stage_config".to_owned());
    assert_eq!(report, expected);
    let objects =
        catalogue::difference(&catalogue::describe(&original), &catalogue::describe(&restored));
    assert_eq!(objects, "");
    works_without_rows(&restored);
}

/// The materialized view and the keys came without rows.
#[track_caller]
fn works_without_rows(restored: &Db<'_>) {
    assert_eq!(restored.unwell(), []);
    roles::everything_works(restored);
    live::application_works(restored);
}

#[test]
fn a_dump_without_owners_and_privileges_works_after_install() {
    let original = database(From::Live);
    let restored = empty(original.cluster, "no_owner");
    restored.run(&original.dump(&["--no-owner", "--no-privileges"]));
    let rows = catalogue::difference(&catalogue::rows(&original), &catalogue::rows(&restored));
    assert_eq!(rows, "");
    restored.install();
    assert_eq!(restored.install(), NOTHING);
    roles::everything_works(&restored);
    assert_eq!(restored.unwell(), []);
}

#[test]
fn a_restore_under_generous_default_privileges_ends_with_the_documented_ones() {
    let original = database(From::Live);
    let restored = database(From::Bare);
    restored.run(&original.dump(&[]));
    restored.install();
    let ours = |db: &Db<'_>| {
        let described = catalogue::describe(db);
        let lines = described.lines().filter(|line| !line.contains("public.watched"));
        lines.collect::<Vec<_>>().join("\n")
    };
    assert_eq!(catalogue::difference(&ours(&original), &ours(&restored)), "");
    works(&restored);
}

#[test]
fn what_an_operator_revoked_stays_revoked() {
    let original = database(From::Installed);
    original.run("revoke execute on function public.queue_job(jsonb) from anon");
    let restored = empty(original.cluster, "revoked");
    restored.run(&original.dump(&[]));
    assert_same_content(&original, &restored);
    let may = "select has_function_privilege('anon', 'public.queue_job(jsonb)', 'execute')";
    assert_eq!(restored.text(may), "f");
}

#[test]
fn a_copy_of_a_copy_of_a_copy_is_still_the_same() {
    let original = database(From::Live);
    let mut dump = original.dump(&[]);
    let mut last = original.clone();
    for generation in 1..=3 {
        last = empty(original.cluster, &format!("generation_{generation}"));
        last.run(&dump);
        dump = last.dump(&[]);
    }
    is_the_same(&original, &last);
}
