//! ALTER EXTENSION UPDATE: a database of an earlier release, with data, becomes what a new one is and works on.

use crate::support::{Db, Finding, From, NOTHING, database};
use crate::{catalogue, content, dump_restore, enforcement_calls, jobs, live, roles};

const UPDATE: &str = "alter extension dragonfly_queue update";

/// Functions of 0.1.0 and the data model that it made, with rows, as a dump from then brings them: its install script
/// alone would have this version's library make the data model of this version. The dump's day is yesterday, because
/// keys and leases expire.
fn of_0_1_0(name: &str) -> Db<'static> {
    let new = "CREATE EXTENSION IF NOT EXISTS dragonfly_queue WITH SCHEMA dragonfly;";
    let old = "CREATE EXTENSION dragonfly_queue WITH SCHEMA dragonfly VERSION '0.1.0';";
    let dump = include_str!("../upgrade/data-0.1.0.sql");
    assert!(dump.contains(new));
    let db = dump_restore::empty(crate::support::cluster(), name);
    let [yesterday, today] = ["current_date - 1", "current_date"]
        .map(|day| db.text(&format!("select to_char({day}, 'YYYY-MM-DD')")));
    let dump = dump.replace("2026-12-02", &today).replace("2026-12-01", &yesterday);
    db.run(&dump.replace(new, old));
    db
}

/// The functions as builds of 0.1.0 from before its release have them: in a library whose name has the version. CREATE
/// FUNCTION would look for that file.
const RENAME_LIBRARY: &str =
    "update pg_proc set probin = 'dragonfly_queue-0.1.0' where probin = '$libdir/dragonfly_queue'";

/// What the doctor finds, except that the jobs of yesterday wait for workers.
fn unwell(db: &Db<'_>) -> Vec<Finding> {
    let mut findings = db.unwell();
    findings.retain(|it| !["queues", "waiting jobs", "content stages"].contains(&&*it.check));
    findings
}

#[track_caller]
fn is_like_a_fresh_one_and_works(old: &Db<'_>) {
    let fresh = database(From::Live);
    assert_eq!(catalogue::difference(&catalogue::describe(&fresh), &catalogue::describe(old)), "");
    // What an operator granted on functions is still the operator's: it is in a dump. Grants on a table may come in
    // another order.
    let [fresh, dump] = [&fresh, old].map(|db| {
        let dump = db.dump(&["--schema-only"]);
        let mut lines: Vec<_> = dump.lines().collect();
        lines.sort_unstable();
        lines.join("\n")
    });
    assert_eq!(catalogue::difference(&fresh, &dump), "");
    assert_eq!(old.install(), NOTHING);
    assert_eq!(unwell(old), []);
    works(old);
    assert_eq!(unwell(old), []);
}

/// Everything that was begun can be ended, and all areas take what is new.
#[track_caller]
fn works(old: &Db<'_>) {
    live::belongings_work(old);
    content::life::goes_on(old);
    jobs::works(old);
    enforcement_calls::everything_works(old);
    roles::everything_works(old);
}

#[test]
fn a_database_of_0_1_0_with_data_becomes_a_fresh_one_and_works_on() {
    let old = of_0_1_0("upgraded");
    let rows = catalogue::rows(&old);
    old.run(UPDATE);
    assert_eq!(old.install(), NOTHING);
    assert_eq!(catalogue::difference(&rows, &catalogue::rows(&old)), "");
    is_like_a_fresh_one_and_works(&old);
}

#[test]
fn functions_of_0_1_0_work_with_the_new_library_before_the_update() {
    let old = of_0_1_0("between");
    let said = old.unwell().into_iter().find(|finding| finding.check == "extension version");
    assert_eq!(said.unwrap().status, "fail");
    works(&old);
    old.run(UPDATE);
    assert_eq!(old.install(), NOTHING);
    assert_eq!(unwell(&old), []);
}

#[test]
fn functions_in_a_library_that_is_named_with_its_version_get_the_one_of_every_version() {
    let old = of_0_1_0("renamed");
    let of_old = "select count(*) > 100 from pg_proc where probin = 'dragonfly_queue-0.1.0'";
    old.run(RENAME_LIBRARY);
    assert_eq!(old.text(of_old), "t");
    old.run(UPDATE);
    assert_eq!(old.text(of_old), "f");
    is_like_a_fresh_one_and_works(&old);
}
