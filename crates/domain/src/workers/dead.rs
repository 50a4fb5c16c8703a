//! Whether a failed job is tried again or given up, and the word for why it was given up.

use std::fmt;

use super::retry::RetryPolicy;

/// Why a message went to the dead letters: its `error`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeadCause {
    /// It is no envelope; nobody was handed it.
    InvalidEnvelope,
    /// It is too large to be handed out; nobody was.
    TooLarge,
    /// Its handler ran as often as the policy allows.
    MaxAttempts,
    /// Its worker said that another attempt is no use.
    NotRetryable,
}

impl DeadCause {
    /// The word.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::InvalidEnvelope => "Invalid Envelope",
            Self::TooLarge => "Message too large",
            Self::MaxAttempts => "Max attempts exceeded",
            Self::NotRetryable => "Not retryable",
        }
    }
}

impl fmt::Display for DeadCause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// What follows from a failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// Another attempt, after so many seconds.
    Retry(i32),
    /// None.
    Dead(DeadCause),
}

impl RetryPolicy {
    /// What follows when attempt number `attempt` failed; `chance` is from 0 to 1. What its worker says
    /// counts before the number.
    #[must_use]
    pub fn after_failure(&self, attempt: i32, retryable: bool, chance: f64) -> Failure {
        if !retryable {
            Failure::Dead(DeadCause::NotRetryable)
        } else if self.is_exhausted(attempt) {
            Failure::Dead(DeadCause::MaxAttempts)
        } else {
            Failure::Retry(self.delay_seconds(attempt, chance))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_attempt_and_the_hopeless_one_are_given_up() {
        let after =
            |attempt, retryable| RetryPolicy::default().after_failure(attempt, retryable, 0.5);
        assert_eq!(after(1, true), Failure::Retry(30));
        assert_eq!(after(2, true), Failure::Retry(60));
        assert_eq!(after(3, true), Failure::Dead(DeadCause::MaxAttempts));
        assert_eq!(after(4, true), Failure::Dead(DeadCause::MaxAttempts));
        assert_eq!(after(1, false), Failure::Dead(DeadCause::NotRetryable));
        assert_eq!(after(3, false), Failure::Dead(DeadCause::NotRetryable));
    }

    #[test]
    fn the_words_are_those_that_tools_filter_on() {
        let words = [DeadCause::InvalidEnvelope, DeadCause::MaxAttempts, DeadCause::NotRetryable];
        let words = words.map(|cause| cause.to_string());
        assert_eq!(words, ["Invalid Envelope", "Max attempts exceeded", "Not retryable"]);
    }
}
