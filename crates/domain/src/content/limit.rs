//! Bounds of the numbers that callers send; null means the default.

use crate::input::{InputFault, within};
use crate::queue::MAX_QUANTITY;

type Checked<T> = Result<T, InputFault>;

/// For how long a message stays hidden, in seconds: 0 to 43 200, default 600.
pub fn visibility(field: &'static str, seconds: Option<i32>) -> Checked<i32> {
    within(field, seconds, 600, 0..=43_200, "an integer from 0 to 43200")
}

/// When a stage becomes available, in seconds from now: at most a year, default 0.
pub fn delay(seconds: Option<i32>) -> Checked<i32> {
    within("p_delay_seconds", seconds, 0, 0..=31_536_000, "an integer from 0 to 31536000")
}

/// How many messages at the most: 1 to 1000, default 10.
pub fn batch_size(size: Option<i32>) -> Checked<i32> {
    within("p_batch_size", size, 10, 1..=MAX_QUANTITY, "an integer from 1 to 1000")
}

/// How many dead letters at the most: 1 to 10 000, default 100.
pub fn letters(count: Option<i32>) -> Checked<i32> {
    within("p_max_count", count, 100, 1..=10_000, "an integer from 1 to 10000")
}

/// For how long a stage may be overdue before it is taken back, in seconds; default 60.
pub fn grace(seconds: Option<i32>) -> Checked<i32> {
    within("p_grace_seconds", seconds, 60, 0..=86_400, "an integer from 0 to 86400")
}

/// How often a stage may be tried: at least once.
pub fn max_attempts(attempts: Option<i32>, default: i32) -> Checked<i32> {
    within("p_max_attempts", attempts, default, 1..=i32::MAX, "an integer of at least 1")
}

/// Base of the delay between two attempts, in seconds: at most a year.
pub fn retry_delay(field: &'static str, seconds: Option<i32>) -> Checked<i32> {
    within(field, seconds, 60, 0..=31_536_000, "an integer from 0 to 31536000")
}

/// Limits of rows that clients write are never less than one.
#[must_use]
pub fn at_least_one(number: i32) -> i32 {
    number.max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn null_is_the_default_and_bounds_are_inclusive() {
        assert_eq!(visibility("p_visibility_seconds", None), Ok(600));
        assert_eq!(visibility("p_visibility_seconds", Some(0)), Ok(0));
        assert_eq!(visibility("p_visibility_seconds", Some(43_200)), Ok(43_200));
        assert!(visibility("p_visibility_seconds", Some(43_201)).is_err());
        assert!(visibility("p_visibility_seconds", Some(-1)).is_err());
        assert_eq!(delay(None), Ok(0));
        assert!(delay(Some(31_536_001)).is_err());
        assert_eq!(batch_size(None), Ok(10));
        assert!(batch_size(Some(0)).is_err());
        assert!(batch_size(Some(1001)).is_err());
        assert_eq!([letters(None), letters(Some(10_000))], [Ok(100), Ok(10_000)]);
        assert!(letters(Some(0)).is_err() && letters(Some(10_001)).is_err());
        assert_eq!(grace(None), Ok(60));
        assert!(grace(Some(-1)).is_err());
    }

    #[test]
    fn a_fault_names_field_and_value() {
        let fault = batch_size(Some(0)).unwrap_err();
        assert_eq!(fault.to_string(), "p_batch_size must be an integer from 1 to 1000");
        assert_eq!(fault.detail().as_deref(), Some("p_batch_size is 0"));
    }

    #[test]
    fn limits_that_callers_send_are_refused_and_not_mended() {
        assert_eq!(max_attempts(None, 5), Ok(5));
        for wrong in [0, -5] {
            assert!(max_attempts(Some(wrong), 5).is_err());
        }
        assert_eq!(retry_delay("p_retry_delay_seconds", Some(0)), Ok(0));
        assert!(retry_delay("p_retry_delay_seconds", Some(-1)).is_err());
    }

    #[test]
    fn limits_are_floored() {
        assert_eq!([-3, 0, 1, 7].map(at_least_one), [1, 1, 1, 7]);
    }
}
