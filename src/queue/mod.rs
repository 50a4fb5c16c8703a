//! Job queues behind one RPC (docs/contract/queue.md): producers call `queue_job` and `queue_jobs`, consumers
//! `dequeue_job(s)` and `pgmq_delete(_many)`; an idle consumer waits for a notification. Messages
//! live in pgmq's tables, idempotency keys in `dragonfly.idempotency_keys`.

mod api;
mod batch;
mod fate;
mod handing;
mod operating;
mod purge;
mod sifting;
mod statements;
mod store;
mod tables;
mod waking;

pub use api::put;
pub use batch::enqueue_own as put_own;
pub use sifting::{Oversized, Sifted, shrink, sift};
pub use store::{ROUNDS, give_back, known, put_back, swallowed, wake};
pub use tables::exists;
