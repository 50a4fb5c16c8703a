//! `dragonfly.doctor()` sees each thing that is missing or wrong, and nothing else changes.

use crate::support::{BESIDE, DROP_QUEUES, Finding, From, NOTHING, database, doctor};

/// What is done to a healthy database, and which check must notice.
pub struct Case {
    damage: &'static str,
    check: &'static str,
    status: &'static str,
    detail: &'static str,
    hint: &'static str,
}

pub const fn case(
    damage: &'static str,
    check: &'static str,
    status: &'static str,
    detail: &'static str,
    hint: &'static str,
) -> Case {
    Case { damage, check, status, detail, hint }
}

pub const INSTALL: &str = "dragonfly.install()";

const SET_UP: &[Case] = &[
    case("update pg_extension set extversion = '0.0.9' where extname = 'dragonfly_queue'",
        "extension version", "fail", "0.0.9", "ALTER EXTENSION dragonfly_queue UPDATE"),
    case("update pg_extension set extversion = '1.4.4' where extname = 'pgmq'",
        "pgmq version", "fail", "1.4.4", "ALTER EXTENSION pgmq UPDATE"),
    case("alter role anon rename to anon_away", "roles", "fail", "anon is missing", "CREATE ROLE"),
    case("alter role enforcement_operator rename to operator_away",
        "roles", "fail", "enforcement_operator is missing", "CREATE ROLE"),
    case("alter role dragonfly_owner superuser", "owner", "fail", "attributes", "NOSUPERUSER"),
    case("alter role dragonfly_owner login", "owner", "fail", "attributes", "NOLOGIN"),
    case("alter role dragonfly_owner bypassrls", "owner", "fail", "attributes", "NOBYPASSRLS"),
    case("alter function public.queue_jobs(jsonb) owner to dragonfly_owner",
        "functions", "fail", "public.queue_jobs(jsonb) belongs to dragonfly_owner", INSTALL),
    case("alter function dragonfly.install(boolean) owner to dragonfly_owner",
        "functions", "fail", "dragonfly.install(boolean) belongs to dragonfly_owner", INSTALL),
    case("alter function public.queue_job(jsonb) reset search_path",
        "functions", "fail", "public.queue_job(jsonb) has lost its search_path", "CREATE EXTENSION"),
    case("alter function public.queue_job(jsonb) security definer",
        "functions", "fail", "public.queue_job(jsonb) is SECURITY DEFINER", INSTALL),
    case("create or replace function public.dispatch_content_queue(source text default 'manual') returns jsonb
          language sql set search_path to pg_catalog, pg_temp set row_security to on as 'select null::jsonb'",
        "functions", "fail", "dispatch_content_queue(text) was replaced", "CREATE EXTENSION"),
    case("alter extension dragonfly_queue drop function public.queue_job(text, text);
          drop function public.queue_job(text, text)",
        "functions", "fail", "public.queue_job(text,text) is missing", "CREATE EXTENSION"),
    case("create schema dragonfly_legacy;
          create function dragonfly_legacy.queue_job(jsonb) returns bigint language sql as 'select 1::bigint'",
        "legacy functions", "warn", "dragonfly_legacy.queue_job(jsonb)", "DROP SCHEMA dragonfly_legacy"),
];

const GRANTS: &[Case] = &[
    case(
        "revoke select, insert on workers.heartbeats from service_role",
        "table grants",
        "warn",
        "GRANT SELECT, INSERT ON workers.heartbeats TO service_role",
        INSTALL,
    ),
    case(
        "revoke select on public.judgments from authenticated",
        "table grants",
        "warn",
        "GRANT SELECT ON public.judgments TO authenticated",
        INSTALL,
    ),
    case(
        "revoke execute on function public.queue_job(jsonb) from anon",
        "function grants",
        "fail",
        "public.queue_job(jsonb) may not be called by anon",
        INSTALL,
    ),
    case(
        "grant execute on function public.dequeue_job(text) to anon",
        "function grants",
        "fail",
        "public.dequeue_job(text) may be called by anon",
        INSTALL,
    ),
    case(
        "grant execute on function dragonfly.install(boolean) to public",
        "function grants",
        "fail",
        "dragonfly.install(boolean) may be called by service_role",
        INSTALL,
    ),
    case(
        "grant select on pgmq.q_enrich to anon",
        "anon",
        "warn",
        "pgmq.q_enrich",
        "lock_down => true",
    ),
    case(
        "grant select on dragonfly.settings to public",
        "anon",
        "warn",
        "dragonfly.settings",
        "lock_down",
    ),
    case(
        "grant select (key) on dragonfly.idempotency_keys to anon",
        "anon",
        "warn",
        "dragonfly.idempotency_keys",
        "lock_down",
    ),
];

