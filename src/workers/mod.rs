//! Workers (docs/contract/workers.md): envelopes come in through `enqueue`, workers `poll` and say `succeed` or `fail`;
//! what failed too often lies in the dead letters. `processed_jobs` knows what became of every job,
//! heartbeats who is alive. Older workers take single steps of their own, which stay callable.

mod api;
mod api_older;
mod aside;
mod finishing;
mod letters;
mod message;
mod polling;
mod sending;
mod statements;
mod store;

pub use aside::set_aside;
pub use store::Policy;
