//! Adoption of an application that enforced judgments before: nothing that it has is lost, everything
//! that it sends goes on, and every call works beside it.

use crate::adopt::{self, beside};
use crate::enforcement_application::{self as application, goes_on};
use crate::enforcement_calls::{self as calls, judgment, open};
use crate::support::{Db, NOTHING, refusal};
use crate::{catalogue, roles};

/// What the application can see of its rows, whatever columns were added to them.
const OWN_ROWS: &str = "
select (id, case_number, plaintiff_name, judgment_amount, status, enforcement_stage, updated_at, court)::text
from public.judgments
union all select (id, judgment_id, case_number, opened_at, current_stage, status, metadata, updated_at)::text
from public.enforcement_cases
union all select (id, case_id, event_type, event_date, notes, metadata, updated_at)::text
from public.enforcement_events
union all select (id, judgment_id, stage, note, changed_at, changed_by)::text
from public.enforcement_history
order by 1";

#[track_caller]
fn adopted() -> Db<'static> {
    let db = beside(&application::usual());
    adopt::install(&db);
    db
}

#[test]
fn rows_objects_and_statements_of_the_application_stay_and_every_call_works() {
    let db = beside(&application::usual());
    goes_on(&db);
    let (rows, objects) = (db.texts(OWN_ROWS), catalogue::describe(&db));
    adopt::install(&db);
    assert_eq!(db.texts(OWN_ROWS), rows);
    let changes = catalogue::difference(&objects, &catalogue::describe(&db));
    // Of a table only the list of its grants changed: the owner of our functions gained rights.
    for line in changes.lines().filter(|line| line.starts_with('-')) {
        let table = ["-relation r public.", "-relation S public."];
        assert!(table.iter().any(|start| line.starts_with(start)), "lost: {line}");
    }
    goes_on(&db);
    calls::everything_works(&db);
    goes_on(&db);
    roles::everything_works(&db);
}

#[test]
fn grants_that_were_there_are_there_still_and_only_our_owner_and_trusted_roles_gained_any() {
    let grants = "select concat_ws(' ', pg_class.oid::regclass, privilege_type, grantee::regrole)
                  from pg_class, aclexplode(relacl)
                  where relnamespace = 'public'::regnamespace and relkind in ('r', 'S')
                    and relname ~ '^(judgments|enforcement_(cases|events|history))'
                    and grantee::regrole::text not in ('dragonfly_owner', 'service_role', 'enforcement_operator')
                  order by 1";
    let db = beside(&application::usual());
    db.run("grant select on public.enforcement_cases to reporting");
    let before = db.texts(grants);
    assert!(before.len() > 10, "{before:?}");
    adopt::install(&db);
    assert_eq!(db.texts(grants), before);
}

#[test]
fn a_second_install_reports_nothing_whatever_happened_between() {
    let db = adopted();
    goes_on(&db);
    calls::works(&db);
    assert_eq!(db.install(), NOTHING);
    let unwell: Vec<_> = db.unwell().into_iter().map(|finding| finding.check).collect();
    assert_eq!(unwell, ["row level security", "anon"], "an adopted table keeps its own");
}

#[test]
fn stages_that_nobody_knew_are_kept_without_an_order_and_refused_to_nobody() {
    let db = adopted();
    assert_eq!(calls::own_stages(&db), ["Skip trace ordered", "escalation_review"]);
    goes_on(&db);
    let own = calls::own_stages(&db);
    assert!(own.iter().any(|stage| stage == "Settled?"), "{own:?}");
    let case = db.text("select id from public.enforcement_cases where case_number = 'CV-2'");
    let mut client = roles::session(&db, "enforcement_operator");
    let on = format!("select set_enforcement_stage('{case}', 'asset_discovery', null, null, null)");
    client.batch_execute(&on).unwrap();
    let floor = format!("select stage_floor from public.enforcement_cases where id = '{case}'");
    assert_eq!(db.text(&floor), "2");
    let unknown = format!("select set_enforcement_stage('{case}', 'nowhere', null, null, null)");
    assert_eq!(refusal(client.batch_execute(&unknown)).code, "P0001");
}

#[test]
fn adopted_cases_do_not_look_new() {
    let db = adopted();
    let dated = "select count(*) from public.enforcement_cases where stage_entered_at is not null";
    assert_eq!(db.text(dated), "0");
    let days =
        "select days_in_stage > 300 from public.v_enforcement_overview where judgment_id = 1";
    assert_eq!(db.text(days), "t");
    db.run("insert into public.enforcement_cases (judgment_id) values (5)");
    assert_eq!(db.text(dated), "1");
    let plus =
        "select count(*) from public.enforcement_cases where stage_floor <> 0 or tier is not null";
    assert_eq!(db.text(plus), "0");
}

