//! The program `dragonfly`, run as an operator runs it, against a real cluster.
// Test code: a broken precondition is a failed test, and the panic is its report.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod dragonfly;
mod enqueue_file;
mod enqueue_one;
mod help;
mod target;
