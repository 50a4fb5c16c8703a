//! Who may read an adopted application's tables: as it said itself, until it asks for our grants.

use postgres::Client;

use crate::adopt::{self, beside};
use crate::enforcement_application::{self as application, goes_on};
use crate::enforcement_calls::{self as calls, VIEWS, judgment, open};
use crate::roles;
use crate::support::{Db, From, database, refusal, text};

const CLAIM: &str = "select set_config('request.jwt.claims',
    '{\"role\": \"authenticated\", \"app_metadata\": {\"role\": \"enforcement_operator\"}}', false)";

fn count(client: &mut Client, relation: &str) -> String {
    text(client, &format!("select count(*) from {relation}"))
}

/// Row level security of the application: each clerk sees one court; nothing else is open.
const SECURED: &str = "
alter table public.judgments enable row level security;
alter table public.judgments force row level security;
create policy clerks on public.judgments to reporting using (court = 'Kings');
alter table public.enforcement_cases enable row level security;
create policy own on public.enforcement_cases to application using (true);
create policy own on public.judgments to application using (true);
alter table public.enforcement_events enable row level security;
revoke all on public.judgments, public.enforcement_cases, public.enforcement_events
from anon, authenticated, service_role;
grant select on public.judgments to reporting;
grant usage on schema public to reporting;
";

#[test]
fn row_security_and_grants_of_adopted_tables_stay_and_our_functions_pass() {
    let mut application = application::usual();
    application.sql.push_str(SECURED);
    let db = beside(&application);
    let flags = "select string_agg(concat_ws(' ', relname, relrowsecurity, relforcerowsecurity), ', ' order by relname)
                 from pg_class where oid in ('public.judgments'::regclass, 'public.enforcement_cases'::regclass,
                     'public.enforcement_events'::regclass, 'public.enforcement_history'::regclass)";
    let before = db.text(flags);
    adopt::install(&db);
    assert_eq!(db.text(flags), before);
    let policies = "select string_agg(tablename || ' ' || policyname, ', ' order by 1)
                    from pg_policies where tablename in
                        ('judgments', 'enforcement_cases', 'enforcement_events', 'enforcement_history')";
    let policies = db.text(&policies.replace("order by 1", "order by tablename, policyname"));
    assert_eq!(
        policies,
        "enforcement_cases enforcement_cases_owner, enforcement_cases own, \
         enforcement_events enforcement_events_owner, \
         judgments clerks, judgments judgments_owner, judgments own"
    );
    calls::works(&db);
    goes_on(&db);
    // Granted, but the application's row level security has no policy for it.
    assert_eq!(count(&mut roles::session(&db, "service_role"), "public.judgments"), "0");
    for role in ["authenticated", "anon"] {
        let mut client = roles::session(&db, role);
        let refused = refusal(client.batch_execute("select * from public.judgments"));
        assert_eq!(refused.code, "42501", "{role}");
    }
    let mut clerk = db.connect();
    clerk.batch_execute("set role reporting").unwrap();
    assert_eq!(count(&mut clerk, "public.judgments"), "5");
}

#[test]
fn lock_down_gives_adopted_tables_the_documented_grants_and_policies() {
    let mut application = application::usual();
    application.sql.push_str(SECURED);
    application.sql.push_str("grant all on public.enforcement_history to anon;");
    let db = beside(&application);
    adopt::install(&db);
    let anon = |db: &Db<'_>| db.unwell().into_iter().find(|finding| finding.check == "anon");
    assert!(anon(&db).unwrap().detail.contains("public.enforcement_history"));
    let report =
        db.texts("select action || ' ' || object from dragonfly.install(lock_down => true)");
    assert!(
        report.contains(&"created policy judgments_operator on public.judgments".into()),
        "{report:?}"
    );
    assert_eq!(anon(&db), None);
    let owner = "select relowner::regrole from pg_class where oid = 'public.judgments'::regclass";
    assert_eq!(db.text(owner), "application");
    let mut service = roles::session(&db, "service_role");
    assert_eq!(count(&mut service, "public.judgments"), "5");
    let mut operator = roles::session(&db, "enforcement_operator");
    assert_eq!(count(&mut operator, "public.judgments"), "5");
    let denied = refusal(operator.batch_execute("update public.judgments set notes = 'x'"));
    assert_eq!(denied.code, "42501");
    let mut plain = roles::session(&db, "authenticated");
    assert_eq!(count(&mut plain, "public.judgments"), "0");
    let mut anon = roles::session(&db, "anon");
    for relation in VIEWS.into_iter().chain(["public.judgments", "public.enforcement_history"]) {
        let refused = refusal(anon.batch_execute(&format!("select * from {relation}")));
        assert_eq!(refused.code, "42501", "{relation}");
    }
    calls::works(&db);
    goes_on(&db);
}

#[test]
fn on_tables_of_ours_operators_read_service_writes_and_others_see_nothing() {
    let db = database(From::Installed);
    let mut operator = roles::session(&db, "enforcement_operator");
    let case = open(&mut operator, &judgment(&db, "9"));
    operator
        .batch_execute(&format!(
            "select issue_subpoena('{case}', 'Bank', document_path => 's.pdf')"
        ))
        .unwrap();
    let mut claimed = roles::session(&db, "authenticated");
    claimed.batch_execute(CLAIM).unwrap();
    let mut service = roles::session(&db, "service_role");
    let mut plain = roles::session(&db, "authenticated");
    let tables = [
        "public.judgments",
        "public.enforcement_cases",
        "public.enforcement_events",
        "public.enforcement_history",
        "public.enforcement_actions",
        "public.enforcement_documents",
        "public.enforcement_stage_lookup",
        "public.enforcement_tier_lookup",
    ];
    for relation in VIEWS.into_iter().chain(tables) {
        let there = count(&mut operator, relation);
        assert_ne!(there, "0", "{relation}");
        assert_eq!(count(&mut claimed, relation), there, "{relation}");
        assert_eq!(count(&mut service, relation), there, "{relation}");
        assert_eq!(count(&mut plain, relation), "0", "{relation}");
    }
    for relation in tables {
        for client in [&mut operator, &mut claimed, &mut plain] {
            let refused = refusal(client.batch_execute(&format!("delete from {relation}")));
            assert_eq!(refused.code, "42501", "{relation}");
        }
    }
    service.batch_execute("delete from public.enforcement_documents").unwrap();
}
