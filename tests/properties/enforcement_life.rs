//! Cases through dump and restore, DROP EXTENSION and CREATE EXTENSION: live ones and adopted ones.

use dragonfly_tests::Cluster;

use crate::adopt::{self, beside};
use crate::dump_restore::empty;
use crate::enforcement_application::{self as application, goes_on};
use crate::enforcement_calls::{self as calls, judgment, open};
use crate::support::{Db, From, NOTHING, database, refusal, text};
use crate::{catalogue, roles};

/// Cases in every state, made through the calls.
fn live() -> Db<'static> {
    let db = database(From::Installed);
    calls::everything_works(&db);
    let mut client = roles::session(&db, "enforcement_operator");
    for stage in ["bank_levy", "marshal", "recovery_monitoring"] {
        let case = open(&mut client, &judgment(&db, "60000"));
        client
            .batch_execute(&format!(
                "select set_enforcement_stage('{case}', '{stage}', null, null, '{{\"n\": 1.10}}');
                 select queue_enforcement_action('{case}', 'garnishment', 'pending');
                 select record_enforcement_payment('{case}', 0.01, idempotency_key => 'once');"
            ))
            .unwrap();
    }
    db
}

fn live_adopted() -> Db<'static> {
    let db = beside(&application::usual());
    adopt::install(&db);
    goes_on(&db);
    calls::everything_works(&db);
    db
}

#[track_caller]
fn is_the_same(original: &Db<'_>, restored: &Db<'_>) {
    let rows = catalogue::difference(&catalogue::rows(original), &catalogue::rows(restored));
    assert_eq!(rows, "", "rows differ");
    let objects =
        catalogue::difference(&catalogue::describe(original), &catalogue::describe(restored));
    assert_eq!(objects, "", "objects differ");
    assert_eq!(restored.install(), NOTHING);
    // The first payment of each case is still known by its key.
    let paid = "select case_id from public.enforcement_events where idempotency_key = 'once'";
    let mut client = roles::session(restored, "enforcement_operator");
    for case in restored.texts(paid) {
        let again = format!(
            "select record_enforcement_payment('{case}', 0.01, idempotency_key => 'once')->>'balance_due'"
        );
        assert_eq!(text(&mut client, &again), "59999.99");
    }
    calls::everything_works(restored);
}

#[test]
fn live_cases_come_back_in_the_same_cluster_and_in_one_without_our_roles() {
    let original = live();
    let dump = original.dump(&[]);
    let here = empty(original.cluster, "cases_here");
    here.run(&dump);
    is_the_same(&original, &here);
    let cluster = Cluster::start_default();
    let elsewhere = empty(&cluster, "cases_elsewhere");
    elsewhere.run(&dump);
    roles::prepare(&cluster);
    is_the_same(&original, &elsewhere);
}

#[test]
fn an_adopted_application_comes_back_in_the_same_cluster_and_in_one_without_our_roles() {
    let original = live_adopted();
    let dump = original.dump(&[]);
    let here = empty(original.cluster, "application_here");
    here.run(&dump);
    is_the_same(&original, &here);
    goes_on(&here);
    let cluster = Cluster::start_default();
    roles::prepare_application(&cluster);
    let elsewhere = empty(&cluster, "application_elsewhere");
    elsewhere.run(&dump);
    roles::prepare(&cluster);
    is_the_same(&original, &elsewhere);
    goes_on(&elsewhere);
}

/// NOT VALID stays so through a dump, and the index that was left out does too.
#[test]
fn an_application_with_rows_that_break_rules_comes_back_as_it_is() {
    let rows = [
        application::ROWS,
        "insert into public.enforcement_cases (judgment_id) values (1);
         update public.judgments set plaintiff_id = gen_random_uuid(), priority_level = 'whenever' where id = 2;",
    ];
    let db = beside(&application::with(&rows.concat()));
    adopt::install(&db);
    let restored = empty(db.cluster, "application_broken");
    restored.run(&db.dump(&[]));
    let objects = catalogue::difference(&catalogue::describe(&db), &catalogue::describe(&restored));
    assert_eq!(objects, "");
    calls::works(&restored);
    goes_on(&restored);
}

