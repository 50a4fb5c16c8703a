//! `dragonfly`, the operator's program.
fn main() {}
