//! The rules of `dragonfly_queue` as plain Rust: no I/O, no clock, no database.
#![forbid(unsafe_code)]
