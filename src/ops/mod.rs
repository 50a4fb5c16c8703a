//! The operator's side: is everything there, does it hang together, what to do next.

mod checks;
mod foreign;
mod objects;
mod rpc;
mod state;
mod store;
