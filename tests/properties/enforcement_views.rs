//! Views of an application under our names: set aside where nothing hangs on them, left and named where
//! something does.

use crate::adopt::{Application, beside};
use crate::catalogue;
use crate::enforcement_application::{self as application, goes_on};
use crate::enforcement_calls as calls;
use crate::support::{Db, From, NOTHING, database};

const OVERVIEW: &str = "public.v_enforcement_overview";
const COLUMNS: &str = "select string_agg(attname, ' ' order by attnum) from pg_attribute
                       where attrelid = 'public.v_enforcement_overview'::regclass and attnum > 0";

fn columns(db: &Db<'_>) -> String {
    db.text(COLUMNS)
}

/// The application with a view of its own under that name.
fn with_view(query: &str, more: &str) -> Application {
    let Application { sql, names } = application::usual();
    let sql = format!(
        "{sql}
         create view {OVERVIEW} as {query};
         alter view {OVERVIEW} owner to application;
         revoke all on {OVERVIEW} from anon, authenticated, service_role;
         grant select on {OVERVIEW} to reporting, service_role;
         {more}"
    );
    Application { sql, names }
}

/// Owner, options and grants of the view in that schema.
fn state(db: &Db<'_>, schema: &str) -> String {
    db.text(&format!(
        "select concat_ws(' ', relowner::regrole, coalesce(reloptions::text, '-'), (
             select string_agg(concat_ws('=', grantee::regrole, privilege_type), ','
                               order by grantee::regrole::text)
             from aclexplode(relacl) where grantee <> relowner))
         from pg_class where oid = '{schema}.v_enforcement_overview'::regclass"
    ))
}

const SET_ASIDE: &str =
    "set aside view public.v_enforcement_overview as dragonfly_legacy.v_enforcement_overview";

#[test]
fn a_view_of_the_application_s_own_is_set_aside_with_owner_grants_and_definition() {
    for query in [
        "select id, court from public.judgments",
        // Some of our names, other types and another order.
        "select 1 as case_count, enforcement_stage from public.judgments",
        // The first of our columns.
        "select enforcement_stage, null::text as collectability_tier, count(*) as case_count,
             sum(judgment_amount) as total_judgment_amount from public.judgments group by 1",
    ] {
        let db = beside(&with_view(query, ""));
        let theirs = format!(
            "select string_agg(it::text, '|' order by it::text) from {{}}.{} as it",
            "v_enforcement_overview"
        );
        let definition = "select pg_get_viewdef('{}.v_enforcement_overview'::regclass)";
        let before = [&theirs, definition].map(|sql| db.text(&sql.replace("{}", "public")));
        let report = db.install();
        assert!(report.contains(&SET_ASIDE.to_owned()), "{report:?}");
        assert!(report.contains(&format!("created view {OVERVIEW}")), "{report:?}");
        assert!(columns(&db).starts_with("enforcement_stage collectability_tier case_count "));
        let after =
            [&theirs, definition].map(|sql| db.text(&sql.replace("{}", "dragonfly_legacy")));
        assert_eq!(before, after);
        let expected = "application - reporting=SELECT,service_role=SELECT";
        assert_eq!(state(&db, "dragonfly_legacy"), expected);
        let ours = "dragonfly_owner {security_invoker=true} authenticated=SELECT,enforcement_operator=SELECT,service_role=SELECT";
        assert_eq!(state(&db, "public"), ours);
        assert_eq!(db.install(), NOTHING);
        let finding = db.unwell().into_iter().find(|one| one.check == "legacy views").unwrap();
        assert_eq!(finding.detail, "dragonfly_legacy.v_enforcement_overview was set aside");
        calls::everything_works(&db);
        goes_on(&db);
    }
}

