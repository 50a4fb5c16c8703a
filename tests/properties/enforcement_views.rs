//! Views of an application under our names: taken over where nothing hangs on them, left and named
//! where something does.

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

const STATE: &str = "
select concat_ws(' ', relowner::regrole, coalesce(reloptions::text, '-'), (
    select string_agg(concat_ws('=', grantee::regrole, privilege_type), ',' order by grantee::regrole::text)
    from aclexplode(relacl) where grantee <> relowner))
from pg_class where oid = 'public.v_enforcement_overview'::regclass";

#[test]
fn a_view_with_other_columns_is_replaced_and_keeps_owner_and_grants() {
    for query in [
        "select id, court from public.judgments",
        // Some of our names, other types and another order.
        "select 1 as case_count, enforcement_stage from public.judgments",
    ] {
        let db = beside(&with_view(query, ""));
        let report = db.install();
        assert!(report.contains(&format!("replaced view {OVERVIEW}")), "{report:?}");
        assert!(columns(&db).starts_with("enforcement_stage collectability_tier case_count "));
        let expected = "application {security_invoker=true} reporting=SELECT,service_role=SELECT";
        assert_eq!(db.text(STATE), expected);
        assert_eq!(db.install(), NOTHING);
        calls::everything_works(&db);
        goes_on(&db);
    }
}

#[test]
fn a_view_with_the_first_of_our_columns_is_renewed_in_place_with_what_hangs_on_it() {
    let query = "select enforcement_stage, null::text as collectability_tier, count(*) as case_count,
                     sum(judgment_amount) as total_judgment_amount from public.judgments group by 1";
    let hangs =
        format!("create view app.chart as select enforcement_stage, case_count from {OVERVIEW};");
    let db = beside(&with_view(query, &hangs));
    let report = db.install();
    assert!(report.contains(&format!("renewed view {OVERVIEW}")), "{report:?}");
    assert_eq!(columns(&db).split(' ').count(), 13);
    assert_eq!(db.text("select sum(case_count) from app.chart"), "5");
    assert_eq!(db.install(), NOTHING);
    calls::everything_works(&db);
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
    let warning = format!("view {OVERVIEW} has other columns and was left as it is");
    assert!(said.contains("WARNING") && said.contains(&warning), "{said}");
    assert!(said.contains("app.chart") && said.contains("app.first()"), "{said}");
    assert_eq!(columns(&db), "id court");
    // What reads our columns of it cannot be made; the rest is there.
    let without = "install: public.v_enforcement_stage_totals cannot be made on what is there";
    assert!(said.contains(without), "{said}");
    let missing: Vec<_> = db.unwell().into_iter().filter(|one| one.status == "fail").collect();
    assert_eq!(missing.len(), 1, "{missing:?}");
    assert_eq!(missing[0].detail, "public.v_enforcement_stage_totals is missing");
    assert_eq!(db.install(), NOTHING);
    assert_eq!(catalogue::difference(&before, &kept(&db)), "");
    calls::works(&db);
    goes_on(&db);
    db.run("drop view app.chart; drop function app.first()");
    let report = db.install();
    assert!(report.contains(&format!("replaced view {OVERVIEW}")), "{report:?}");
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
