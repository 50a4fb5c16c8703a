//! `dragonfly.install()` converges: twice changes nothing, and whatever is missing comes back.

use std::thread;

use crate::support::{DROP_QUEUES, Db, From, NOTHING, database, refusal, text, texts};
use crate::{catalogue, roles};

const REPORT: &str = "select action || ' ' || object from dragonfly.install()";

/// Breaks one thing, and says what `install()` must report.
struct Case {
    name: &'static str,
    damage: &'static str,
    report: &'static [&'static str],
}

/// Objects of each kind; whatever hangs on a dropped table is reported with it.
const DROPPED: &[Case] = &[
    Case {
        name: "table of settings",
        damage: "drop table dragonfly.settings",
        report: &[
            "created table dragonfly.settings",
            "secured table dragonfly.settings",
            "created policy dragonfly_owner_all on dragonfly.settings",
            "created trigger settings_touch_updated_at on dragonfly.settings",
        ],
    },
    Case {
        name: "ledger",
        damage: "drop table dragonfly.idempotency_keys",
        report: &[
            "created table dragonfly.idempotency_keys",
            "secured table dragonfly.idempotency_keys",
            "created policy dragonfly_owner_all on dragonfly.idempotency_keys",
            "created index dragonfly.idempotency_keys_retained_since_idx",
        ],
    },
    Case {
        name: "index",
        damage: "drop index dragonfly.idempotency_keys_retained_since_idx",
        report: &["created index dragonfly.idempotency_keys_retained_since_idx"],
    },
    Case {
        name: "trigger",
        damage: "drop trigger settings_touch_updated_at on dragonfly.settings",
        report: &["created trigger settings_touch_updated_at on dragonfly.settings"],
    },
    Case {
        name: "policy of service_role",
        damage: "drop policy service_role_all on pgmq.q_enforce",
        report: &["created policy service_role_all on pgmq.q_enforce"],
    },
    Case {
        name: "row level security",
        damage: "alter table pgmq.a_enforce disable row level security",
        report: &["secured table pgmq.a_enforce"],
    },
    Case {
        name: "force of row level security",
        damage: "alter table dragonfly.settings no force row level security",
        report: &["secured table dragonfly.settings"],
    },
    Case {
        name: "the owner's policy",
        damage: "drop policy dragonfly_owner_all on pgmq.a_enforce",
        report: &["created policy dragonfly_owner_all on pgmq.a_enforce"],
    },
    Case {
        name: "queue",
        damage: "select pgmq.drop_queue('outreach')",
        report: &[
            "created queue outreach",
            "secured table pgmq.q_outreach",
            "created policy dragonfly_owner_all on pgmq.q_outreach",
            "secured table pgmq.a_outreach",
            "created policy dragonfly_owner_all on pgmq.a_outreach",
            "created policy service_role_all on pgmq.q_outreach",
            "created policy service_role_all on pgmq.a_outreach",
        ],
    },
    Case {
        name: "row of pgmq.meta",
        damage: "delete from pgmq.meta where queue_name = 'enrich'",
        report: &["added pgmq.meta row of enrich"],
    },
    Case {
        name: "check constraint",
        damage: "alter table dragonfly.settings drop constraint settings_name_check",
        report: &["added constraint settings_name_check on dragonfly.settings"],
    },
    Case {
        name: "primary key",
        damage: "alter table dragonfly.idempotency_keys drop constraint idempotency_keys_pk",
        report: &["added constraint idempotency_keys_pk on dragonfly.idempotency_keys"],
    },
    Case {
        name: "column",
        damage: "alter table dragonfly.settings drop column updated_at",
        report: &["added column dragonfly.settings.updated_at"],
    },
];

/// Privileges, comments and owners' policies come back too; only objects need a line of their own.
const CHANGED: &[&str] = &[
    "revoke all on pgmq.q_enrich from service_role",
    "revoke all on sequence pgmq.q_enrich_msg_id_seq from service_role",
    "revoke usage on schema pgmq from service_role",
    "revoke usage on schema dragonfly from enforcement_operator",
    "revoke execute on function public.queue_job(jsonb) from anon",
    "revoke execute on all functions in schema pgmq from service_role",
    "revoke select on pgmq.meta from service_role",
    "revoke usage on schema pgmq from dragonfly_owner",
    "grant all on dragonfly.settings to anon, authenticated, public",
    "grant all on pgmq.a_enforce to anon",
    "grant execute on function public.dequeue_job(text) to public, anon",
    "comment on table dragonfly.settings is null",
    "comment on column dragonfly.idempotency_keys.msg_id is null",
    "alter function public.queue_job(jsonb) owner to dragonfly_owner",
    "alter function public.queue_job(jsonb) security definer",
    "alter function public.queue_job(jsonb) set row_security = off",
];

#[test]
fn twice_changes_nothing_to_the_letter() {
    for from in [From::Installed, From::Live] {
        let db = database(from);
        // Once to begin with: taking and giving privileges moves them in the operator's lists.
        assert_eq!(db.install(), NOTHING);
        let (dump, objects) = (db.dump(&[]), catalogue::describe(&db));
        for lock_down in ["", "lock_down => true"] {
            let sql = format!("select action || ' ' || object from dragonfly.install({lock_down})");
            assert_eq!(db.texts(&sql), NOTHING);
        }
        assert_eq!(catalogue::difference(&dump, &db.dump(&[])), "", "{from:?}");
        assert_eq!(catalogue::difference(&objects, &catalogue::describe(&db)), "");
    }
}

