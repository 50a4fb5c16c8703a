//! Many sessions at once, over real connections, crashes included: enqueue, dequeue, purge and wake-ups;
//! the calls on enforcement cases; jobs with their runs.
//!
//! Every check that a storm is judged by is a function, and `controls` runs the same function where
//! the protection is taken away: there it must find something.
// Test code: a broken precondition is a failed test, and the panic is its report.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]
// PostgREST and PostgreSQL are names, not code.
#![allow(clippy::doc_markdown)]

mod support;

mod backend_crash;
mod batches;
mod calls;
mod content;
mod controls;
mod dequeue;
mod enforcement;
mod enqueue;
mod entities;
mod imports;
mod isolation_levels;
mod patience;
mod postmaster_crash;
mod purge;
mod rollbacks;
mod runs;
mod waiting_lock;
mod waking;
mod workers;
