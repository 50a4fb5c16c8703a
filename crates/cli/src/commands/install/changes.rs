//! What `dragonfly.install()` did: counted by kind, or one by one.

use serde::{Deserialize, Serialize};

use crate::screen::{Column, Screen, Tone};

/// A row of `dragonfly.install()`.
#[derive(Debug, Deserialize, Serialize)]
pub struct Change {
    action: String,
    object: String,
}

/// A line a change.
pub fn table(changes: &[Change], screen: Screen) -> String {
    const COLUMNS: [Column; 2] = [Column::Figure("DONE"), Column::Text("OBJECT")];
    let row = |change: &Change| (Tone::Plain, vec![change.action.clone(), change.object.clone()]);
    screen.table(&COLUMNS, changes.iter().map(row).collect())
}

/// What the objects of changes are called.
const KINDS: [&str; 12] = [
    "column",
    "constraint",
    "function",
    "index",
    "job",
    "label",
    "policy",
    "queue",
    "table",
    "trigger",
    "type",
    "view",
];

/// A line for each thing that was done, with the objects counted by what they are.
pub fn sums(changes: &[Change]) -> String {
    let actions = distinct(changes.iter().map(|change| change.action.as_str()));
    let lines = actions.into_iter().map(|action| {
        let of_action = changes.iter().filter(|change| change.action == action);
        let counts: Vec<_> = of_action.map(|change| count(&change.object)).collect();
        let kinds = distinct(counts.iter().map(|(_, kind)| *kind));
        let sum = |kind: &str| counts.iter().filter(|of| of.1 == kind).map(|of| of.0).sum();
        let sums: Vec<_> = kinds.into_iter().map(|kind| words(sum(kind), kind)).collect();
        format!("{action} {}", sums.join(", "))
    });
    lines.chain(["--verbose names every one".to_owned()]).collect::<Vec<_>>().join("\n")
}

/// `table public.jobs` is one table, `4 rows of workers.queue_policy` are four rows.
fn count(object: &str) -> (u64, &str) {
    let first = object.split(' ').next().unwrap_or_default();
    match first.parse() {
        Ok(rows) => (rows, "row"),
        Err(_) if object.contains(" row of ") => (1, "row"),
        Err(_) => (1, if KINDS.contains(&first) { first } else { "object" }),
    }
}

fn words(count: u64, kind: &str) -> String {
    match (count, kind) {
        (1, _) => format!("1 {kind}"),
        (_, "policy") => format!("{count} policies"),
        (_, "index") => format!("{count} indexes"),
        _ => format!("{count} {kind}s"),
    }
}

/// Each once, in the order in which they come.
fn distinct<'a>(words: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut seen = Vec::new();
    for word in words {
        if !seen.contains(&word) {
            seen.push(word);
        }
    }
    seen
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_are_counted_by_what_they_are() {
        let change = |(action, object): (&str, &str)| Change {
            action: action.to_owned(),
            object: object.to_owned(),
        };
        let changes = [
            ("created", "table public.a"),
            ("added", "4 rows of public.a"),
            ("created", "policy p on public.a"),
            ("created", "policy q on public.a"),
            ("added", "pgmq.meta row of enrich"),
            ("granted", "select on public.a to service_role"),
        ];
        let expected = "created 1 table, 2 policies\nadded 5 rows\ngranted 1 object\n\
                        --verbose names every one";
        assert_eq!(sums(&changes.map(change)), expected);
    }
}
