//! When a failed job is tried again.

use crate::field::Field;
use crate::input::{InputFault, malformed};

/// Doubling ends here: 2^31 times any base is beyond the longest delay.
const MAX_DOUBLINGS: u32 = 31;
/// How far from the delay chance may lead.
const JITTER: f64 = 0.1;
/// A year, as for jobs that are queued with a delay.
const LONGEST: i32 = 31_536_000;

/// Seconds until the next attempt as a worker asks for them; `None` leaves them to the policy.
pub fn retry_in(seconds: Option<i32>) -> Result<Option<i32>, InputFault> {
    match seconds {
        Some(seconds) if !(0..=LONGEST).contains(&seconds) => {
            let expected = "an integer from 0 to 31536000";
            Err(malformed("retry_in", expected, &Field::from_integer(Some(seconds))))
        }
        seconds => Ok(seconds),
    }
}

/// A row of `workers.queue_policy`, as far as retries go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RetryPolicy {
    /// How often a handler may run, at least once.
    pub max_attempts: i32,
    /// Seconds until the second attempt.
    pub base_delay_seconds: i32,
    /// Seconds that no delay exceeds before chance has its say.
    pub max_delay_seconds: i32,
}

impl Default for RetryPolicy {
    fn default() -> Self {
        Self { max_attempts: 3, base_delay_seconds: 30, max_delay_seconds: 3600 }
    }
}

impl RetryPolicy {
    /// After so many attempts there is no other.
    #[must_use]
    pub fn is_exhausted(&self, attempts: i32) -> bool {
        attempts >= self.max_attempts.max(1)
    }

    /// Seconds until the attempt after `attempt`: the base, doubled for each attempt after the first,
    /// at the most the longest delay, give or take a tenth. `chance` is from 0 to 1.
    #[must_use]
    pub fn delay_seconds(&self, attempt: i32, chance: f64) -> i32 {
        let doublings = u32::try_from(attempt.saturating_sub(1)).unwrap_or_default();
        let base = i64::from(self.base_delay_seconds.max(0));
        let delay =
            (base << doublings.min(MAX_DOUBLINGS)).min(self.max_delay_seconds.max(0).into());
        let delay = i32::try_from(delay).unwrap_or(i32::MAX);
        let factor = 1.0 - JITTER + 2.0 * JITTER * chance.clamp(0.0, 1.0);
        #[allow(clippy::cast_possible_truncation, reason = "a cast from f64 saturates")]
        let seconds = (f64::from(delay) * factor).round() as i32;
        seconds
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_delay_doubles_up_to_the_longest() {
        let policy = RetryPolicy::default();
        let delays = [0, 1, 2, 3, 7, 8, 100].map(|attempt| policy.delay_seconds(attempt, 0.5));
        assert_eq!(delays, [30, 30, 60, 120, 1920, 3600, 3600]);
    }

    #[test]
    fn chance_moves_it_by_a_tenth() {
        let policy = RetryPolicy::default();
        let delays = [-1.0, 0.0, 0.25, 0.5, 1.0, 9.0].map(|chance| policy.delay_seconds(3, chance));
        assert_eq!(delays, [108, 108, 114, 120, 132, 132]);
    }

    #[test]
    fn a_worker_may_ask_for_any_delay_of_up_to_a_year() {
        for seconds in [None, Some(0), Some(31_536_000)] {
            assert_eq!(retry_in(seconds), Ok(seconds));
        }
        for seconds in [-1, 31_536_001] {
            let fault = retry_in(Some(seconds)).unwrap_err();
            assert_eq!(fault.to_string(), "retry_in must be an integer from 0 to 31536000");
        }
    }

    #[test]
    fn no_delay_is_a_policy_too() {
        let policy = RetryPolicy { base_delay_seconds: 0, ..RetryPolicy::default() };
        assert_eq!(policy.delay_seconds(5, 1.0), 0);
        let policy = RetryPolicy { max_delay_seconds: -1, ..RetryPolicy::default() };
        assert_eq!(policy.delay_seconds(5, 1.0), 0);
    }

    #[test]
    fn a_job_is_tried_as_often_as_the_policy_says_and_once_at_least() {
        let exhausted = |max_attempts, attempts| {
            RetryPolicy { max_attempts, ..RetryPolicy::default() }.is_exhausted(attempts)
        };
        assert_eq!([2, 3, 4].map(|attempts| exhausted(3, attempts)), [false, true, true]);
        assert_eq!([0, 1].map(|attempts| exhausted(0, attempts)), [false, true]);
    }

    proptest! {
        #[test]
        fn the_delay_stays_within_a_tenth_of_what_doubling_gives(
            base in 0..100_000i32, longest in 0..100_000i32, attempt: i32, chance in 0.0..=1.0f64,
        ) {
            let policy = RetryPolicy {
                base_delay_seconds: base, max_delay_seconds: longest, ..RetryPolicy::default()
            };
            let doublings = f64::from(attempt.saturating_sub(1).max(0));
            let wanted = (f64::from(base) * doublings.exp2()).min(longest.into());
            let delay = f64::from(policy.delay_seconds(attempt, chance));
            prop_assert!((delay - wanted).abs() <= wanted * JITTER + 0.5);
        }

        #[test]
        fn nothing_makes_it_panic(base: i32, longest: i32, attempt: i32, chance: f64) {
            let policy = RetryPolicy {
                base_delay_seconds: base, max_delay_seconds: longest, ..RetryPolicy::default()
            };
            prop_assert!(policy.delay_seconds(attempt, chance) >= 0);
        }
    }
}
