//! `dragonfly doctor` and the database

use crate::dragonfly::{Database, Operator};

/// What is broken, the line that says so, and what to do about it.
const BROKEN: &[(&str, &str, &str)] = &[
    (
        "alter extension dragonfly_queue drop function public.dequeue_job(text);
         drop function public.dequeue_job(text)",
        "[FAIL] functions: public.dequeue_job(text) is missing",
        "run SELECT dragonfly.install()",
    ),
    (
        "drop table pgmq.q_enrich",
        "[FAIL] tables and queues: pgmq.q_enrich is missing",
        "run SELECT dragonfly.install()",
    ),
    (
        "drop table public.import_runs cascade",
        "[FAIL] tables and queues: public.import_runs is missing",
        "run SELECT dragonfly.install()",
    ),
    (
        "drop view public.v_case_copilot_latest",
        "[FAIL] views: public.v_case_copilot_latest is missing",
        "run SELECT dragonfly.install()",
    ),
    (
        "revoke execute on function public.queue_job(jsonb) from anon",
        "[FAIL] function grants: public.queue_job(jsonb) may not be called by anon",
        "run SELECT dragonfly.install()",
    ),
    (
        "delete from pgmq.meta where queue_name = 'outreach'",
        "[FAIL] list of queues: outreach is not in pgmq.meta",
        "run SELECT dragonfly.install()",
    ),
    (
        "grant select on public.plaintiffs to anon",
        "[WARN] anon: anon can read public.plaintiffs",
        "SELECT dragonfly.install(lock_down => true)",
    ),
    (
        "alter table public.plaintiffs no force row level security",
        "[WARN] row level security: public.plaintiffs has row level security off or not forced",
        "ALTER TABLE",
    ),
    (
        "alter table public.plaintiffs add constraint named check (name <> '') not valid",
        "[WARN] constraints: named on public.plaintiffs is not valid",
        "VALIDATE CONSTRAINT",
    ),
    (
        "create schema dragonfly_legacy;
         create function dragonfly_legacy.queue_job(jsonb) returns bigint language sql as 'select 1::bigint'",
        "[WARN] legacy functions: dragonfly_legacy.queue_job(jsonb) was set aside",
        "DROP SCHEMA dragonfly_legacy CASCADE",
    ),
    (
        "select public.queue_jobs(jsonb_agg(jsonb_build_object(
             'kind', 'enforce', 'idempotency_key', 'deep:' || number)))
         from generate_series(1, 1001) as number",
        "[WARN] queues: enforce has more than 1000 messages waiting",
        "start more workers",
    ),
    (
        "select public.queue_job('{\"kind\": \"outreach\", \"idempotency_key\": \"old\"}');
         update pgmq.q_outreach set vt = now() - interval '31 minutes'",
        "[WARN] queues: outreach has a message that waits for over 30 minutes",
        "start more workers",
    ),
];

#[test]
fn a_healthy_database_passes_and_keeps_no_trace() {
    let mut database = Database::new();
    let said = database.operator().run(&["doctor"]);
    assert_eq!(said.code, 0, "{said:?}");
    let last = said.stdout.lines().last().unwrap();
    let count = |mark: &str| said.stdout.lines().filter(|line| line.starts_with(mark)).count();
    let (checks, passed, warned) = (count("["), count("[PASS]"), count("[WARN]"));
    // At least pg_cron and pg_net are not in this database.
    assert!(passed + warned == checks && warned >= 2, "{said:?}");
    assert_eq!(last, format!("NO CHECK FAILED ({passed}/{checks} passed, {warned} warnings)"));
    assert!(checks > 20, "{said:?}");
    assert!(!said.stdout.contains("[FAIL]") && !said.stdout.contains('\u{1b}'), "{said:?}");
    assert!(said.stderr.contains("PostgREST was not asked"), "{said:?}");
    assert_eq!(database.depth("enrich"), 0);
}

#[test]
fn each_thing_that_is_wrong_has_its_line_and_its_hint() {
    for (sql, line, hint) in BROKEN {
        let mut database = Database::new();
        database.execute(sql);
        let said = database.operator().run(&["doctor"]);
        let mut lines = said.stdout.lines();
        assert!(lines.any(|found| found.starts_with(line)), "{line}\n{}", said.stdout);
        assert!(lines.next().unwrap().contains(hint), "{hint}\n{}", said.stdout);
        let (code, last) = if line.starts_with("[FAIL]") {
            (1, "CHECK(S) FAILED (")
        } else {
            (0, "NO CHECK FAILED (")
        };
        assert_eq!(said.code, code, "{line}");
        assert!(said.stdout.lines().last().unwrap().contains(last), "{}", said.stdout);
    }
}

#[test]
fn a_database_without_the_extension_is_told_from_one_that_is_not_there() {
    let said = Database::bare().operator().run(&["doctor"]);
    assert_eq!(said.code, 1, "{said:?}");
    assert!(said.stdout.contains("[FAIL] extension: dragonfly_queue is not in this database"));
    assert!(said.stdout.contains("dragonfly install"), "{said:?}");
    let said = Operator::of("postgres://ann:s3cret@127.0.0.1:1/postgres").run(&["doctor"]);
    assert_eq!(said.code, 2, "{said:?}");
    assert!(said.stdout.starts_with("[FAIL] database: cannot connect to ann@127.0.0.1:1"));
    assert!(said.stdout.contains("-> check host, port and password"), "{said:?}");
    assert!(said.stdout.ends_with("1 CHECK(S) FAILED (0/1 passed, 0 warnings)\n"), "{said:?}");
    assert!(!said.all().contains("s3cret"), "{said:?}");
}

#[test]
fn whoever_may_not_ask_is_told_as_whom_to_come() {
    let mut database = Database::new();
    database.execute("create role program_nobody login");
    let said = Operator::of(&database.url_of("program_nobody")).run(&["doctor"]);
    database.execute("drop role program_nobody");
    assert_eq!(said.code, 2, "{said:?}");
    assert!(said.stdout.contains("[FAIL] doctor: permission denied"), "{said:?}");
    assert!(said.stdout.contains("-> connect as a member of service_role"), "{said:?}");
}

#[test]
fn ping_queues_one_job_however_often_it_is_run() {
    let mut database = Database::new();
    for _ in 0..2 {
        let said = database.operator().run(&["doctor", "--ping"]).ok();
        assert!(said.contains("[PASS] ping: job doctor:ping is message 1 of enrich"), "{said}");
    }
    assert_eq!(database.depth("enrich"), 1);
}

#[test]
fn json_is_one_document_with_every_check() {
    let mut database = Database::new();
    database.execute("drop table pgmq.q_enrich");
    let report = database.operator().run(&["doctor", "--json"]).json_with(1);
    let checks = report["checks"].as_array().unwrap();
    let failed: Vec<_> = checks.iter().filter(|check| check["status"] == "fail").collect();
    assert_eq!(report["total"], checks.len());
    assert_eq!(report["failed"], failed.len());
    let sum =
        ["passed", "warnings", "failed"].map(|of| report[of].as_u64().unwrap()).iter().sum::<u64>();
    assert_eq!(report["total"], sum);
    let keys: Vec<_> = failed[0].as_object().unwrap().keys().collect();
    assert_eq!(keys, ["check_name", "detail", "hint", "status"]);
}
