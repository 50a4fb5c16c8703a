//! `dragonfly install`

use dragonfly_tests::Caller;

use crate::dragonfly::Database;
use crate::terminal;

const OWN: &str = "
    create function public.queue_job(payload jsonb) returns bigint language sql as 'select 7::bigint';
    create function public.queue_job(text, text, jsonb, timestamp with time zone) returns bigint
    language sql as 'select 8::bigint'";

fn where_is(database: &mut Database) -> Vec<String> {
    database.one(
        "select array_agg(pronamespace::regnamespace || ' ' || prosrc order by prosrc)
         from pg_proc where prosrc in ('select 7::bigint', 'select 8::bigint')",
    )
}

#[test]
fn an_empty_database_gets_everything_and_the_doctor_s_word() {
    let mut database = Database::bare();
    let run = database.operator().run(&["install"]);
    assert_eq!((run.code, run.stderr.contains("warning")), (0, false), "{run:?}");
    let said = run.stdout;
    assert!(said.starts_with("created "), "{said}");
    assert!(said.contains("\nNO CHECK FAILED ("), "{said}");
    database.operator().run(&["enqueue", "enrich", "k"]).ok();
    assert_eq!(database.depth("enrich"), 1);
    // Again, with something to do.
    database.execute("drop view public.v_case_copilot_latest");
    let said = database.operator().run(&["install", "--verbose"]).ok();
    assert!(said.contains("created  view public.v_case_copilot_latest\n"), "{said}");
}

#[test]
fn what_was_changed_is_counted_and_named_only_on_request() {
    let mut database = Database::bare();
    // Somebody's table is adopted: nothing is made before install() is run.
    database.execute("create table public.judgments (id bigint primary key, case_number text)");
    let said = database.operator().run(&["install"]).ok();
    let sums = said.lines().find(|line| line.starts_with("created ")).unwrap();
    for kind in [" tables", " views", " functions", " indexes", " policies", " queues"] {
        assert!(sums.contains(kind), "{kind}: {said}");
    }
    assert!(said.contains("\n--verbose names every one\n"), "{said}");
    assert!(!said.contains("v_case_copilot_latest"), "{said}");
    let before_the_doctor = said.lines().take_while(|line| !line.starts_with('[')).count();
    assert!(before_the_doctor < 12, "{said}");
    let mut database = Database::bare();
    database.execute("create table public.judgments (id bigint primary key, case_number text)");
    let answer = database.operator().run(&["install", "--json"]).json();
    assert!(answer["changes"].as_array().unwrap().len() > 100);
}

#[test]
fn a_dry_run_says_what_would_be_done_and_does_nothing() {
    let mut database = Database::bare();
    database.execute(OWN);
    let run = database.operator().run(&["install", "--dry-run"]);
    assert_eq!(run.code, 1, "what is in the way is shown: {run:?}");
    let run = database.operator().run(&["install", "--dry-run", "--adopt"]);
    assert_eq!((run.code, run.stderr.contains("warning")), (0, false), "{run:?}");
    assert!(run.stdout.starts_with("dry run: nothing was changed"), "{run:?}");
    assert!(run.stdout.contains("2 functions moved to schema dragonfly_legacy"), "{run:?}");
    assert!(run.stdout.contains("\ncreated "), "{run:?}");
    let made = "select to_regnamespace('dragonfly') is not null
        or to_regnamespace('dragonfly_legacy') is not null
        or exists (select from pg_extension where extname = 'dragonfly_queue')";
    assert!(!database.one::<bool>(made));
    let answer = database.operator().run(&["install", "--dry-run", "--adopt", "--json"]).json();
    assert_eq!((&answer["installed"], &answer["dry_run"]), (&false.into(), &true.into()));
    let planned = answer["changes"].as_array().unwrap().len();
    let done = database.operator().run(&["install", "--adopt", "--yes", "--json"]).json();
    assert_eq!(done["changes"].as_array().unwrap().len(), planned);
}

#[test]
fn functions_in_the_way_are_shown_and_left_alone() {
    let mut database = Database::bare();
    database.execute(OWN);
    let run = database.operator().run(&["install"]);
    assert_eq!(run.code, 1, "{run:?}");
    assert!(run.stdout.contains("\n  public.queue_job(jsonb)\n"), "{run:?}");
    let other = "  public.queue_job(text,text,jsonb,timestamp with time zone)\n";
    assert!(run.stdout.contains(other), "{run:?}");
    assert!(run.stderr.contains("hint: dragonfly install --adopt"), "{run:?}");
    assert_eq!(where_is(&mut database), ["public select 7::bigint", "public select 8::bigint"]);
    assert!(!database.one::<bool>("select to_regnamespace('dragonfly_legacy') is not null"));
}