/// What works without the extension, by role alone.
#[track_caller]
fn tables_go_on(db: &Db<'_>) {
    let mut service = roles::session(db, "service_role");
    let case = text(
        &mut service,
        "with judgment as (insert into public.judgments (judgment_amount) values (3) returning id)
         select id from judgment",
    );
    let case = text(
        &mut service,
        &format!(
            "insert into public.enforcement_cases (judgment_id, current_stage)
             values ({case}, 'by hand') returning id"
        ),
    );
    service
        .batch_execute(&format!(
            "update public.enforcement_cases set status = 'closed' where id = '{case}'"
        ))
        .unwrap();
    let closed =
        format!("select closed_at is not null from public.enforcement_cases where id = '{case}'");
    assert_eq!(text(&mut service, &closed), "t");
    let mut operator = roles::session(db, "enforcement_operator");
    let mut plain = roles::session(db, "authenticated");
    plain
        .batch_execute(
            "select set_config('request.jwt.claims',
                 '{\"app_metadata\": {\"role\": \"enforcement_operator\"}}', false)",
        )
        .unwrap();
    for view in calls::VIEWS {
        let sql = format!("select count(*) from {view}");
        assert_ne!(text(&mut operator, &sql), "0", "{view}");
        assert_eq!(text(&mut plain, &sql), "0", "without the extension no claim counts: {view}");
    }
}

#[test]
fn dropping_the_extension_leaves_cases_that_work_by_role_and_creating_it_finds_them() {
    let db = live();
    let (rows, objects) = (catalogue::rows(&db), catalogue::describe(&db));
    db.run("drop extension dragonfly_queue");
    assert_eq!(catalogue::difference(&rows, &catalogue::rows(&db)), "");
    let lost = catalogue::difference(&objects, &catalogue::describe(&db));
    for line in lost.lines() {
        let kind = line.split(' ').next().unwrap_or_default();
        assert!(["-function", "-member", "-comment"].contains(&kind), "{line}");
    }
    tables_go_on(&db);
    // The older form is no member: it is there and says what it lacks.
    let mut service = roles::session(&db, "service_role");
    let legacy = "select id from public.set_enforcement_stage(1, 'collected')";
    let refused = refusal(service.batch_execute(legacy));
    assert_eq!(refused.code, "42883", "{refused:?}");
    assert!(refused.message.contains("dragonfly.set_judgment_stage"), "{refused:?}");
    db.run("create extension dragonfly_queue");
    assert_eq!(db.install(), NOTHING);
    assert_eq!(catalogue::difference(&objects, &catalogue::describe(&db)), "");
    assert_eq!(text(&mut service, legacy), "1");
    calls::everything_works(&db);
    assert_eq!(db.unwell(), []);
}

#[test]
fn dropping_the_extension_leaves_an_adopted_application_as_it_works() {
    let db = live_adopted();
    let rows = catalogue::rows(&db);
    db.run("drop extension dragonfly_queue");
    assert_eq!(catalogue::difference(&rows, &catalogue::rows(&db)), "");
    goes_on(&db);
    let restored = empty(db.cluster, "application_without");
    restored.run(&db.dump(&[]));
    goes_on(&restored);
    for db in [&db, &restored] {
        db.run("create extension dragonfly_queue");
        assert_eq!(db.install(), NOTHING);
        calls::everything_works(db);
        goes_on(db);
    }
}

/// CASCADE too: nothing of the data depends on a function of the extension.
#[test]
fn dropping_with_cascade_takes_no_table_no_view_and_no_policy() {
    let db = live();
    let kinds = "select string_agg(kind || ' ' || n, ', ' order by kind) from (
        select 'relation ' || relkind::text as kind, count(*) as n from pg_class
        join pg_namespace on pg_namespace.oid = relnamespace where nspname in ('public', 'judgments') group by 1
        union all select 'policy', count(*) from pg_policy
        union all select 'trigger', count(*) from pg_trigger) as counted";
    let before = db.text(kinds);
    db.run("drop extension dragonfly_queue cascade");
    assert_eq!(db.text(kinds), before);
}

#[test]
fn every_object_of_the_area_that_was_dropped_comes_back() {
    let db = live();
    let objects = catalogue::describe(&db);
    for damage in [
        "drop view public.v_enforcement_overview cascade",
        "drop index public.enforcement_cases_one_open_per_judgment",
        "drop trigger enforcement_cases_know_stage on public.enforcement_cases",
        "drop function dragonfly.tg_close_in_step() cascade",
        "drop policy enforcement_documents_operator on public.enforcement_documents",
        "drop function public.set_enforcement_stage(bigint, text, text, text)",
        "alter table public.enforcement_history drop constraint enforcement_history_enforcement_case_id_fk",
        "drop table public.enforcement_documents cascade",
    ] {
        db.run(damage);
        assert!(!db.install().is_empty(), "{damage}");
        assert_eq!(db.install(), NOTHING, "{damage}");
        assert_eq!(catalogue::difference(&objects, &catalogue::describe(&db)), "", "{damage}");
        assert_eq!(db.unwell(), []);
    }
    calls::everything_works(&db);
}
