//! `dragonfly uninstall`

use crate::dragonfly::Database;

/// An application's own table, adopted, with a row, and its own function of one of our names.
fn adopted() -> Database {
    let mut database = Database::bare();
    database.execute(
        "create table public.judgments (id bigint primary key, case_number text);
         insert into public.judgments values (1, 'CV-1');
         create function public.queue_job(payload jsonb) returns bigint language sql as 'select 7::bigint'",
    );
    database.operator().run(&["install", "--adopt", "--yes"]).ok();
    database.execute("select queue_job('k', 'enrich', '{}'); select open_enforcement_case('{\"judgment_id\": 1}'::jsonb)");
    database
}

const INSTALLED: &str =
    "select exists (select from pg_extension where extname = 'dragonfly_queue')";
const OURS: &str = "select count(*) from pg_class where relowner = to_regrole('dragonfly_owner')
    and relkind in ('r', 'v')";

#[test]
fn a_dry_run_names_what_would_go_and_changes_nothing() {
    let mut database = adopted();
    let before: i64 = database.one(OURS);
    let run = database.operator().run(&["uninstall", "--dry-run", "--drop-data"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(
        run.stdout.starts_with("dry run: nothing was changed, this would be removed\n"),
        "{run:?}"
    );
    assert!(run.stdout.contains("\n  public.enforcement_cases\n"), "{run:?}");
    assert!(run.stdout.contains("on tables that stay:\n"), "{run:?}");
    assert!(run.stdout.contains(" of public.judgments\n"), "{run:?}");
    let back = "ALTER FUNCTION dragonfly_legacy.queue_job(jsonb) SET SCHEMA public;";
    assert!(run.stdout.contains(back), "{run:?}");
    assert!(database.one::<bool>(INSTALLED));
    assert_eq!(database.one::<i64>(OURS), before);
    assert_eq!(database.depth("enrich"), 1);
    let asked = database.operator().run(&["uninstall"]).refused(2);
    assert!(asked.contains("hint: give --yes"), "{asked}");
}

#[test]
fn data_stay_and_go_on_without_the_extension() {
    let mut database = adopted();
    let run = database.operator().run(&["uninstall", "--yes"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(!database.one::<bool>(INSTALLED));
    assert_eq!(database.one::<i64>("select count(*) from enforcement_cases"), 1);
    assert_eq!(database.depth("enrich"), 1);
    database.execute(
        "update enforcement_cases set assigned_to = 'anna' where judgment_id = 1;
         insert into jobs (type, payload) values ('tech_rfp_report', '{\"package_id\": \"p\"}');
         insert into judgments (id) values (2)",
    );
    let run = database.operator().run(&["uninstall", "--yes"]);
    assert_eq!(run.code, 3, "{run:?}");
    // And back again.
    database.operator().run(&["install", "--adopt", "--yes"]).ok();
    assert_eq!(database.depth("enrich"), 1);
}

#[test]
fn dropped_data_leave_adopted_tables_as_they_were() {
    let mut database = adopted();
    let operator = database.operator();
    let args = ["uninstall", "--yes", "--drop-data", "--export", "backup", "--json"];
    let answer = operator.run(&args).json();
    let tables = answer["tables"].as_array().unwrap().len();
    assert_eq!(answer["exported"], tables);
    let cases =
        std::fs::read_to_string(operator.path("backup/public.enforcement_cases.csv")).unwrap();
    assert_eq!(cases.lines().count(), 2, "{cases}");
    assert_eq!(database.one::<i64>(OURS), 0);
    assert!(!database.one::<bool>(INSTALLED));
    let schemas = "select count(*) from pg_namespace where nspname in ('dragonfly', 'workers')";
    assert_eq!(database.one::<i64>(schemas), 0);
    let queues = "select count(*) from pgmq.list_queues()";
    assert_eq!(database.one::<i64>(queues), 0);
    let left = "select count(*) from pg_trigger where tgrelid = 'judgments'::regclass and not tgisinternal";
    assert_eq!(database.one::<i64>(left), 0);
    database.execute("insert into judgments (id, case_number) values (3, 'CV-3'); delete from judgments where id = 1");
    database.operator().run(&["install", "--adopt", "--yes"]).ok();
    let again = operator.run(&["uninstall", "--yes", "--drop-data", "--export", "backup"]);
    assert_eq!(again.code, 2, "nothing is written over: {again:?}");
    assert!(database.one::<bool>(INSTALLED));
}

#[test]
fn what_depends_on_data_stops_the_whole() {
    let mut database = adopted();
    database.execute("create view public.mine as select id from enforcement_cases");
    let said = database.operator().run(&["uninstall", "--yes", "--drop-data"]).refused(2);
    assert!(said.contains("mine"), "{said}");
    assert!(database.one::<bool>(INSTALLED));
    database.operator().run(&["uninstall", "--yes"]).ok();
    assert_eq!(database.one::<i64>("select count(*) from mine"), 1);
}