#[test]
fn each_object_that_was_dropped_comes_back_and_is_reported() {
    let db = database(From::Installed);
    let objects = catalogue::describe(&db);
    for case in DROPPED {
        let mut client = db.connect();
        client.batch_execute(case.damage).unwrap();
        assert_eq!(texts(&mut client, REPORT), case.report, "{}", case.name);
        assert_eq!(texts(&mut client, REPORT), NOTHING, "{}, second time", case.name);
        let left = catalogue::difference(&objects, &catalogue::describe(&db));
        assert_eq!(left, "", "{}", case.name);
    }
    roles::everything_works(&db);
    assert_eq!(db.unwell(), []);
}

#[test]
fn each_privilege_comment_and_owner_that_was_changed_comes_back() {
    let db = database(From::Installed);
    let objects = catalogue::describe(&db);
    for damage in CHANGED {
        db.run(damage);
        assert!(catalogue::describe(&db) != objects, "{damage}: no damage");
        db.install();
        let left = catalogue::difference(&objects, &catalogue::describe(&db));
        assert_eq!(left, "", "{damage}");
    }
    roles::everything_works(&db);
}

#[test]
fn one_half_of_a_queue_comes_back_and_the_other_keeps_its_messages() {
    let db = database(From::Live);
    let messages = "select count(*) from pgmq.q_outreach";
    let before = db.text(messages);
    db.run("drop table pgmq.a_outreach");
    assert!(db.install().contains(&"created queue outreach".to_owned()));
    assert_eq!(db.install(), NOTHING);
    assert_eq!(db.text(messages), before);
    roles::everything_works(&db);
    assert_eq!(db.unwell(), []);
}

#[test]
fn everything_at_once_comes_back() {
    let db = database(From::Installed);
    let objects = catalogue::describe(&db);
    db.run(
        "drop table dragonfly.settings, dragonfly.idempotency_keys;
         drop function dragonfly.tg_touch_updated_at() cascade;",
    );
    db.run(DROP_QUEUES);
    assert_eq!(
        refusal(db.connect().batch_execute("select queue_job('k', 'enrich')")).code,
        "55000"
    );
    db.install();
    assert_eq!(catalogue::difference(&objects, &catalogue::describe(&db)), "");
    roles::everything_works(&db);
}

#[test]
fn a_user_s_row_column_index_and_policy_are_left_alone() {
    let db = database(From::Live);
    let (rows, objects) = (catalogue::rows(&db), catalogue::describe(&db));
    db.run("drop index dragonfly.idempotency_keys_retained_since_idx");
    assert_eq!(db.install().len(), 1);
    assert_eq!(catalogue::difference(&rows, &catalogue::rows(&db)), "");
    assert_eq!(catalogue::difference(&objects, &catalogue::describe(&db)), "");
}

#[test]
fn two_at_once_build_it_once() {
    let db = database(From::Pgmq);
    db.run("set dragonfly_queue.auto_install = off; create extension dragonfly_queue");
    assert_eq!(db.text("select count(*) from pgmq.meta"), "0");
    let reports: Vec<Vec<String>> = thread::scope(|scope| {
        let one = || scope.spawn(|| db.install());
        let all = [one(), one(), one(), one()];
        all.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    let busy = reports.iter().filter(|report| !report.is_empty()).count();
    assert_eq!(busy, 1, "{reports:?}");
    assert_eq!(db.install(), NOTHING);
    let objects = catalogue::describe(&database(From::Installed));
    assert_eq!(catalogue::difference(&objects, &catalogue::describe(&db)), "");
    roles::everything_works(&db);
}

#[test]
fn a_rolled_back_install_leaves_nothing_and_the_next_one_works() {
    let db = database(From::Pgmq);
    db.run("set dragonfly_queue.auto_install = off; create extension dragonfly_queue");
    let objects = catalogue::describe(&db);
    let mut client = db.connect();
    client.batch_execute("begin; select dragonfly.install(); rollback").unwrap();
    assert_eq!(catalogue::difference(&objects, &catalogue::describe(&db)), "");
    assert!(!texts(&mut client, REPORT).is_empty());
    assert_eq!(text(&mut client, "select queue_job('k', 'enrich')"), "1");
}

#[test]
fn it_tells_postgrest_to_look_again() {
    let db = database(From::Installed);
    let mut listener = db.connect();
    listener.batch_execute("listen pgrst").unwrap();
    db.install();
    let mut heard = listener.notifications();
    let timeout = std::time::Duration::from_secs(30);
    let first =
        postgres::fallible_iterator::FallibleIterator::next(&mut heard.timeout_iter(timeout));
    assert_eq!(first.unwrap().unwrap().payload(), "reload schema");
}

/// What an open case of damage looks like to a caller meanwhile: an error that says what to run.
#[test]
fn what_is_missing_is_named_with_the_statement_that_brings_it_back() {
    let db: Db<'_> = database(From::Installed);
    for (damage, call) in [
        ("select pgmq.drop_queue('enrich')", "select queue_job('k', 'enrich')"),
        ("drop table dragonfly.idempotency_keys", "select queue_job('k', 'outreach')"),
        ("drop table pgmq.a_enforce", "select queue_job_status('enforce', 'k')"),
        ("drop table pgmq.q_case_copilot", "select dequeue_job('case_copilot')"),
    ] {
        let mut client = db.connect();
        client.batch_execute(damage).unwrap();
        let refused = refusal(client.batch_execute(call));
        assert_eq!(refused.code, "55000", "{call}: {refused:?}");
        assert!(refused.hint.contains("SELECT dragonfly.install()"), "{refused:?}");
        db.install();
        client.batch_execute(call).unwrap();
    }
}
