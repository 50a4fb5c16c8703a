//! pgmq 1.5.1, which Supabase ships, for the tests of old versions.
//!
//! The crate has no full script of it, but its upgrade scripts from 1.1 to 1.5.1 define every function of
//! 1.5.1 anew. Played in order onto the tables and types of 1.1 they give 1.5.1.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

/// The version that comes out.
pub const VERSION: &str = "1.5.1";

// Upgrades between these that are not named changed nothing.
const UPGRADES: [&str; 11] = [
    "1.1.0--1.1.1",
    "1.1.1--1.2.0",
    "1.2.0--1.2.1",
    "1.3.3--1.4.0",
    "1.4.0--1.4.1",
    "1.4.1--1.4.2",
    "1.4.2--1.4.3",
    "1.4.3--1.4.4",
    "1.4.4--1.4.5",
    "1.4.5--1.5.0",
    "1.5.0--1.5.1",
];
const TYPES: &str = "
create type pgmq.message_record as (
    msg_id bigint, read_ct integer, enqueued_at timestamptz, vt timestamptz, message jsonb
);
create type pgmq.metrics_result as (
    queue_name text, queue_length bigint, newest_msg_age_sec int, oldest_msg_age_sec int,
    total_messages bigint, scrape_time timestamptz
);
";

/// The script of 1.5.1, from the folder of the crate's SQL. Unlike later versions it does not tell
/// `pg_dump` about the rows of pgmq.meta.
pub fn script(sources: &Path) -> Result<String> {
    let present = fs::read_to_string(sources.join("pgmq.sql"))?;
    let mut text = statement(&present, "CREATE TABLE IF NOT EXISTS pgmq.meta (", ");\n")?;
    text.extend(present.lines().filter(|line| is_grant(line)).flat_map(|line| [line, "\n"]));
    text += TYPES;
    text += &statement(&present, "CREATE FUNCTION pgmq.\"metrics_all\"()", "LANGUAGE plpgsql;\n")?;
    for upgrade in UPGRADES {
        text += &fs::read_to_string(sources.join(format!("pgmq--{upgrade}.sql")))?;
        text += "\n";
    }
    Ok(text)
}

/// Rights of `pg_monitor`.
fn is_grant(line: &str) -> bool {
    line.ends_with("TO pg_monitor;")
}

/// The first statement that begins so, up to the first such end.
fn statement(text: &str, begin: &str, end: &str) -> Result<String> {
    let missing = || format!("pgmq's SQL has no {begin}");
    let (_, rest) = text.split_once(begin).with_context(missing)?;
    let (body, _) = rest.split_once(end).with_context(missing)?;
    Ok([begin, body, end].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_statement_is_cut_out_whole() {
        let text = "create a (\n x int\n);\ncreate b (\n y int\n);\n";
        assert_eq!(
            statement(text, "create b (", ");\n").ok().as_deref(),
            Some("create b (\n y int\n);\n")
        );
        assert!(statement(text, "create c (", ");\n").is_err());
    }
}
