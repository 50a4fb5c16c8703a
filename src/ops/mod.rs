//! The operator's side: is everything there, does it hang together, what to do next.

mod api;
mod checks;
mod foreign;
mod objects;
mod state;
mod store;
