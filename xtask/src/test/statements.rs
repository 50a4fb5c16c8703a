//! The golden dump: the final text of every kept statement, as the extension prepared it during the SQL
//! tests, one file each under docs/statements. A change of a statement shows there as a difference.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use anyhow::{Result, ensure};
use dragonfly_domain::queue::Kind;
use dragonfly_domain::{content, workers};
use dragonfly_tests::tools;
use sqlformat::{FormatOptions, Indent, QueryParams};

const FOLDER: &str = "docs/statements";

/// Precedes name and object of a statement in the server's log, its text the statement's own.
const MARK: &str = "kept statement ";

/// Compares the statements of a server's log with the dump; how many files differ. With `accept` the dump
/// becomes what the log has.
pub fn check(log: &str, accept: bool) -> Result<usize> {
    let found = files(read(log))?;
    let unseen = unseen(&found)?;
    for name in &unseen {
        println!("{name} was not prepared by any SQL test");
    }
    let folder = tools::workspace().join(FOLDER);
    let kept = kept(&folder)?;
    if accept {
        write(&folder, &kept, &found)?;
        return Ok(unseen.len());
    }
    let paths: BTreeSet<_> = kept.keys().chain(found.keys()).collect();
    let stale: Vec<_> =
        paths.into_iter().filter(|path| kept.get(*path) != found.get(*path)).collect();
    for path in &stale {
        let what = match (kept.get(*path), found.get(*path)) {
            (None, _) => "is new",
            (_, None) => "was not prepared by any test",
            _ => "differs",
        };
        println!("{FOLDER}/{path} {what}; `cargo xtask statements` writes it");
    }
    Ok(stale.len() + unseen.len())
}

/// Statements that only a storm, a very large message or a row from before the extension has prepared.
const RARE: [&str; 5] = [
    "content/existing_jobs",
    "content/lock_claimed_jobs_skip",
    "imports/disown_rows",
    "jobs/give_back",
    "queue/shrink",
];

/// The statements of the extension that are missing, but for the rare ones.
fn unseen(found: &BTreeMap<String, String>) -> Result<Vec<String>> {
    let name = |path: &String| path.split('.').next().map(str::to_owned);
    let prepared: BTreeSet<_> = found.keys().filter_map(name).collect();
    let names = named()?;
    ensure!(!names.is_empty(), "no statements in src/*/statements.rs");
    let is_missing = |name: &String| !prepared.contains(name) && !RARE.contains(&name.as_str());
    Ok(names.into_iter().filter(is_missing).collect())
}

/// The names, `area/statement`, in every src/<area>/statements.rs.
fn named() -> Result<BTreeSet<String>> {
    let mut names = BTreeSet::new();
    for area in fs::read_dir(tools::workspace().join("src"))? {
        let Ok(text) = fs::read_to_string(area?.path().join("statements.rs")) else { continue };
        for constructed in text.split("Statement::").skip(1) {
            let name = constructed.split('"').nth(1).filter(|name| name.contains('/'));
            names.extend(name.map(str::to_owned));
        }
    }
    Ok(names)
}

/// A statement that was prepared.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Prepared {
    /// Area and name.
    name: String,
    /// The queue it is for; empty when there is only one.
    object: String,
    /// Its text.
    sql: String,
}

/// The statements of a log: continued lines begin with a tab.
fn read(log: &str) -> BTreeSet<Prepared> {
    let mut found = BTreeSet::new();
    let mut lines = log.lines().peekable();
    while let Some(line) = lines.next() {
        let Some((_, name)) = line.split_once(MARK) else { continue };
        let Some((name, object)) = name.rsplit_once('#') else { continue };
        let Some((_, first)) = lines.next().and_then(|line| line.split_once("DETAIL:  ")) else {
            continue;
        };
        let mut sql = first.to_owned();
        while let Some(more) = lines.next_if(|line| line.starts_with('\t')) {
            sql.push('\n');
            sql.push_str(more.trim_start_matches('\t'));
        }
        found.insert(Prepared { name: name.to_owned(), object: object.to_owned(), sql });
    }
    found
}

