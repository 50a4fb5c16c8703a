//! What one call of `poll` does: read, claim, put aside what nobody has to work on.

use crate::statement::Busy;
use std::collections::{HashMap, HashSet};
use std::time::{Duration, Instant};

use dragonfly_domain::Timestamp;
use dragonfly_domain::queue::MAX_QUANTITY;
use dragonfly_domain::workers::{DeadCause, Form, InvalidEnvelope};
use pgrx::Uuid;
use pgrx::datum::{TimestampWithTimeZone, clock_timestamp};

use super::aside;
use super::message::{Ready, Sent};
use super::store::{self, Claim, Copied, Letter, Policy, Sender, Taken};
use crate::clock;
use crate::error::Result;
use crate::jsonb::RawJsonb;
use crate::queue::{self, Sifted};

/// A job in its worker's hands.
pub struct Job {
    /// The message.
    pub msg_id: i64,
    /// How often it was read.
    pub read_ct: i32,
    /// How often it was claimed.
    pub attempt: i32,
    /// The message in its normal form.
    pub envelope: RawJsonb,
}

/// A worker that asks for jobs.
pub struct Asking<'a> {
    /// The queue, plain.
    pub queue: &'a str,
    /// The queue as the worker spells it.
    pub given: String,
    /// The worker.
    pub worker: Option<Uuid>,
}

/// A message that can be claimed.
struct Valid {
    msg_id: i64,
    read_ct: i32,
    key: String,
    envelope: RawJsonb,
}

/// For how long a poll reads again. What it removed must be committed before the caller loses patience:
/// a poll that is cancelled removed nothing.
const PATIENCE: Duration = Duration::from_secs(1);

/// What one round of a poll brought.
struct Round {
    jobs: Vec<Job>,
    /// How many messages went to their archive: their job was done.
    settled: usize,
    /// How many went to the dead letters.
    buried: usize,
}

/// Hands out jobs. Reads again when it could hand out none of what it read but removed some of it, so
/// that an empty answer means a queue in which nothing can be claimed, or one with more refuse than
/// a second is enough for.
pub fn poll(asking: &Asking<'_>, quantity: i32, timeout: Option<i32>) -> Result<Vec<Job>> {
    let (begun, mut buried, mut most) = (Instant::now(), 0, quantity);
    let jobs = loop {
        let Some(round) = round(asking, most, quantity, timeout)? else { break Vec::new() };
        buried += round.buried;
        let is_over = round.settled + round.buried == 0 || begun.elapsed() >= PATIENCE;
        if !round.jobs.is_empty() || is_over {
            break round.jobs;
        }
        // The refuse goes in as few rounds as can be.
        most = MAX_QUANTITY;
    };
    if buried > 0 {
        store::count_failed(asking.queue, buried, clock_timestamp())?;
    }
    Ok(jobs)
}

/// Reads `most` messages and hands out `quantity` of them; `None` when there are none.
fn round(
    asking: &Asking<'_>,
    most: i32,
    quantity: i32,
    timeout: Option<i32>,
) -> Result<Option<Round>> {
    let now = clock_timestamp();
    let Some(batch) = store::read(asking.queue, most.into(), timeout, now)? else {
        return Ok(None);
    };
    let (policy, Sifted { fitting, surplus, oversized }) = (batch.policy, batch.messages);
    queue::give_back(asking.queue, surplus, now)?;
    let set_aside = aside::bury(asking.queue, &asking.given, &oversized, now)?;
    let Sorted { valid, letters, copies } = sort(fitting, Form::of_policy(policy.envelope), now);
    store::unwrap(asking.queue, copies, now)?;
    let claim = Claim {
        worker: asking.worker,
        until: batch.hidden_until,
        max_attempts: policy.max_attempts,
        now,
    };
    let (valid, letters, swept) = if most == quantity {
        (valid, letters, Swept::default())
    } else {
        let mut swept = sweep(asking, valid, letters, &claim)?;
        let kept = swept.valid.len().min(usize::try_from(quantity).unwrap_or_default());
        let surplus = swept.valid.split_off(kept).into_iter().map(|message| message.msg_id);
        queue::give_back(asking.queue, surplus.collect(), now)?;
        (std::mem::take(&mut swept.valid), Vec::new(), swept)
    };
    let mut round = hand_out(asking, valid, letters, &claim)?;
    round.settled += swept.settled;
    round.buried += swept.buried + set_aside;
    Ok(Some(round))
}

/// What is left of many messages after the refuse was removed.
#[derive(Default)]
struct Swept {
    valid: Vec<Valid>,
    settled: usize,
    buried: usize,
}

/// Removes the refuse among many messages at once, before any is claimed.
fn sweep(
    asking: &Asking<'_>,
    mut valid: Vec<Valid>,
    mut letters: Vec<Letter>,
    claim: &Claim,
) -> Result<Swept> {
    let read = valid.len();
    let known = valid.iter().map(|message| (message.key.clone(), message.msg_id)).collect();
    let left = unsettled(asking.queue, known)?;
    letters.extend(exhausted(&left));
    let buried = bury(asking, &letters, claim)?;
    let mut stays: HashSet<_> = left.iter().map(|(_, msg_id)| *msg_id).collect();
    for msg_id in &buried {
        stays.remove(msg_id);
    }
    valid.retain(|message| stays.contains(&message.msg_id));
    Ok(Swept { valid, settled: read - left.len(), buried: buried.len() })
}

/// What was read, by what is done with it.
#[derive(Default)]
struct Sorted {
    /// Can be claimed.
    valid: Vec<Valid>,
    /// Go to the dead letters.
    letters: Vec<Letter>,
    /// Dead letters that were sent back whole; the messages in them are valid.
    copies: Vec<Copied>,
}

