//! From an envelope to a message on a queue.

use dragonfly_domain::workers::{Form, WorkersFault, delay, worker_queue};

use super::message::{Ready, Sent};
use super::store;
use crate::body::check_size;
use crate::error::Result;
use crate::jsonb::RawJsonb;
use crate::{clock, patience, queue};

/// Sends an envelope, or finds the message that already stands for its key; the message's id. A key
/// that is purged between the two looks is free again.
pub fn enqueue(
    name: Option<&str>,
    envelope: Option<RawJsonb>,
    delay_seconds: Option<i32>,
) -> Result<i64> {
    check_size("envelope", envelope)?;
    let name = worker_queue(name)?;
    let delay_seconds = delay(delay_seconds).map_err(WorkersFault::from)?;
    let form = Form::of_policy(store::policy(&name)?.envelope);
    let now = clock::now();
    let ready = Sent::of(envelope).check(form, now).map_err(WorkersFault::from)?;
    let visible_at = clock::timestamptz(clock::after(now, delay_seconds));
    let (msg_id, is_new) = patience::bounded(|| send(&name, ready, visible_at))?;
    if is_new && delay_seconds == 0 {
        queue::wake(&name)?;
    }
    Ok(msg_id)
}

/// The id, and whether the message was sent just now.
fn send(
    name: &str,
    ready: Ready,
    visible_at: Option<pgrx::datum::TimestampWithTimeZone>,
) -> Result<(i64, bool)> {
    let Some(key) = ready.own_key else {
        let sent = store::send_unkeyed(name, ready.value, visible_at)?;
        return Ok((sent.ok_or_else(queue::swallowed)?, true));
    };
    for _ in 0..queue::ROUNDS {
        if let Some(msg_id) = store::send(name, &key, ready.value, visible_at)? {
            return Ok((msg_id, true));
        }
        if let Some(msg_id) = queue::known(name, &key)? {
            return Ok((msg_id, false));
        }
    }
    Err(queue::swallowed())
}
