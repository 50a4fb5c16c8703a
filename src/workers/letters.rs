//! SQL signatures about dead letters: back to their queue, or away.

use std::collections::{BTreeMap, HashMap};

use dragonfly_domain::field::Field;
use dragonfly_domain::input::{InputFault, malformed};
use dragonfly_domain::workers::{max_count, worker_queue};
use pgrx::datum::{Interval, clock_timestamp};
use pgrx::prelude::*;

use super::store::{self, Waiting};
use crate::caller::require_read_committed;
use crate::error::Result;
use crate::{boundary, queue};

/// What was done with a dead letter.
struct Replayed {
    letter: Waiting,
    action: &'static str,
    new_id: Option<i64>,
}

/// Sends dead letters back to their queues as they were, oldest first, all in one transaction; those that
/// somebody else replays are left out. `action`: `replayed`, `would_replay` (dry run), `skipped` (no such
/// queue, or nothing to send back). `service_role`.
#[pg_extern(volatile, parallel_unsafe)]
#[search_path(pg_catalog, pg_temp)]
#[allow(clippy::type_complexity, reason = "the columns of the answer")]
fn replay_dead_letters(
    queue: default!(Option<&str>, "NULL"),
    max_count: default!(Option<i32>, "100"),
    dry_run: default!(Option<bool>, "false"),
) -> TableIterator<
    'static,
    (
        name!(msg_id, i64),
        name!(original_queue, Option<String>),
        name!(age_seconds, Option<i64>),
        name!(attempts, Option<i32>),
        name!(error, Option<String>),
        name!(action, String),
        name!(new_msg_id, Option<i64>),
    ),
> {
    let replayed = boundary::run("replay_dead_letters", || {
        require_read_committed()?;
        let most = self::max_count(max_count)?;
        let of_queue = queue.map(|queue| worker_queue(Some(queue))).transpose()?;
        replay(of_queue.as_deref(), most, dry_run.unwrap_or_default())
    });
    TableIterator::new(replayed.into_iter().map(|Replayed { letter, action, new_id }| {
        let Waiting { msg_id, original_queue, age_seconds, attempts, error, .. } = letter;
        (msg_id, original_queue, age_seconds, attempts, error, action.to_owned(), new_id)
    }))
}

fn replay(of_queue: Option<&str>, most: i32, dry_run: bool) -> Result<Vec<Replayed>> {
    let letters = store::letters(of_queue, most, !dry_run)?;
    let mut by_queue: BTreeMap<String, Vec<i64>> = BTreeMap::new();
    for letter in letters.iter().filter(|letter| letter.has_payload) {
        if let Some(name) = destination(letter)? {
            by_queue.entry(name).or_default().push(letter.msg_id);
        }
    }
    let mut new_ids: HashMap<i64, Option<i64>> = HashMap::with_capacity(letters.len());
    for (name, of_queue) in by_queue {
        if dry_run {
            new_ids.extend(of_queue.into_iter().map(|msg_id| (msg_id, None)));
            continue;
        }
        let sent = store::replay(&name, of_queue, clock_timestamp())?;
        new_ids.extend(sent.into_iter().map(|(msg_id, new_id)| (msg_id, Some(new_id))));
        queue::wake(&name)?;
    }
    let replayed = letters.into_iter().map(|letter| match new_ids.get(&letter.msg_id) {
        Some(Some(new_id)) => Replayed { letter, action: "replayed", new_id: Some(*new_id) },
        Some(None) => Replayed { letter, action: "would_replay", new_id: None },
        None => Replayed { letter, action: "skipped", new_id: None },
    });
    Ok(replayed.collect())
}

/// The queue that a letter's message came from, when it is there.
fn destination(letter: &Waiting) -> Result<Option<String>> {
    let Ok(name) = worker_queue(letter.original_queue.as_deref()) else { return Ok(None) };
    Ok(queue::exists(&name)?.then_some(name))
}

/// A thousand years: further back, the calendar of timestamps ends.
const LONGEST_MICROS: i128 = 1000 * 366 * 24 * 3600 * 1_000_000;

/// Removes dead letters that are older than that and resolves them in the log; how many.
/// `service_role`. Errors: no interval, a negative one, or one of over a thousand years.
#[pg_extern(volatile, parallel_unsafe)]
#[search_path(pg_catalog, pg_temp)]
fn purge_dead_letters(older_than: Option<Interval>) -> i64 {
    boundary::run("purge_dead_letters", || {
        let older_than = older_than.ok_or(InputFault::Missing("older_than"))?;
        if !(0..=LONGEST_MICROS).contains(&older_than.as_micros()) {
            let shown = older_than.to_string();
            let sent = Field::from_text(Some(&shown));
            return Err(malformed("older_than", "an interval of 0 to 1000 years", &sent).into());
        }
        store::purge(older_than)
    })
}