const TABLES: &[Case] = &[
    case(
        "revoke insert on pgmq.q_enrich from dragonfly_owner",
        "owner's rights",
        "fail",
        "dragonfly_owner may not insert pgmq.q_enrich",
        INSTALL,
    ),
    case(
        "drop table dragonfly.settings",
        "tables and queues",
        "fail",
        "dragonfly.settings is missing",
        INSTALL,
    ),
    case(
        "drop table pgmq.a_enforce",
        "tables and queues",
        "fail",
        "pgmq.a_enforce is missing",
        INSTALL,
    ),
    case(
        "select pgmq.drop_queue('outreach')",
        "tables and queues",
        "fail",
        "pgmq.q_outreach is missing",
        INSTALL,
    ),
    case(
        "alter table dragonfly.settings disable row level security",
        "row level security",
        "warn",
        "dragonfly.settings",
        "ENABLE ROW LEVEL SECURITY",
    ),
    case(
        "alter table pgmq.q_enrich no force row level security",
        "row level security",
        "warn",
        "pgmq.q_enrich",
        "FORCE ROW LEVEL SECURITY",
    ),
    case(
        "alter table dragonfly.idempotency_keys add constraint short check (length(key) < 9) not valid",
        "constraints",
        "warn",
        "short on dragonfly.idempotency_keys is not valid",
        "VALIDATE CONSTRAINT",
    ),
];

const DATA: &[Case] = &[
    case("select queue_job('k', 'enrich'); delete from pgmq.q_enrich;
          update dragonfly.idempotency_keys set retained_since = now() - interval '9 days'",
        "expired keys", "warn", "enrich", "dragonfly.purge_idempotency_keys()"),
    case("select queue_jobs(jsonb_agg(jsonb_build_object('kind', 'enforce', 'idempotency_key', n)))
          from generate_series(1, 1001) as n",
        "queues", "warn", "enforce has more than 1000 messages", "workers"),
    case("select queue_job('k', 'outreach');
          update pgmq.q_outreach set enqueued_at = now() - interval '31 min', vt = now() - interval '31 min'",
        "queues", "warn", "outreach has a message that waits for over 30 minutes", "workers"),
    // A job for tomorrow in front hides nothing.
    case("select queue_job('tomorrow', 'outreach', '{}', 86400); select queue_job('k', 'outreach');
          update pgmq.q_outreach set enqueued_at = now() - interval '31 min', vt = now() - interval '31 min'
          where vt <= now()",
        "queues", "warn", "outreach has a message that waits for over 30 minutes", "workers"),
];

/// Neither of these is wrong.
const HARMLESS: &[&str] = &[
    "select queue_jobs(jsonb_agg(jsonb_build_object('kind', 'enforce', 'idempotency_key', n)))
     from generate_series(1, 1000) as n",
    "select queue_job('k', 'outreach', '{}', 86400);
     update pgmq.q_outreach set enqueued_at = now() - interval '5 hours'",
    "select queue_job('k', 'enrich'); delete from pgmq.q_enrich;
     update dragonfly.idempotency_keys set retained_since = now() - interval '6 days'",
    "set local dragonfly_queue.idempotency_retention = '30 days';
     select queue_job('k', 'enrich'); delete from pgmq.q_enrich;
     update dragonfly.idempotency_keys set retained_since = now() - interval '29 days'",
    "create role bystander; grant select on dragonfly.settings to bystander",
    // An adopted table has the application's policies, not ours.
    "alter table public.judgments owner to application;
     grant all on public.judgments to dragonfly_owner;
     drop policy judgments_operator on public.judgments",
];

