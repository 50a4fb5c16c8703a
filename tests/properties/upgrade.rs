//! ALTER EXTENSION UPDATE: a database of an earlier release, with data, becomes what a new one is and works on.

use crate::support::{Db, From, NOTHING, database};
use crate::{catalogue, live, roles};

fn of_release(version: &str) -> Db<'static> {
    let db = database(From::Pgmq);
    db.run(&format!("create extension dragonfly_queue version '{version}'"));
    live::populate(&db);
    db
}

/// An update changes no object but the extension's functions; what install() then does is the same as anywhere.
#[test]
fn a_database_of_0_1_0_with_data_becomes_a_fresh_one_and_works_on() {
    let old = of_release("0.1.0");
    // Between the package and the update.
    let said = old.unwell().into_iter().find(|finding| finding.check == "extension version");
    assert_eq!(said.unwrap().status, "fail");
    assert_eq!(old.text("select queue_job('between', 'enrich', '{}') > 0"), "t");
    let rows = catalogue::rows(&old);

    old.run("alter extension dragonfly_queue update");
    assert_eq!(old.install(), NOTHING);
    assert_eq!(catalogue::difference(&rows, &catalogue::rows(&old)), "");
    let fresh = database(From::Live);
    assert_eq!(catalogue::difference(&catalogue::describe(&fresh), &catalogue::describe(&old)), "");
    assert_eq!(old.unwell(), []);
    live::belongings_work(&old);
    roles::everything_works(&old);
}