#[test]
fn adopt_asks_before_it_moves() {
    let mut database = Database::bare();
    database.execute(OWN);
    let operator = database.operator();
    let piped = operator.run(&["install", "--adopt"]).refused(2);
    assert!(piped.contains("hint: give --yes"), "{piped}");
    let (no, code) = terminal::run(operator.command(&["install", "--adopt"]), 100, "n\n");
    assert!(no.contains("Move 2 functions to schema dragonfly_legacy? [y/N]"), "{no}");
    assert_eq!(code, Some(1), "{no}");
    assert_eq!(where_is(&mut database), ["public select 7::bigint", "public select 8::bigint"]);
    let (yes, code) = terminal::run(operator.command(&["install", "--adopt"]), 100, "y\n");
    assert_eq!(code, Some(0), "{yes}");
    assert!(yes.contains("2 functions moved to schema dragonfly_legacy"), "{yes}");
    let moved = ["dragonfly_legacy select 7::bigint", "dragonfly_legacy select 8::bigint"];
    assert_eq!(where_is(&mut database), moved);
}

#[test]
fn what_fails_after_the_move_takes_it_back() {
    let mut database = Database::bare();
    database.execute(OWN);
    // A table of ours with a key of another type cannot be adopted.
    database.execute(
        "create table public.judgments (id text primary key); insert into judgments values ('x')",
    );
    let said = database.operator().run(&["install", "--adopt", "--yes"]).refused(2);
    assert!(said.contains("judgments"), "{said}");
    assert_eq!(where_is(&mut database), ["public select 7::bigint", "public select 8::bigint"]);
    assert!(!database.one::<bool>("select to_regnamespace('dragonfly') is not null"));
}

#[test]
fn json_is_one_document() {
    let mut database = Database::bare();
    database.execute(OWN);
    let answer = database.operator().run(&["install", "--json"]).json_with(1);
    assert_eq!(answer["installed"], false);
    assert_eq!(answer["in_the_way"].as_array().unwrap().len(), 2);
    let answer = database.operator().run(&["install", "--adopt", "--yes", "--json"]).json();
    assert_eq!(answer["installed"], true);
    assert_eq!(answer["set_aside"].as_array().unwrap().len(), 2);
    assert_eq!(answer["doctor"]["failed"], 0);
}

#[test]
fn lock_down_takes_rights_from_others() {
    let mut database = Database::bare();
    database.operator().run(&["install"]).ok();
    database.execute("grant select on public.plaintiffs to anon");
    let readable = "select has_table_privilege('anon', 'public.plaintiffs', 'select')";
    database.operator().run(&["install"]).ok();
    let before: bool = database.one(readable);
    database.operator().run(&["install", "--lock-down"]).ok();
    assert!(!database.one::<bool>(readable), "before: {before}");
}

/// Functions of an application with names of ours and other arguments.
const OVERLOADS: &str = "
    create function public.dequeue_stage(p_queue text, p_visibility_seconds integer default 30) returns integer
    language sql as 'select 7';
    create function public.dequeue_stage_batch(p_queue text, p_visibility_seconds integer, p_limit integer)
    returns integer language sql as 'select 7';
    create function public.log_call_outcome(plaintiff_id uuid, outcome text, interest text, notes text,
        at timestamptz, by text) returns integer language sql as 'select 7'";

/// What PostgREST answers a worker that asks for content.
fn status_of_a_call(rest: &dragonfly_tests::Rest) -> u16 {
    let body = r#"{"p_queue": "content", "p_visibility_seconds": 30}"#;
    rest.rpc("dequeue_stage", Caller::Role("service_role"), body).status
}

#[test]
fn overloads_are_moved_before_the_extension_is_created() {
    let mut database = Database::bare();
    database.execute(OVERLOADS);
    let run = database.operator().run(&["install"]);
    assert_eq!(run.code, 1, "{run:?}");
    assert!(run.stdout.contains("\n  public.dequeue_stage(text,integer)\n"), "{run:?}");
    let answer = database.operator().run(&["install", "--adopt", "--yes", "--json"]).json();
    assert_eq!(answer["set_aside"].as_array().unwrap().len(), 3, "{answer}");
    assert_eq!(answer["doctor"]["failed"], 0, "{answer}");
    let rest = database.rest();
    assert_eq!(status_of_a_call(&rest), 200);
}

#[test]
fn overloads_that_came_later_are_found_and_moved() {
    let mut database = Database::new();
    let rest = database.rest();
    assert_eq!(status_of_a_call(&rest), 200);
    database.execute(OVERLOADS);
    rest.reload();
    assert_eq!(status_of_a_call(&rest), 300);
    let run = database.operator().run(&["install"]);
    assert_eq!(run.code, 1, "{run:?}");
    assert!(run.stdout.contains("[FAIL] overloads: public.dequeue_stage(text,integer)"), "{run:?}");
    let said = database.operator().run(&["install", "--adopt", "--yes"]).ok();
    assert!(said.contains("3 functions moved to schema dragonfly_legacy"), "{said}");
    rest.reload();
    assert_eq!(status_of_a_call(&rest), 200);
    database.operator().run(&["install", "--adopt", "--yes"]).ok();
}

#[test]
fn an_application_s_view_is_set_aside_and_counted() {
    let mut database = Database::bare();
    database.execute("create view public.v_enforcement_overview as select 1 as judgment_id");
    let run = database.operator().run(&["install"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(run.stdout.contains("set aside 1 view\n"), "{run:?}");
    assert!(
        run.stdout.contains("[WARN] legacy views: dragonfly_legacy.v_enforcement_overview"),
        "{run:?}"
    );
    assert!(
        run.stderr.contains("was an application's own and is now dragonfly_legacy."),
        "{run:?}"
    );
}