/// One file for each statement, with its texts for one object: a built-in queue where there is one. There are
/// several where a test changed the types of columns.
fn files(prepared: BTreeSet<Prepared>) -> Result<BTreeMap<String, String>> {
    let mut by_name: BTreeMap<String, BTreeMap<(bool, String), BTreeSet<String>>> = BTreeMap::new();
    for statement in prepared {
        let rank = (!is_built_in(&statement.object), statement.object);
        by_name.entry(statement.name).or_default().entry(rank).or_default().insert(statement.sql);
    }
    let mut files = BTreeMap::new();
    for (path, mut objects) in by_name {
        let Some(((_, object), texts)) = objects.pop_first() else { continue };
        let path = if object.is_empty() { path } else { format!("{path}.{object}") };
        let texts: Vec<_> = texts.iter().map(|sql| pretty(sql)).collect::<Result<_>>()?;
        files.insert(format!("{path}.sql"), texts.concat());
    }
    Ok(files)
}

fn is_built_in(queue: &str) -> bool {
    Kind::from_name(queue).is_some()
        || content::QUEUES.contains(&queue)
        || workers::QUEUES.contains(&queue)
}

/// The types of the arguments, and the statement with line breaks and indents of one manner.
fn pretty(text: &str) -> Result<String> {
    let options = FormatOptions { indent: Indent::Spaces(4), ..FormatOptions::default() };
    let (types, sql) = text.split_once('\n').unwrap_or_default();
    let pretty = sqlformat::format(sql, &QueryParams::None, &options);
    let bare = |text: &str| text.split_whitespace().collect::<String>();
    ensure!(bare(&pretty) == bare(sql), "formatting changed a statement\n{sql}\n{pretty}");
    Ok(format!("-- {types}\n{};\n", pretty.trim_end().trim_end_matches(';')))
}

/// The dump as it is, by path below its folder.
fn kept(folder: &Path) -> Result<BTreeMap<String, String>> {
    let mut kept = BTreeMap::new();
    let Ok(areas) = fs::read_dir(folder) else { return Ok(kept) };
    for area in areas {
        let area = area?;
        if !area.file_type()?.is_dir() {
            continue;
        }
        for file in fs::read_dir(area.path())? {
            let file = file?;
            let path = format!(
                "{}/{}",
                area.file_name().to_string_lossy(),
                file.file_name().to_string_lossy()
            );
            kept.insert(path, fs::read_to_string(file.path())?);
        }
    }
    Ok(kept)
}

fn write(
    folder: &Path,
    kept: &BTreeMap<String, String>,
    found: &BTreeMap<String, String>,
) -> Result<()> {
    for path in kept.keys().filter(|path| !found.contains_key(*path)) {
        fs::remove_file(folder.join(path))?;
    }
    for (path, text) in found {
        let file = folder.join(path);
        file.parent().map(fs::create_dir_all).transpose()?;
        fs::write(file, text)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOG: &str = "\
2026-01-01 [1] a@b DEBUG:  kept statement content/lock_job#tsv
2026-01-01 [1] a@b DETAIL:  ()
\tselect 1
\t  from a
2026-01-01 [1] a@b STATEMENT:  select f()
2026-01-01 [1] a@b DEBUG:  kept statement content/lock_job#content
2026-01-01 [1] a@b DETAIL:  (int4, text)
\tselect 2 from a
2026-01-01 [1] a@b DEBUG:  kept statement shared/caller#
2026-01-01 [1] a@b DETAIL:  ()
\tselect current_user
";

    #[test]
    fn a_statement_has_one_file_with_the_text_of_one_queue() -> Result<()> {
        let files: Vec<_> = files(read(LOG))?.into_iter().collect();
        let expected = [
            ("content/lock_job.content.sql", "-- (int4, text)\nselect\n    2\nfrom\n    a;\n"),
            ("shared/caller.sql", "-- ()\nselect\n    current_user;\n"),
        ];
        assert_eq!(files, expected.map(|(path, sql)| (path.to_owned(), sql.to_owned())));
        Ok(())
    }

    #[test]
    fn continued_lines_belong_to_the_statement() {
        let found = read(LOG);
        assert!(found.iter().any(|statement| statement.sql == "()\nselect 1\n  from a"));
    }
}
