//! One module per command.

pub mod alert_test;
pub mod completions;
pub mod dead_letters;
pub mod dispatch;
pub mod doctor;
pub mod enqueue;
pub mod install;
pub mod job;
pub mod peek;
pub mod queues;
pub mod serve;
pub mod uninstall;
pub mod workers;
