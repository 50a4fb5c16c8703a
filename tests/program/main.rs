//! The program `dragonfly`, run as an operator runs it, against a real cluster.
// Test code: a broken precondition is a failed test, and the panic is its report.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod alert_test;
mod dead_letters;
mod dead_letters_chosen;
mod dead_letters_content;
mod deploy;
mod dispatch;
mod dispatch_problems;
mod doctor;
mod doctor_rest;
mod dragonfly;
mod enqueue_file;
mod enqueue_interrupted;
mod enqueue_one;
mod help;
mod hostile_text;
mod install;
mod peek;
mod queues;
mod queues_alert;
mod running;
mod screen;
mod serve;
mod serve_crowd;
mod serve_locked;
mod stub;
mod target;
mod terminal;
mod tls;
mod uninstall;
mod workers;
