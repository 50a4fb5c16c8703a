//! SQL signatures about dead letters: back to their queue, or away.

use std::collections::{BTreeMap, HashMap};

use dragonfly_domain::input::InputFault;
use dragonfly_domain::workers::{max_count, worker_queue};
use pgrx::datum::{Interval, clock_timestamp};
use pgrx::prelude::*;

use super::store::{self, Choice, Waiting};
use crate::body::age;
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
/// somebody else replays are left out. `queue` and `ids` choose; no other letter is locked. `action`: `replayed`, `would_replay` (dry run), `skipped` (no such
/// queue, or nothing to send back). `service_role`.
#[pg_extern(volatile, parallel_unsafe)]
#[search_path(pg_catalog, pg_temp)]
#[allow(clippy::type_complexity, reason = "the columns of the answer")]
fn replay_dead_letters(
    queue: default!(Option<&str>, "NULL"),
    max_count: default!(Option<i32>, "100"),
    dry_run: default!(Option<bool>, "false"),
    ids: default!(Option<Vec<Option<i64>>>, "NULL"),
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
        let choice = Choice { queue: of_queue.as_deref(), ids, most };
        replay(choice, dry_run.unwrap_or_default())
    });
    TableIterator::new(replayed.into_iter().map(|Replayed { letter, action, new_id }| {
        let Waiting { msg_id, original_queue, age_seconds, attempts, error, .. } = letter;
        (msg_id, original_queue, age_seconds, attempts, error, action.to_owned(), new_id)
    }))
}

fn replay(choice: Choice<'_>, dry_run: bool) -> Result<Vec<Replayed>> {
    let letters = store::letters(choice, !dry_run)?;
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

/// Removes dead letters that are older than that, or have one of these ids (with both, both must hold), and
/// resolves them in the log; how many. `service_role`. Errors: neither, a negative interval, or one of over a
/// thousand years.
#[pg_extern(volatile, parallel_unsafe)]
#[search_path(pg_catalog, pg_temp)]
fn purge_dead_letters(
    older_than: Option<Interval>,
    ids: default!(Option<Vec<Option<i64>>>, "NULL"),
) -> i64 {
    boundary::run("purge_dead_letters", || {
        if ids.is_none() && older_than.is_none() {
            return Err(InputFault::Missing("older_than").into());
        }
        store::purge(age("older_than", older_than)?, ids)
    })
}
