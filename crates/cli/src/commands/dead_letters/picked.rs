//! Dead letters that are picked one by one, sent back by the function that takes the oldest.
//!
//! `workers.replay_dead_letters` leaves out what another session holds. So another session holds all the
//! letters that were not picked; one that arrived since then takes the batch back.

use std::collections::HashSet;

use super::letter::{Office, refused};
use super::replay::{Replayed, replay};
use crate::db::Db;
use crate::failure::Failure;

/// Locks the letters that are not in `$1`.
const HOLD: &str = "
    select count(*) from (
        select from {table} where not msg_id = any (string_to_array($1, ',')::bigint[])
        for update skip locked) as held";
const ATTEMPTS: usize = 5;

/// Some letters, while nobody else can replay the others.
pub struct Picked<'a> {
    office: &'a Office<'a>,
    keeper: Db,
    ids: HashSet<i64>,
}

impl<'a> Picked<'a> {
    /// Holds the others until it is dropped.
    pub async fn new(
        office: &'a Office<'a>,
        keeper: Db,
        ids: HashSet<i64>,
    ) -> Result<Self, Failure> {
        keeper.run("begin").await?;
        let picked = Self { office, keeper, ids };
        picked.hold_the_others().await?;
        Ok(picked)
    }

    async fn hold_the_others(&self) -> Result<(), Failure> {
        let ids: Vec<_> = self.ids.iter().map(ToString::to_string).collect();
        self.keeper.rows(&self.office.in_table(HOLD), &[&ids.join(",")]).await.map(drop)
    }

    /// Sends back so many of them.
    pub async fn replay(&self, limit: usize) -> Result<Vec<Replayed>, Failure> {
        let db = self.office.db;
        for _ in 0..ATTEMPTS {
            db.run("begin").await?;
            let replayed = replay(db, None, limit).await;
            let right = replayed.as_ref().is_ok_and(|replayed| {
                replayed.iter().all(|letter| self.ids.contains(&letter.msg_id))
            });
            let ended = db.run(if right { "commit" } else { "rollback" }).await;
            let replayed = replayed?;
            ended?;
            if right {
                return Ok(replayed);
            }
            self.hold_the_others().await?;
        }
        Err(refused(
            "new dead letters keep arriving",
            "try again, or stop the workers for a moment",
        ))
    }
}
