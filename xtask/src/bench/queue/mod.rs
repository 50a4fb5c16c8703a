//! The figures of area `queue`.

pub mod batch;
pub mod consume;
pub mod enqueue;
pub mod keys;
pub mod wake;

/// Empties every table that an enqueue writes, ours and the ones it is compared with.
const RESET: &str = "truncate dragonfly.idempotency_keys, pgmq.q_enrich,
    bench.floor_keys, bench.floor_queue, pgmq.q_plain";