#[test]
fn what_was_set_aside_and_what_was_marked_comes_back_from_a_dump() {
    let db = beside(&with_view("select id, court from public.judgments", ""));
    db.install();
    db.run("alter view public.v_enforcement_recent owner to application");
    assert_eq!(db.install(), ["marked view public.v_enforcement_recent"]);
    let restored = crate::dump_restore::empty(db.cluster, "set_aside");
    restored.run(&db.dump(&[]));
    let objects = [&db, &restored].map(catalogue::describe);
    assert_eq!(catalogue::difference(&objects[0], &objects[1]), "");
    assert_eq!(restored.install(), NOTHING);
    assert_eq!(restored.text("select count(*) from dragonfly_legacy.v_enforcement_overview"), "5");
}

#[test]
fn views_of_our_names_that_read_each_other_are_all_set_aside() {
    let totals = "public.v_enforcement_stage_totals";
    let hangs = format!("create view {totals} as select count(*) as n from {OVERVIEW};");
    let db = beside(&with_view("select id, court from public.judgments", &hangs));
    let report = db.install();
    assert!(report.contains(&SET_ASIDE.to_owned()), "{report:?}");
    assert_eq!(db.install(), NOTHING);
    assert_eq!(db.text("select n from dragonfly_legacy.v_enforcement_stage_totals"), "5");
    calls::everything_works(&db);
    goes_on(&db);
}

#[test]
fn ours_that_reads_a_view_of_the_application_reads_ours_afterwards() {
    let query = "select enforcement_stage, null::text as collectability_tier, count(*) as case_count,
                     sum(judgment_amount) as total_judgment_amount from public.judgments group by 1";
    let hangs = format!("create view app.chart as select case_count from {OVERVIEW};");
    let db = beside(&with_view(query, &hangs));
    db.install();
    db.run("drop view app.chart");
    let report = db.install();
    assert!(report.contains(&SET_ASIDE.to_owned()), "{report:?}");
    assert_eq!(db.install(), NOTHING);
    let reads = "select pg_get_viewdef('public.v_enforcement_stage_totals'::regclass) like '%dragonfly_legacy%'";
    assert_eq!(db.text(reads), "f");
    calls::everything_works(&db);
}

/// A dump without owners leaves every view to who restores it.
#[test]
fn views_of_ours_that_came_back_without_their_owner_are_still_ours() {
    let db = database(From::Installed);
    db.run(
        "do $$ declare view regclass; begin
             for view in select oid::regclass from pg_class
                 where relkind = 'v' and relowner = to_regrole('dragonfly_owner') loop
                 execute format('alter view %s owner to application', view);
             end loop;
         end $$",
    );
    let report = db.install();
    assert!(report.iter().all(|change| change.starts_with("marked view ")), "{report:?}");
    assert_eq!(db.text("select to_regnamespace('dragonfly_legacy') is null"), "t");
    assert_eq!(db.install(), NOTHING);
    assert_eq!(db.unwell(), []);
}

/// The database's owner may install, and may not move what is another's.
#[test]
fn a_view_that_the_installer_may_not_move_stays() {
    let db = beside(&with_view("select id, court from public.judgments", ""));
    db.install();
    db.run(&format!(
        "drop view {OVERVIEW} cascade;
         create view {OVERVIEW} as select 7 as seven;
         alter view {OVERVIEW} owner to reporting"
    ));
    let before = db.text("select pg_get_viewdef('public.v_enforcement_overview'::regclass)");
    db.run(&format!(
        "create role owner_of_{0} login in role dragonfly_owner;
         alter database {0} owner to owner_of_{0};
         grant execute on function dragonfly.install(boolean) to owner_of_{0};
         grant usage on schema dragonfly to owner_of_{0}",
        db.name
    ));
    let said = db.cluster.psql_verbose(
        &db.name,
        &format!("owner_of_{}", db.name),
        "select dragonfly.install()",
    );
    assert!(said.stderr.contains("is an application's own and was left as it is"), "{said:?}");
    assert!(said.stderr.contains("as a superuser"), "{said:?}");
    assert_eq!(db.text("select pg_get_viewdef('public.v_enforcement_overview'::regclass)"), before);
}

