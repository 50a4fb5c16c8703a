//! Handing messages of the job queues to consumers.

use dragonfly_domain::queue::ReadRequest;
use pgrx::datum::clock_timestamp;

use super::sifting::Sifted;
use super::store::{self, Taken};
use crate::error::{Error, Result};
use crate::jsonb::{Part, RawJsonb};
use crate::workers;

/// How often a reader that took nothing but what cannot be handed out looks again.
const ROUNDS: usize = 100;

/// Takes messages. Those beyond the size of a batch go back; those that nobody can be handed become dead
/// letters.
pub fn take(request: &ReadRequest) -> Result<Vec<RawJsonb>> {
    let queue = request.kind.name();
    for _ in 0..ROUNDS {
        let now = clock_timestamp();
        let Sifted { fitting, surplus, oversized } = store::take(request, now)?;
        store::give_back(queue, surplus, now)?;
        let is_over = !fitting.is_empty() || oversized.is_empty();
        workers::set_aside(queue, &oversized, now)?;
        if is_over {
            return fitting.iter().map(answer).collect();
        }
    }
    Ok(Vec::new())
}

/// The message twice: under the name that readers of `pgmq` know, and under the one that the job's sender
/// used.
fn answer(taken: &Taken) -> Result<RawJsonb> {
    let message = taken.message.map_or(Part::Null, Part::Value);
    let answer = RawJsonb::object([
        ("msg_id", Part::Number(taken.msg_id)),
        ("vt", text(taken.visible_at.as_deref())),
        ("read_ct", Part::Number(taken.read_ct.into())),
        ("enqueued_at", text(taken.enqueued_at.as_deref())),
        ("payload", message),
        ("body", message),
    ]);
    taken.message.into_iter().for_each(RawJsonb::free);
    answer.ok_or_else(|| Error::internal("a message is too large for an answer"))
}

fn text(text: Option<&str>) -> Part<'_> {
    text.map_or(Part::Null, Part::Text)
}
