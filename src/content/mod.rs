//! Staged content jobs and their dispatcher (docs/contract/content.md): a job goes through stages, each of them a row of
//! `content_job_stages` and a message on a queue; workers take messages, say what became of the stage,
//! and a dispatch cycle starts workers where there is something to do.
//!
//! Locks are taken in one order everywhere: message, job, stage.

mod api;
mod deliver;
mod dispatch;
mod enqueue;
mod finish;
mod letters;
mod reclaim;
mod statements;
mod store;
mod supervise;
mod upkeep;

/// The stages that have a problem: `stage`, `problem`.
pub const PROBLEMS: &str = include_str!("sql/stage_problems.sql");
