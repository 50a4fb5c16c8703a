//! Messages that nobody can be handed, on their way to the dead letters.

use crate::statement::Busy;
use dragonfly_domain::workers::DeadCause;
use pgrx::datum::TimestampWithTimeZone;

use super::store::{self, Letter, Sender};
use crate::error::Result;
use crate::queue::{self, Oversized};

/// Moves messages of a queue, named plainly, to the dead letters, and counts them as failures.
pub fn set_aside(queue: &str, oversized: &[Oversized], now: TimestampWithTimeZone) -> Result<()> {
    if oversized.is_empty() {
        return Ok(());
    }
    let buried = bury(queue, queue, oversized, now)?;
    store::count_failed(queue, buried, now)
}

/// The same without counting; `given` is the queue as the letters name it. How many went.
pub fn bury(
    queue: &str,
    given: &str,
    oversized: &[Oversized],
    now: TimestampWithTimeZone,
) -> Result<usize> {
    if oversized.is_empty() {
        return Ok(0);
    }
    queue::shrink(queue, oversized)?;
    let letters: Vec<_> = oversized.iter().map(letter).collect();
    let sender = Sender { given, worker: None, max_attempts: 0, now, busy: Busy::Skip };
    let buried = store::bury(queue, &letters, &sender)?.len();
    for message in oversized {
        message.message.free();
    }
    Ok(buried)
}

fn letter(oversized: &Oversized) -> Letter {
    let bytes = oversized.size.bytes();
    Letter {
        msg_id: oversized.msg_id,
        key: None,
        shown_key: oversized.field("idempotency_key"),
        certain: true,
        error: DeadCause::TooLarge.name(),
        message: Some(format!("{}: {bytes} bytes", DeadCause::TooLarge)),
        faults: None,
    }
}
