//! Which database is meant, and what is said when there is none.

use std::time::{Duration, Instant};

use crate::dragonfly::{Database, Operator};

const PING: [&str; 3] = ["enqueue", "enrich", "doctor:ping"];
/// Nobody listens on port 1.
const NOWHERE: &str = "postgres://ann:s3cret@127.0.0.1:1/postgres";

#[test]
fn without_a_database_the_ways_to_name_one_are_listed() {
    let said = Operator::new().run(&PING).refused(2);
    assert!(said.starts_with("error: no database is named\nhint: give --database-url"), "{said}");
    assert!(said.contains("SUPABASE_DB_URL"), "{said}");
}

#[test]
fn a_server_that_does_not_answer_is_named_without_its_password() {
    let started = Instant::now();
    let said = Operator::of(NOWHERE).run(&PING).refused(2);
    assert!(started.elapsed() < Duration::from_secs(10));
    assert!(said.contains("cannot connect to ann@127.0.0.1:1/postgres (DATABASE_URL)"), "{said}");
    assert!(said.contains("Connection refused") && said.contains("hint: check host"), "{said}");
    assert!(!said.contains("s3cret"), "{said}");
}

#[test]
fn a_connection_string_that_is_none_is_not_quoted() {
    let said = Operator::of("postgres://ann:s3cret@host:port/d").run(&PING).refused(2);
    assert!(said.starts_with("error: DATABASE_URL is not a connection string\nhint: "), "{said}");
    assert!(!said.contains("s3cret"), "{said}");
}

#[test]
fn the_option_wins_over_the_variable_and_the_variable_over_the_file() {
    let database = Database::new();
    let url = database.url();
    let lost = Operator::of(NOWHERE);
    lost.run(&["enqueue", "enrich", "by:option", "--database-url", &url]).ok();
    let by_variable = Operator::new().variable("SUPABASE_DB_URL", &url);
    by_variable.file(".env.prod", &format!("DATABASE_URL={NOWHERE}\n"));
    let run = by_variable.run(&["--env", "prod", "enqueue", "enrich", "by:variable"]);
    assert!(run.stderr.contains("warning: DATABASE_URL of .env.prod is not used"), "{run:?}");
    run.ok();
}

#[test]
fn an_environment_without_its_file_is_not_whatever_the_shell_has_left_over() {
    let mut database = Database::new();
    let operator = database.operator();
    let said = operator.run(&["--env", "prod", "enqueue", "enrich", "k"]).refused(2);
    assert!(said.starts_with("error: there is no .env.prod here\nhint: --env reads it"), "{said}");
    assert_eq!(database.depth("enrich"), 0);
    // Who gives the database with the option means it; SUPABASE_MODE only labels.
    let url = database.url();
    let run = operator.run(&["--env", "prod", "--database-url", &url, "enqueue", "enrich", "k"]);
    assert!(run.stderr.contains("database: prod: postgres@"), "{run:?}");
    let labelled = operator.variable("SUPABASE_MODE", "prod").run(&["enqueue", "enrich", "k"]);
    assert!(labelled.stderr.contains("database: prod: postgres@"), "{labelled:?}");
    assert_eq!(database.depth("enrich"), 1);
}

#[test]
fn the_environment_picks_its_file_and_is_told() {
    let database = Database::new();
    let operator = Operator::new();
    operator.file(".env.dev", &format!("DATABASE_URL='{NOWHERE}'\n"));
    operator.file(".env.prod", &format!("# ours\nDATABASE_URL='{}'\n", database.url()));
    let said = operator.run(&["--env", "dev", "enqueue", "enrich", "k"]).refused(2);
    assert!(said.contains("dev: ann@127.0.0.1:1/postgres (DATABASE_URL of .env.dev)"), "{said}");
    let operator = operator.variable("SUPABASE_MODE", "prod").variable("ENVIRONMENT", "dev");
    let run = operator.run(&["enqueue", "enrich", "k"]);
    assert!(run.stderr.contains("database: prod: postgres@"), "{run:?}");
    run.ok();
}