#[test]
fn a_case_that_is_closed_by_status_alone_is_closed_to_every_view_and_call() {
    let db = adopted();
    let closed = "select id from public.enforcement_cases where case_number = 'CV-3'";
    let case = db.text(closed);
    let undated =
        format!("select closed_at is null from public.enforcement_cases where id = '{case}'");
    assert_eq!(db.text(&undated), "t", "install() wrote into a row");
    let open = "select count(*) from public.v_enforcement_overview where case_id is not null";
    assert_eq!(db.text(open), "3");
    assert_eq!(db.text("select count(*) from public.v_enforcement_case_summary"), "4");
    let mut client = roles::session(&db, "enforcement_operator");
    for call in [
        format!("set_enforcement_stage('{case}', 'marshal', null, null, null)"),
        format!("close_enforcement_case('{case}', 'satisfied')"),
        format!("queue_enforcement_action('{case}', 'marshal')"),
        format!("record_enforcement_payment('{case}', 1)"),
    ] {
        let refused = refusal(client.batch_execute(&format!("select {call}")));
        assert_eq!(refused.code, "23505", "{call}: {refused:?}");
        assert_eq!(refused.hint, "Open a new one with open_enforcement_case.");
    }
    client
        .batch_execute(&format!("select log_enforcement_event('{case}', 'marshal_assigned')"))
        .unwrap();
    calls::open(&mut client, "3");
}

#[test]
fn status_and_closed_at_move_together_for_those_who_write_only_one() {
    let db = adopted();
    let state =
        "select concat_ws(' ', status, closed_at is not null, coalesce(closure_reason, '-'))
                 from public.enforcement_cases where case_number = 'CV-1'";
    let write = |set: &str| {
        db.run(&format!("update public.enforcement_cases set {set} where case_number = 'CV-1'"));
        db.text(state)
    };
    assert_eq!(write("status = 'closed', closure_reason = 'withdrawn'"), "closed t withdrawn");
    let first =
        db.text("select closed_at from public.enforcement_cases where case_number = 'CV-1'");
    assert_eq!(write("status = 'closed'"), "closed t withdrawn");
    let again =
        db.text("select closed_at from public.enforcement_cases where case_number = 'CV-1'");
    assert_eq!(again, first, "closing twice moves the time");
    assert_eq!(write("status = 'waiting'"), "waiting f -");
    assert_eq!(write("closed_at = now()"), "closed t -");
    let inserted = db.text(
        "insert into public.enforcement_cases (judgment_id, status) values (1, 'closed')
         returning closed_at is not null",
    );
    assert_eq!(inserted, "t");
}

#[test]
fn lookup_rows_that_an_operator_changed_are_never_overwritten() {
    let db = adopted();
    db.run(
        "update public.enforcement_stage_lookup set ordinal = 9, sla = '3 hours', description = 'Ours'
         where stage = 'bank_levy';
         update public.enforcement_tier_lookup set min_score = 95, label = 'Ours' where tier = 'tier3';
         delete from public.enforcement_stage_lookup where stage = 'marshal';",
    );
    assert_eq!(db.install(), ["added 1 rows of public.enforcement_stage_lookup"]);
    let kept = "select concat_ws(' ', ordinal, sla, description,
                    (select concat_ws(' ', min_score, label) from public.enforcement_tier_lookup
                     where tier = 'tier3'))
                from public.enforcement_stage_lookup where stage = 'bank_levy'";
    assert_eq!(db.text(kept), "9 03:00:00 Ours 95 Ours");
}

#[test]
fn a_lookup_of_the_seed_s_shape_keeps_its_rows_and_gains_columns() {
    let lookup = "create table public.enforcement_stage_lookup (
                      stage text primary key, ordinal int, description text);
                  insert into public.enforcement_stage_lookup values
                      ('pre_enforcement', 3, 'First'), ('bank_levy', 7, 'Bank');";
    let mut application = application::usual();
    application.sql.push_str(lookup);
    let db = beside(&application);
    adopt::install(&db);
    let rows = "select string_agg(concat_ws(' ', stage, ordinal, sla), ', ' order by stage)
                from public.enforcement_stage_lookup where stage in ('pre_enforcement', 'bank_levy', 'closed')";
    assert_eq!(db.text(rows), "bank_levy 7, closed 6, pre_enforcement 3");
    let mut client = roles::session(&db, "enforcement_operator");
    let case = open(&mut client, &judgment(&db, "10"));
    let state = format!(
        "select concat_ws(' ', stage_floor, coalesce(next_action_at::text, 'never'))
         from public.enforcement_cases where id = '{case}'"
    );
    assert_eq!(db.text(&state), "3 never");
}

#[test]
fn tables_with_hardly_a_column_are_completed() {
    let application = adopt::Application {
        sql: "create table public.judgments (id bigint primary key, judgment_amount numeric(10,2));
              create table public.enforcement_cases (id uuid primary key, judgment_id bigint, status text);
              alter table public.judgments owner to application;
              alter table public.enforcement_cases owner to application;
              insert into public.judgments values (1, 10);
              insert into public.enforcement_cases values (gen_random_uuid(), 1, 'open');"
            .into(),
        names: &["public.judgments", "public.enforcement_"],
    };
    let db = beside(&application);
    adopt::install(&db);
    let dated = "select count(*) from public.enforcement_cases
                 where coalesce(opened_at, created_at, updated_at, stage_entered_at) is not null";
    assert_eq!(db.text(dated), "0", "a computed default was given to a row that was there");
    let mut client = roles::session(&db, "enforcement_operator");
    db.run("insert into public.judgments (id, judgment_amount) values (2, 20)");
    let case = open(&mut client, "2");
    client
        .batch_execute(&format!(
            "select set_enforcement_stage('{case}', 'marshal', null, null, null);
             select record_enforcement_payment('{case}', 5);
             select close_enforcement_case('{case}', 'withdrawn');"
        ))
        .unwrap();
    assert_eq!(db.text("select balance_due from public.judgments where id = 2"), "15.00");
    assert_eq!(db.install(), NOTHING);
}
