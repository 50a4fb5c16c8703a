//! The operator's side: is everything there, does it hang together, what to do next.

mod checks;
mod rpc;
mod store;