fn sort(messages: Vec<Taken>, form: Form, now: TimestampWithTimeZone) -> Sorted {
    let now = clock::instant(now).unwrap_or_else(clock::now);
    let mut sorted = Sorted { valid: Vec::with_capacity(messages.len()), ..Sorted::default() };
    for Taken { msg_id, read_ct, message } in messages {
        let sent = Sent::of(message.map(RawJsonb::move_here));
        let accept = |sent: &Sent, ready: Ready| {
            let key = sent.message().key(form, msg_id).unwrap_or_default().into_owned();
            Valid { msg_id, read_ct, key, envelope: ready.value }
        };
        if let Some((original, ready)) = copied(&sent, form, now) {
            let valid = accept(&original, ready);
            sorted.copies.push(Copied {
                msg_id,
                key: valid.key.clone(),
                message: original.value(),
                log_id: sent.text("dlq_log_id"),
                original_id: sent.text("original_msg_id"),
            });
            sorted.valid.push(valid);
            continue;
        }
        match sent.check(form, now) {
            Ok(ready) => sorted.valid.push(accept(&sent, ready)),
            Err(invalid) => sorted.letters.push(refused(msg_id, &sent, form, &invalid)),
        }
    }
    sorted
}

/// The message in a letter that was sent back whole, if it can be worked on.
fn copied(sent: &Sent, form: Form, now: Timestamp) -> Option<(Sent, Ready)> {
    let original = sent.original(form)?;
    let ready = original.check(form, now).ok()?;
    Some((original, ready))
}

/// No envelope: no second attempt would change that.
fn refused(msg_id: i64, sent: &Sent, form: Form, invalid: &InvalidEnvelope) -> Letter {
    Letter {
        msg_id,
        key: None,
        shown_key: sent.message().own_key(form).map(Into::into),
        certain: true,
        error: DeadCause::InvalidEnvelope.name(),
        message: None,
        faults: RawJsonb::of(&invalid.json()),
    }
}

fn hand_out(
    asking: &Asking<'_>,
    valid: Vec<Valid>,
    mut letters: Vec<Letter>,
    claim: &Claim,
) -> Result<Round> {
    let mut attempts = HashMap::new();
    if !valid.is_empty() {
        let keys = valid.iter().map(|message| message.key.clone()).collect();
        let msg_ids = valid.iter().map(|message| message.msg_id).collect();
        attempts = store::claim(asking.queue, keys, msg_ids, claim)?;
    }
    let (mut jobs, mut left) = (Vec::with_capacity(attempts.len()), Vec::new());
    for Valid { msg_id, read_ct, key, envelope } in valid {
        match attempts.get(&msg_id) {
            Some(attempt) => jobs.push(Job { msg_id, read_ct, attempt: *attempt, envelope }),
            None => left.push((key, msg_id)),
        }
    }
    let waiting = left.len();
    let left = unsettled(asking.queue, left)?;
    let settled = waiting - left.len();
    letters.extend(exhausted(&left));
    let buried = bury(asking, &letters, claim)?.len();
    Ok(Round { jobs, settled, buried })
}

/// Messages that could not be claimed: those whose job is done are archived, those whose attempts are
/// used up go to the dead letters, the others come again.
fn put_aside(asking: &Asking<'_>, left: Vec<(String, i64)>, claim: &Claim) -> Result<()> {
    let letters = exhausted(&unsettled(asking.queue, left)?);
    let buried = bury(asking, &letters, claim)?;
    if !buried.is_empty() {
        store::count_failed(asking.queue, buried.len(), claim.now)?;
    }
    Ok(())
}

fn unsettled(queue: &str, mut left: Vec<(String, i64)>) -> Result<Vec<(String, i64)>> {
    if left.is_empty() {
        return Ok(left);
    }
    let (keys, msg_ids) = left.iter().cloned().unzip();
    let settled = store::archive_settled(queue, keys, msg_ids)?;
    left.retain(|(_, msg_id)| !settled.contains(msg_id));
    Ok(left)
}

fn exhausted(left: &[(String, i64)]) -> Vec<Letter> {
    let letter = |(key, msg_id): &(String, i64)| Letter {
        msg_id: *msg_id,
        key: Some(key.clone()),
        shown_key: Some(key.clone()),
        certain: false,
        error: DeadCause::MaxAttempts.name(),
        message: None,
        faults: None,
    };
    left.iter().map(letter).collect()
}

/// The ids of those that went.
fn bury(asking: &Asking<'_>, letters: &[Letter], claim: &Claim) -> Result<Vec<i64>> {
    if letters.is_empty() {
        return Ok(Vec::new());
    }
    let sender = Sender {
        given: &asking.given,
        worker: claim.worker,
        max_attempts: claim.max_attempts,
        now: claim.now,
        busy: Busy::Skip,
    };
    store::bury(asking.queue, letters, &sender)
}

/// A claim of one message whose worker read it through pgmq.
pub fn claim_one(
    asking: &Asking<'_>,
    key: String,
    msg_id: i64,
    until: TimestampWithTimeZone,
    policy: Policy,
) -> Result<bool> {
    let claim = Claim {
        worker: asking.worker,
        until: Some(until),
        max_attempts: policy.max_attempts,
        now: clock_timestamp(),
    };
    let claimed = store::claim(asking.queue, vec![key.clone()], vec![msg_id], &claim)?;
    if claimed.is_empty() {
        put_aside(asking, vec![(key, msg_id)], &claim)?;
    }
    Ok(!claimed.is_empty())
}
