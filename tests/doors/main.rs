//! The doors: how a call arrives over HTTP, through a real PostgREST.
// Test code: a broken precondition is a failed test, and the panic is its report.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod access;
mod bombs;
mod consumer;
mod content;
mod content_flow;
mod enforcement;
mod enforcement_access;
mod enforcement_errors;
mod enforcement_place;
mod enforcement_tables;
mod enforcement_typos;
mod errors;
mod harness;
mod hostile;
mod jobs;
mod key_sets;
mod openapi;
mod place;
mod plaintiffs;
mod roles;
mod seed_curl;
mod statuses;
mod taken_keys;
mod workers;
mod wrong_keys;
