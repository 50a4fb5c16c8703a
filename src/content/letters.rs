//! SQL signatures about the dead letters of content: back to their queue, or away.

use crate::statement::Busy;
use std::collections::HashMap;

use dragonfly_domain::content::{Stage, letters, queue};
use dragonfly_domain::input::InputFault;
use pgrx::datum::{Interval, Uuid};
use pgrx::prelude::*;

use super::enqueue::{self, Order};
use super::store::waiting::{self as store, Choice, Waiting};
use super::store::{require_read_committed, rows};
use crate::body::age;
use crate::error::Result;
use crate::{boundary, ids};

/// Queues the stages of dead letters again, with all of their attempts, oldest first, all in one transaction;
/// those that somebody else replayed meanwhile are left out. `action`: `replayed`, `would_replay` (dry run), `skipped`
/// (the message named no job, was too large, or its stage is no longer given up). `service_role`.
#[pg_extern(schema = "public", volatile, parallel_unsafe)]
#[search_path(pg_catalog, pg_temp)]
#[allow(clippy::type_complexity, reason = "the columns of the answer")]
fn replay_content_dead_letters(
    p_queue: default!(Option<&str>, "NULL"),
    p_max_count: default!(Option<i32>, "100"),
    p_dry_run: default!(Option<bool>, "false"),
    p_ids: default!(Option<Vec<Option<i64>>>, "NULL"),
) -> TableIterator<
    'static,
    (
        name!(letter_id, i64),
        name!(queue_name, Option<String>),
        name!(job_id, Option<Uuid>),
        name!(stage, Option<String>),
        name!(age_seconds, Option<i64>),
        name!(attempts, Option<i32>),
        name!(error, Option<String>),
        name!(action, String),
        name!(new_msg_id, Option<i64>),
    ),
> {
    let replayed = boundary::run("replay_content_dead_letters", || {
        require_read_committed()?;
        let of_queue = p_queue.map(|name| queue("p_queue", Some(name))).transpose()?;
        let choice = Choice { queue: of_queue, ids: p_ids, most: letters(p_max_count)? };
        if p_dry_run.unwrap_or_default() {
            let letters = store::waiting(&choice)?;
            return Ok(letters.into_iter().map(|letter| (letter, None)).collect());
        }
        replay(&choice)
    });
    let dry_run = p_dry_run.unwrap_or_default();
    TableIterator::new(replayed.into_iter().map(move |(letter, new_id)| {
        let action = match (new_id, letter.replayable && dry_run) {
            (Some(_), _) => "replayed",
            (None, true) => "would_replay",
            (None, false) => "skipped",
        };
        let Waiting { id, queue, job_id, stage, age_seconds, attempts, error, .. } = letter;
        (id, queue, job_id, stage, age_seconds, attempts, error, action.to_owned(), new_id)
    }))
}

type Replayed = Vec<(Waiting, Option<i64>)>;

/// Jobs are locked first, by id, then letters: who queues a stage by hand holds its job when it comes to the letter.
/// What is found under the locks is what counts.
fn replay(choice: &Choice<'_>) -> Result<Replayed> {
    let chosen = store::waiting(choice)?;
    let mut job_ids: Vec<_> =
        chosen.iter().filter_map(|letter| letter.job_id).map(ids::of).collect();
    job_ids.sort_unstable();
    job_ids.dedup();
    rows::lock_jobs(&job_ids, Busy::Wait, false)?;
    let locked = store::lock(chosen.iter().map(|letter| letter.id).collect())?;
    let locked = locked.into_iter().map(Some).collect();
    let letters = store::waiting(&Choice { queue: None, ids: Some(locked), most: choice.most })?;
    let mut new_ids = HashMap::new();
    for letter in letters.iter().filter(|letter| letter.replayable) {
        new_ids.insert(letter.id, queue_again(letter)?);
    }
    let with_id = |letter: Waiting| {
        let new_id = new_ids.get(&letter.id).copied().flatten();
        (letter, new_id)
    };
    Ok(letters.into_iter().map(with_id).collect())
}

/// Queues the stage of a letter, which resolves the letter; the message's id.
fn queue_again(letter: &Waiting) -> Result<Option<i64>> {
    let (Some(job_id), Some(stage), Some(queue)) = (letter.job_id, &letter.stage, &letter.queue)
    else {
        return Ok(None);
    };
    let stage = Stage::of_row(stage);
    let order = Order {
        queue,
        job_id: ids::of(job_id),
        stage,
        payload: store::payload(letter.id)?,
        priority: letter.priority.unwrap_or_default(),
        delay: 0,
        visibility: rows::visibility(ids::of(job_id), stage)?,
        max_attempts: None,
        retry_delay: None,
    };
    enqueue::locked(&order).map(Some)
}

/// Removes dead letters that are older than that, or have one of these ids (with both, both must hold); how
/// many. The events of their jobs stay. `service_role`. Errors: neither, a negative interval, or one of over a
/// thousand years.
#[pg_extern(schema = "public", volatile, parallel_unsafe)]
#[search_path(pg_catalog, pg_temp)]
fn purge_content_dead_letters(
    p_older_than: default!(Option<Interval>, "NULL"),
    p_ids: default!(Option<Vec<Option<i64>>>, "NULL"),
) -> i64 {
    boundary::run("purge_content_dead_letters", || {
        if p_ids.is_none() && p_older_than.is_none() {
            return Err(InputFault::Missing("p_older_than").into());
        }
        store::purge(age("p_older_than", p_older_than)?, p_ids)
    })
}
