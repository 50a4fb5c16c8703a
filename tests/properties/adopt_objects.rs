//! Adoption of queues, schemas and helpers that an application had first.

use crate::adopt::{self, Application, beside, lines_of};
use crate::support::{Db, From, NOTHING, database, refusal, text, texts};
use crate::{catalogue, roles};

const OWNER: &str = "select relowner::regrole from pg_class where oid = 'pgmq.q_enrich'::regclass";

#[test]
fn an_application_s_queue_keeps_its_messages_owner_and_grants_and_works() {
    let application = adopt::queue();
    let db = beside(&application);
    let rows = db.texts("select (msg_id, message) from pgmq.q_enrich order by 1");
    adopt::install(&db);
    assert_eq!(db.texts("select (msg_id, message) from pgmq.q_enrich order by 1"), rows);
    assert_eq!(db.text(OWNER), "application");
    assert_eq!(db.text("select has_table_privilege('reporting', 'pgmq.q_enrich', 'select')"), "t");
    assert_eq!(db.text("select obj_description('pgmq.q_enrich'::regclass)"), "ours");
    let mut service = roles::session(&db, "service_role");
    let read = texts(&mut service, "select msg_id from pgmq.read('enrich', 0, 100)");
    assert_eq!(read, ["2", "3", "4", "5"]);
    assert_eq!(text(&mut service, "select (dequeue_job('enrich')->>'msg_id')"), "2");
    roles::everything_works(&db);
}

#[test]
fn the_doctor_reports_what_is_in_the_way_instead_of_failing() {
    for application in [
        adopt::queue(),
        adopt::helper(),
        adopt::settings("colour text", "('red')"),
        adopt::ledger("note text", ""),
        adopt::ledger("queue text, key text, msg_id bigint, retained_since timestamptz", ""),
    ] {
        let found = beside(&application).unwell();
        assert!(found.iter().any(|finding| finding.status == "fail"), "{found:?}");
    }
}

#[test]
fn an_adopted_queue_under_row_security_is_readable_by_those_who_need_it() {
    let db = database(From::Pgmq);
    db.run(&adopt::queue().sql);
    db.run(
        "alter table pgmq.q_enrich enable row level security;
         alter table pgmq.q_enrich force row level security;
         alter table pgmq.a_enrich enable row level security;
         create policy own on pgmq.q_enrich to application using (message->>'n' <> '3');
         create extension dragonfly_queue;",
    );
    adopt::install(&db);
    let flags = "select (relrowsecurity, relforcerowsecurity) from pg_class
                 where oid in ('pgmq.q_enrich'::regclass, 'pgmq.a_enrich'::regclass) order by relname";
    assert_eq!(db.texts(flags), ["(t,f)", "(t,t)"]);
    let mut application = db.connect();
    application
        .batch_execute("grant usage on schema pgmq to application; set role application")
        .unwrap();
    assert_eq!(text(&mut application, "select count(*) from pgmq.q_enrich"), "3");
    roles::everything_works(&db);
}

#[test]
fn an_unlogged_queue_and_one_that_is_not_listed_are_adopted() {
    let unlogged = Application {
        sql: "select pgmq.create_unlogged('enrich'); select pgmq.send('enrich', '{}');".into(),
        names: &["q_enrich"],
    };
    let db = beside(&unlogged);
    adopt::install(&db);
    roles::everything_works(&db);
    let unlisted = Application {
        sql: adopt::queue().sql + "delete from pgmq.meta where queue_name = 'enrich';",
        names: &["q_enrich"],
    };
    let db = beside(&unlisted);
    assert!(db.install().contains(&"added pgmq.meta row of enrich".to_owned()));
    roles::everything_works(&db);
}

/// Queues made before pgmq 1.9 have no `last_read_at`, before 1.5 no `headers`.
#[test]
fn a_queue_with_the_columns_of_an_older_pgmq_is_adopted() {
    let application = Application {
        sql: adopt::queue().sql + "alter table pgmq.q_enrich drop column last_read_at;",
        names: &["q_enrich"],
    };
    let db = beside(&application);
    adopt::install(&db);
    let mut service = roles::session(&db, "service_role");
    assert_eq!(text(&mut service, "select dequeue_job('enrich')->>'msg_id'"), "2");
    let id = text(&mut service, "select queue_job('k', 'enrich')");
    assert_eq!(text(&mut service, &format!("select pgmq_delete('enrich', {id})")), "t");
}

#[test]
fn a_schema_workers_of_the_application_stays_as_it_is() {
    let db = database(From::Pgmq);
    db.run(adopt::WORKERS);
    let before = lines_of(&db, &["workers.mine"]);
    db.run("create extension dragonfly_queue");
    assert_eq!(db.install(), NOTHING);
    assert_eq!(lines_of(&db, &["workers.mine"]), before);
    assert_eq!(
        db.text("select nspowner::regrole from pg_namespace where nspname = 'workers'"),
        "application"
    );
    assert_eq!(db.text("select note from workers.mine"), "kept");
    roles::everything_works(&db);
    db.run("drop extension dragonfly_queue");
    assert_eq!(db.text("select note from workers.mine"), "kept");
}

