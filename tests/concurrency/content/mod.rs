//! Staged content under many workers: whole jobs, failures, workers that vanish or are overtaken, messages
//! that are no good, and everything beside everything.

mod beside;
mod controls;
mod crash;
mod cycles;
mod direct;
mod flow;
mod overtaken;
mod poison;
mod stale;
mod verdict;
mod worker;
