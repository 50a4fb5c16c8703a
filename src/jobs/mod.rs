//! Jobs, their runs and artifacts (docs/contract/jobs.md): applications ask for a job, workers claim it, say how
//! far they are and what they made. Tables, triggers and the queue of what may still be claimed stand
//! in `sql/schema/jobs.sql`.

mod api;
mod claims;
mod runs;
mod statements;
mod store;

pub use api::CHANNEL;
