//! Who may run `dragonfly.install()`: superusers, and the database's owner who may become
//! `dragonfly_owner`.

use crate::support::{Db, From, NOTHING, Refusal, database, refusal, texts};
use crate::{catalogue, roles};

const REPORT: &str = "select action || ' ' || object from dragonfly.install()";

/// A database that belongs to `installer`, who is no superuser.
fn owned() -> Db<'static> {
    let db = database(From::Installed);
    db.run(&format!("alter database {} owner to installer", db.name));
    db
}

/// `installer` gets membership for one test at a time; memberships belong to the cluster.
fn as_member(test: impl FnOnce()) {
    static ONE: std::sync::Mutex<()> = std::sync::Mutex::new(());
    let _one = ONE.lock();
    let mut client = crate::support::cluster().connect("postgres", "postgres");
    client.batch_execute("grant dragonfly_owner to installer").unwrap();
    test();
    client.batch_execute("revoke dragonfly_owner from installer").unwrap();
}

fn refused(db: &Db<'_>, user: &str) -> Refusal {
    let refused = refusal(db.connect_as(user).batch_execute("select dragonfly.install()"));
    assert_eq!(refused.code, "42501", "{user}: {refused:?}");
    refused
}

#[test]
fn the_database_s_owner_may_when_a_member_and_finds_nothing_to_do() {
    let db = owned();
    let objects = catalogue::describe(&db);
    as_member(|| {
        assert_eq!(texts(&mut db.connect_as("installer"), REPORT), NOTHING);
        assert_eq!(
            texts(&mut db.connect_as("installer"), "select * from dragonfly.uninstall_jobs()"),
            ["0"]
        );
    });
    assert_eq!(catalogue::difference(&objects, &catalogue::describe(&db)), "");
    roles::everything_works(&db);
}

#[test]
fn the_database_s_owner_brings_back_what_a_table_s_owner_can_make() {
    let db = owned();
    let objects = catalogue::describe(&db);
    db.run(
        "drop policy service_role_all on pgmq.q_enrich;
         drop trigger settings_touch_updated_at on dragonfly.settings;
         alter table dragonfly.settings drop constraint settings_name_check;
         revoke all on pgmq.a_enrich from service_role;
         grant all on dragonfly.settings to anon;",
    );
    as_member(|| {
        let report = texts(&mut db.connect_as("installer"), REPORT);
        assert_eq!(report.len(), 3, "{report:?}");
    });
    assert_eq!(catalogue::difference(&objects, &catalogue::describe(&db)), "");
    roles::everything_works(&db);
}

#[test]
fn the_database_s_owner_brings_back_tables_and_queues_where_schemas_let_the_roles_create() {
    let db = owned();
    let objects = catalogue::describe(&db);
    let create = "create on schema dragonfly, pgmq, public";
    db.run(&format!(
        "drop table dragonfly.idempotency_keys; select pgmq.drop_queue('enrich');
         drop index if exists dragonfly.idempotency_keys_retained_since_idx;
         grant {create} to installer, dragonfly_owner; grant usage on schema pgmq to installer;
         grant all on pgmq.meta to installer;"
    ));
    as_member(|| {
        assert!(!texts(&mut db.connect_as("installer"), REPORT).is_empty());
    });
    db.run(&format!(
        "revoke {create} from installer, dragonfly_owner; revoke usage on schema pgmq from installer;
         revoke all on pgmq.meta from installer;"
    ));
    // What postgres makes in schema pgmq is open to pg_monitor: pgmq's own default privileges.
    let described = |text: &str| text.replace(",pg_monitor=SELECT", "");
    let now = described(&catalogue::describe(&db));
    assert_eq!(catalogue::difference(&described(&objects), &now), "");
    roles::everything_works(&db);
}

#[test]
fn what_the_database_s_owner_cannot_make_is_refused_as_a_whole() {
    let db = owned();
    db.run("drop policy service_role_all on pgmq.q_enrich; drop table dragonfly.idempotency_keys;");
    let objects = catalogue::describe(&db);
    as_member(|| {
        refused(&db, "installer");
    });
    assert_eq!(catalogue::difference(&objects, &catalogue::describe(&db)), "");
}

#[test]
fn others_are_refused_even_with_execute() {
    let db = owned();
    db.run(
        "grant usage on schema dragonfly to application, installer, authenticated, anon;
         grant execute on function dragonfly.install(boolean), dragonfly.uninstall_jobs()
         to application, installer, service_role, enforcement_operator, authenticated, anon;",
    );
    let objects = catalogue::describe(&db);
    for user in ["application", "installer"] {
        let refused = refused(&db, user);
        assert_eq!(refused.message, "install: permission denied");
        assert!(refused.hint.contains("dragonfly_owner"), "{refused:?}");
    }
    for role in ["anon", "authenticated", "service_role", "enforcement_operator"] {
        let mut client = roles::session(&db, role);
        for call in ["install()", "install(true)", "uninstall_jobs()"] {
            let refused = refusal(client.batch_execute(&format!("select dragonfly.{call}")));
            assert_eq!(refused.code, "42501", "{role} {call}: {refused:?}");
        }
    }
    assert_eq!(catalogue::difference(&objects, &catalogue::describe(&db)), "");
}

/// Membership alone is not enough: the database belongs to somebody else.
#[test]
fn a_member_who_does_not_own_the_database_is_refused() {
    let db = database(From::Installed);
    as_member(|| {
        assert_eq!(refused(&db, "installer").message, "install: permission denied");
    });
}

/// Somebody altered the functions by hand; whoever runs them must not run others' operators.
#[test]
fn a_search_path_that_was_altered_by_hand_is_not_followed() {
    let db = database(From::Installed);
    let kinds = ["name", "text", "oid", "boolean", "\"char\""];
    let operators = kinds.iter().enumerate().map(|(index, kind)| {
        format!(
            "create function evil.eq{index}({kind}, {kind}) returns boolean language plpgsql
                 as $$ begin raise exception 'the planted operator ran'; end $$;
             create operator evil.= (leftarg = {kind}, rightarg = {kind}, function = evil.eq{index});"
        )
    });
    db.run("create schema evil; grant usage on schema evil to public");
    db.run(&operators.collect::<String>());
    for function in ["install(boolean)", "uninstall_jobs()", "doctor()", "finish_script()"] {
        db.run(&format!("alter function dragonfly.{function} set search_path = evil, pg_catalog"));
    }
    let planted = db
        .connect_as("postgres")
        .batch_execute("set search_path = evil, pg_catalog; select 'a'::text = 'a'::text");
    assert!(planted.is_err(), "the operators are in place");
    let mut client = db.connect_as("postgres");
    assert_eq!(texts(&mut client, REPORT), NOTHING);
    assert_eq!(texts(&mut client, "select * from dragonfly.uninstall_jobs()"), ["0"]);
    assert!(!texts(&mut client, "select check_name from dragonfly.doctor()").is_empty());
}
