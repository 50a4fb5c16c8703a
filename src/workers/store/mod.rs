//! Statements of the workers' functions; each is kept, one per queue where it names one.
//!
//! Locks are taken in one order everywhere: the message's row, then the registry's; several in the order
//! of their ids, then of their keys; counters last.

mod copies;
mod dead;
mod finish;
mod health;
mod older;
mod poll;
mod queue;
mod replay;
mod send;
mod slots;

pub use copies::{Copied, unwrap};
pub use dead::{Letter, Sender, bury};
pub use finish::{Held, Jobs, Results, complete, extend, hold, keys, release, retry};
pub use health::{Beat, Stale, beat, count, stale};
pub use older::{End, close_latest, is_processed, log_letter, standing};
pub use poll::{Claim, Taken, archive_settled, claim, read};
pub use queue::{Policy, policy};
pub use replay::{Choice, Waiting, letters, purge, replay};
pub use send::{send, send_unkeyed};
pub use slots::count_failed;
