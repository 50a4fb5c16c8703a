//! Whether whoever holds a message may still act on its stage, and what becomes of the stage.

/// What the rules know of a job.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JobState {
    /// There is no such job.
    Unknown,
    /// It was cancelled; nothing of it goes on.
    Cancelled,
    /// Any other state.
    Alive,
}

impl JobState {
    /// From the row's status; `None` when there is no row.
    #[must_use]
    pub fn of_status(status: Option<&str>) -> Self {
        match status {
            None => Self::Unknown,
            Some("cancelled") => Self::Cancelled,
            Some(_) => Self::Alive,
        }
    }
}

/// A message on its queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ticket<'a> {
    /// Plain name of the queue.
    pub queue: &'a str,
    /// Id of the message.
    pub msg_id: i64,
}

/// What the rules need of a row of `content_job_stages`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StageRow {
    /// pending, queued, processing, completed, error, failed, cancelled.
    pub status: String,
    /// Queue of the message that stands for the row, when known.
    pub queue: Option<String>,
    /// Id of that message, when known.
    pub msg_id: Option<i64>,
    /// Attempts so far, as workers count them.
    pub attempt_count: i32,
    /// How many there may be.
    pub max_attempts: i32,
    /// It was given up for good.
    pub dead_lettered: bool,
    /// Its own base delay.
    pub retry_delay_seconds: i32,
    /// Its priority.
    pub priority: i32,
}

/// What a reader does with a message that it took.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Delivery {
    /// Hands it to the worker.
    HandOut,
    /// Archives it: nothing is left to do.
    Archive,
    /// Nobody will work on it; the reason.
    DeadLetter(&'static str),
}

/// What follows from a failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// Another attempt, after so many seconds.
    Retry(i32),
    /// Given up; the reason.
    GiveUp(&'static str),
}

/// What becomes of a stage whose worker is overdue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stall {
    /// Nothing: it moved on meanwhile.
    Leave,
    /// It is queued again.
    Requeue,
    /// Given up; the reason.
    GiveUp(&'static str),
}

impl StageRow {
    /// Nothing is left to do. A worker that wrote `failed` or `error` itself still says what follows.
    #[must_use]
    pub fn is_finished(&self) -> bool {
        matches!(self.status.as_str(), "completed" | "cancelled")
            || (self.status == "failed" && self.dead_lettered)
    }

    /// Another message stands for the row.
    #[must_use]
    pub fn has_another(&self, ticket: Ticket<'_>) -> bool {
        self.msg_id.is_some_and(|msg_id| {
            msg_id != ticket.msg_id
                || self
                    .queue
                    .as_deref()
                    .is_some_and(|queue| !queue.eq_ignore_ascii_case(ticket.queue))
        })
    }

    /// Whether whoever holds the message may still decide over the stage.
    #[must_use]
    pub fn is_held_by(&self, ticket: Ticket<'_>, job: JobState) -> bool {
        job == JobState::Alive && !self.is_finished() && !self.has_another(ticket)
    }

    /// What a reader does with a message of this row; `superseded` when the row's own message is another
    /// one that is still on its queue.
    #[must_use]
    pub fn delivery(&self, job: JobState, superseded: bool) -> Delivery {
        match job {
            JobState::Unknown => Delivery::DeadLetter("unknown_job"),
            JobState::Cancelled => Delivery::Archive,
            JobState::Alive if self.is_finished() || superseded => Delivery::Archive,
            JobState::Alive if self.is_exhausted() && self.status == "processing" => {
                Delivery::DeadLetter("max_attempts_exceeded")
            }
            JobState::Alive => Delivery::HandOut,
        }
    }

    /// What follows from a failure of the current attempt.
    #[must_use]
    pub fn failure(&self, retryable: bool) -> Failure {
        if !retryable {
            return Failure::GiveUp("not_retryable");
        }
        if self.is_exhausted() {
            return Failure::GiveUp("max_attempts_exceeded");
        }
        Failure::Retry(self.retry_delay(1))
    }

    /// Seconds until the next attempt.
    #[must_use]
    pub fn retry_delay(&self, base: i32) -> i32 {
        super::delay_seconds(base, self.retry_delay_seconds, self.attempt_count)
    }

    /// What becomes of the stage when its message has been visible again for the grace period.
    #[must_use]
    pub fn stall(&self, ticket: Option<Ticket<'_>>, job: JobState) -> Stall {
        let is_same = match ticket {
            Some(ticket) => self.msg_id == Some(ticket.msg_id) && !self.has_another(ticket),
            None => self.msg_id.is_none(),
        };
        if job != JobState::Alive || self.status != "processing" || !is_same {
            return Stall::Leave;
        }
        if self.is_exhausted() { Stall::GiveUp("max_attempts_exceeded") } else { Stall::Requeue }
    }

    fn is_exhausted(&self) -> bool {
        self.attempt_count >= self.max_attempts.max(1)
    }
}

#[cfg(test)]
#[path = "claim_tests.rs"]
mod tests;
