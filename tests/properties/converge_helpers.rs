//! Helpers converge too: what was dropped or changed comes back, and nothing else needs a right.

use crate::catalogue;
use crate::support::{From, NOTHING, database};

#[test]
fn a_helper_that_was_dropped_comes_back_with_every_trigger_that_called_it() {
    let db = database(From::Installed);
    let objects = catalogue::describe(&db);
    let mut expected = db.texts(
        "select concat_ws(' ', 'created trigger', tgname, 'on', nspname || '.' || relname)
         from pg_trigger join pg_class on pg_class.oid = tgrelid
         join pg_namespace on pg_namespace.oid = relnamespace
         where tgfoid = 'dragonfly.tg_touch_updated_at()'::regprocedure",
    );
    assert!(expected.len() > 2, "{expected:?}");
    expected.push("created function dragonfly.tg_touch_updated_at()".to_owned());
    expected.sort();
    db.run("drop function dragonfly.tg_touch_updated_at() cascade");
    let mut report = db.install();
    report.sort();
    assert_eq!(report, expected);
    assert_eq!(catalogue::difference(&objects, &catalogue::describe(&db)), "");
}

#[test]
fn each_helper_that_was_changed_is_renewed_and_reported() {
    let db = database(From::Installed);
    let objects = catalogue::describe(&db);
    for (damage, signature) in [
        (
            "create or replace function dragonfly.tg_touch_updated_at() returns trigger
             language plpgsql set search_path to pg_catalog, pg_temp as 'begin return new; end'",
            "dragonfly.tg_touch_updated_at()",
        ),
        ("alter function dragonfly.tg_know_stage() security invoker", "dragonfly.tg_know_stage()"),
        (
            "alter function public.set_enforcement_stage(bigint, text, text, text) reset search_path",
            "public.set_enforcement_stage(bigint,text,text,text)",
        ),
        ("alter function dragonfly.is_operator() volatile", "dragonfly.is_operator()"),
    ] {
        db.run(damage);
        assert_eq!(db.install(), [format!("renewed function {signature}")]);
        assert_eq!(catalogue::difference(&objects, &catalogue::describe(&db)), "", "{damage}");
        assert_eq!(db.install(), NOTHING);
    }
}