#[test]
fn a_helper_of_the_application_stays_as_it_is() {
    let application = adopt::helper();
    let db = beside(&application);
    let before = lines_of(&db, application.names);
    adopt::install(&db);
    let changes = catalogue::difference(&before, &lines_of(&db, application.names));
    let trigger = "+CREATE TRIGGER settings_touch_updated_at BEFORE UPDATE ON dragonfly.settings \
                   FOR EACH ROW EXECUTE FUNCTION dragonfly.tg_touch_updated_at()";
    assert!(changes.lines().any(|line| line == trigger), "{changes}");
    for line in changes.lines() {
        let ours = line.starts_with("+CREATE TRIGGER ")
            && line.ends_with("FOR EACH ROW EXECUTE FUNCTION dragonfly.tg_touch_updated_at()");
        assert!(ours, "more than a trigger that calls it: {line}");
    }
    roles::everything_works(&db);
    db.run("drop extension dragonfly_queue");
    assert_eq!(catalogue::difference(&before, &lines_of(&db, application.names)), changes);
}

#[test]
fn a_function_under_the_helper_s_name_that_is_no_trigger_function_must_be_renamed() {
    let application = Application {
        sql: "create schema dragonfly; create function dragonfly.tg_touch_updated_at() returns int language sql as 'select 1'"
            .into(),
        names: &["tg_touch_updated_at"],
    };
    let db = beside(&application);
    let objects = catalogue::describe(&db);
    let refused = db.refused("select dragonfly.install()");
    assert_eq!(refused.code, "55000", "{refused:?}");
    assert!(refused.hint.to_lowercase().contains("rename"), "{refused:?}");
    assert!(catalogue::describe(&db) == objects, "it changed something first");
}

#[test]
fn an_empty_schema_dragonfly_of_a_superuser_is_not_an_obstacle() {
    let db = database(From::Pgmq);
    db.run(&format!(
        "alter database {} owner to application; create schema dragonfly;
         create extension dragonfly_queue",
        db.name
    ));
    assert_eq!(db.install(), NOTHING);
    roles::everything_works(&db);
    assert_eq!(db.unwell(), []);
}

/// Its owner could put functions beside ours.
#[test]
fn a_schema_dragonfly_of_somebody_else_stops_the_script_until_the_hint_was_run() {
    let db = database(From::Pgmq);
    db.run("create schema dragonfly authorization application");
    let objects = catalogue::describe(&db);
    let refused = db.refused("create extension dragonfly_queue");
    assert_eq!((refused.code.as_str(), refused.detail.as_str()), ("55000", "owner is application"));
    assert_eq!(catalogue::difference(&objects, &catalogue::describe(&db)), "");
    db.run(refused.hint.split(',').next().unwrap());
    db.run("create extension dragonfly_queue");
    roles::everything_works(&db);
}

/// An application with all of these at once.
fn everything() -> String {
    [
        adopt::queue().sql,
        adopt::WORKERS.into(),
        adopt::helper().sql,
        adopt::settings("name varchar(80) primary key, value jsonb", "('mine', '1')").sql,
        adopt::ledger(
            "queue varchar(40), key text, msg_id bigint, retained_since timestamptz, tenant text,
             primary key (queue, key)",
            "('enrich', 'old', 2, now(), 't')",
        )
        .sql,
    ]
    .join("\n")
}

#[test]
fn an_adopted_database_comes_back_from_a_dump() {
    let db = database(From::Pgmq);
    db.run(&everything());
    db.run("create extension dragonfly_queue");
    adopt::install(&db);
    assert_eq!(db.text("select queue_job('old', 'enrich')"), "2");
    roles::everything_works(&db);
    let restored = crate::dump_restore::empty(db.cluster, "adopted");
    restored.run(&db.dump(&[]));
    assert_eq!(catalogue::difference(&catalogue::rows(&db), &catalogue::rows(&restored)), "");
    assert_eq!(
        catalogue::difference(&catalogue::describe(&db), &catalogue::describe(&restored)),
        ""
    );
    roles::everything_works(&restored);
    assert_eq!(restored.install(), NOTHING);
    assert_eq!(restored.text("select queue_job('old', 'enrich')"), "2");
}

/// What the script granted on objects that are not its own would be missing in a dump.
#[test]
fn auto_install_adopts_nothing_inside_the_script() {
    let db = database(From::Pgmq);
    db.run(&everything());
    let said = db.run("set dragonfly_queue.auto_install = on; create extension dragonfly_queue");
    assert!(said.contains("SELECT dragonfly.install()"), "{said}");
    adopt::install(&db);
    roles::everything_works(&db);
    let restored = crate::dump_restore::empty(db.cluster, "adopted_by_hand");
    restored.run(&db.dump(&[]));
    let objects = catalogue::difference(&catalogue::describe(&db), &catalogue::describe(&restored));
    assert_eq!(objects, "");
    roles::everything_works(&restored);
}

#[test]
fn lock_down_gives_adopted_objects_the_documented_grants_and_leaves_their_owner() {
    let db: Db<'_> = database(From::Pgmq);
    db.run(&everything());
    db.run(
        "grant all on pgmq.q_enrich, dragonfly.settings, dragonfly.idempotency_keys to anon, public;
         create extension dragonfly_queue",
    );
    adopt::install(&db);
    let anon = |db: &Db<'_>| db.unwell().into_iter().find(|finding| finding.check == "anon");
    let warned = anon(&db).unwrap();
    assert_eq!(warned.status, "warn");
    assert!(warned.detail.contains("pgmq.q_enrich"), "{warned:?}");
    assert!(warned.hint.unwrap().contains("lock_down => true"));
    db.run("select dragonfly.install(lock_down => true)");
    assert_eq!(anon(&db), None);
    assert_eq!(db.text(OWNER), "application");
    let mut client = db.connect();
    client.batch_execute("set role anon").unwrap();
    assert_eq!(refusal(client.batch_execute("select * from pgmq.q_enrich")).code, "42501");
    roles::everything_works(&db);
}