#[test]
fn a_view_that_something_depends_on_stays_and_the_warning_names_it() {
    let hangs = format!(
        "create view app.chart as select court from {OVERVIEW};
         create function app.first() returns {OVERVIEW} language sql as 'select * from {OVERVIEW} limit 1';"
    );
    let db = beside(&with_view("select id, court from public.judgments", &hangs));
    let kept = |db: &Db<'_>| {
        let lines = catalogue::describe(db);
        let about = lines.lines().filter(|line| line.contains(OVERVIEW) || line.contains(" app."));
        about.collect::<Vec<_>>().join("\n")
    };
    let before = kept(&db);
    let said = db.run("select dragonfly.install()");
    let warning = format!("view {OVERVIEW} is an application's own and was left as it is");
    assert!(said.contains("WARNING") && said.contains(&warning), "{said}");
    assert!(said.contains("app.chart") && said.contains("app.first()"), "{said}");
    assert_eq!(columns(&db), "id court");
    // What reads our columns of it cannot be made; the rest is there.
    let without =
        "install: public.v_enforcement_stage_totals cannot be created on the existing table";
    assert!(said.contains(without), "{said}");
    let findings = db.unwell();
    let missing: Vec<_> = findings.iter().filter(|one| one.status == "fail").collect();
    assert_eq!(missing.len(), 1, "{missing:?}");
    assert_eq!(missing[0].detail, "public.v_enforcement_stage_totals is missing");
    let own = findings.iter().find(|one| one.check == "own views").unwrap();
    assert_eq!(own.detail, format!("{OVERVIEW} is an application's own; ours was not made"));
    assert_eq!(db.install(), NOTHING);
    assert_eq!(catalogue::difference(&before, &kept(&db)), "");
    calls::works(&db);
    goes_on(&db);
    db.run("drop view app.chart; drop function app.first()");
    let report = db.install();
    assert!(report.contains(&SET_ASIDE.to_owned()), "{report:?}");
    assert_eq!(db.install(), NOTHING);
    calls::everything_works(&db);
}

#[test]
fn a_view_of_ours_is_renewed_when_somebody_replaced_it() {
    let db = database(From::Installed);
    let objects = catalogue::describe(&db);
    for (damage, report) in [
        (
            "alter view public.v_enforcement_recent set (security_invoker = false)",
            "renewed view public.v_enforcement_recent",
        ),
        ("drop view public.v_enforcement_recent", "created view public.v_enforcement_recent"),
        (
            "drop view public.v_enforcement_recent;
             create view public.v_enforcement_recent as select 1 as one;
             alter view public.v_enforcement_recent owner to dragonfly_owner",
            "replaced view public.v_enforcement_recent",
        ),
    ] {
        db.run(damage);
        assert_eq!(db.install(), [report], "{damage}");
        assert_eq!(catalogue::difference(&objects, &catalogue::describe(&db)), "", "{damage}");
        assert_eq!(db.install(), NOTHING);
    }
}

#[test]
fn something_else_under_a_view_s_name_must_be_renamed() {
    for sql in [
        "create table public.v_enforcement_recent (id int)",
        "create materialized view public.v_enforcement_recent as select 1 as id",
    ] {
        let db = beside(&Application { sql: sql.into(), names: &["public.v_enforcement_recent"] });
        let objects = catalogue::describe(&db);
        let refused = db.refused("select dragonfly.install()");
        assert_eq!(refused.code, "55000", "{refused:?}");
        assert!(refused.message.contains("public.v_enforcement_recent"), "{refused:?}");
        assert!(refused.hint.contains("Rename it"), "{refused:?}");
        assert_eq!(catalogue::difference(&objects, &catalogue::describe(&db)), "");
    }
}
