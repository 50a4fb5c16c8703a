//! One module per command.

pub mod enqueue;