/// Each in a transaction that is rolled back, by the doctor's answer before and after.
#[track_caller]
pub fn seen(cases: &[Case]) {
    let db = database(From::Installed);
    let mut client = db.connect();
    let healthy = doctor(&mut client);
    for Case { damage, check, status, detail, hint } in cases {
        client.batch_execute(&format!("begin; {damage}")).unwrap();
        let found = doctor(&mut client);
        client.batch_execute("rollback").unwrap();
        let changed: Vec<&Finding> = found.iter().filter(|one| !healthy.contains(one)).collect();
        assert_eq!(changed.len(), 1, "{damage}\n{changed:#?}");
        let one = changed[0];
        assert_eq!(
            (one.check.as_str(), one.status.as_str()),
            (*check, *status),
            "{damage}\n{one:#?}"
        );
        assert!(one.detail.contains(detail), "{damage}\n{one:#?}");
        assert!(one.hint.as_ref().is_some_and(|text| text.contains(hint)), "{damage}\n{one:#?}");
    }
    assert_eq!(doctor(&mut client), healthy);
}

#[test]
fn a_healthy_database_is_ok_throughout_but_for_what_stands_beside_it() {
    let db = database(From::Installed);
    let findings = doctor(&mut db.connect());
    for finding in &findings {
        let beside = BESIDE.contains(&finding.check.as_str());
        let expected = if beside { "warn" } else { "ok" };
        assert_eq!(finding.status, expected, "{finding:?}");
        assert!(!finding.detail.is_empty());
        assert_eq!(finding.hint.is_none(), finding.status == "ok", "{finding:?}");
    }
    for check in [
        "keys",
        "extension version",
        "roles",
        "owner",
        "functions",
        "function grants",
        "tables and queues",
        "row level security",
        "anon",
        "constraints",
        "legacy functions",
        "legacy views",
        "own views",
        "overloads",
        "views",
        "helpers",
        "indexes",
        "triggers",
        "policies",
        "expired keys",
        "queues",
        "stale workers",
        "dead letters",
    ] {
        assert_eq!(findings.iter().filter(|finding| finding.check == check).count(), 1, "{check}");
    }
    assert_eq!(db.texts("select dragonfly.uninstall_jobs()"), ["0"]);
}

#[test]
fn versions_roles_functions_and_leftovers_are_seen() {
    seen(SET_UP);
}

#[test]
fn rights_too_few_and_too_many_are_seen() {
    seen(GRANTS);
}

#[test]
fn tables_their_row_security_and_their_constraints_are_seen() {
    seen(TABLES);
}

#[test]
fn expired_keys_and_deep_or_old_queues_are_seen() {
    seen(DATA);
}

#[test]
fn what_is_not_wrong_is_not_reported() {
    let db = database(From::Installed);
    let mut client = db.connect();
    let healthy = doctor(&mut client);
    for change in HARMLESS {
        client.batch_execute(&format!("begin; {change}")).unwrap();
        assert_eq!(doctor(&mut client), healthy, "{change}");
        client.batch_execute("rollback").unwrap();
    }
}

#[test]
fn a_ledger_that_is_gone_is_reported_and_nothing_else_fails() {
    let db = database(From::Installed);
    db.run("drop table dragonfly.idempotency_keys");
    let failed: Vec<_> =
        db.unwell().into_iter().map(|finding| (finding.check, finding.detail)).collect();
    let missing = "dragonfly.idempotency_keys is missing".to_owned();
    assert_eq!(failed, [("tables and queues".to_owned(), missing)]);
    db.install();
    assert_eq!(db.unwell(), []);
    assert_eq!(db.install(), NOTHING);
}

#[test]
fn everything_gone_at_once_is_a_report_too() {
    let db = database(From::Installed);
    // Two tables, and two for every queue.
    let expected = db.text("select 2 + 2 * count(*) from pgmq.meta").parse::<usize>().unwrap();
    db.run(
        "drop table dragonfly.settings, dragonfly.idempotency_keys;
         drop function dragonfly.tg_touch_updated_at() cascade",
    );
    db.run(DROP_QUEUES);
    let found = db.unwell();
    let tables = found.iter().find(|finding| finding.check == "tables and queues").unwrap();
    assert_eq!(tables.detail.matches("is missing").count(), expected, "{tables:?}");
}
