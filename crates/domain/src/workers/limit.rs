//! Bounds of the numbers that callers send; null means the default.

use crate::input::{InputFault, required, within};
use crate::queue::MAX_QUANTITY;

type Checked = Result<i32, InputFault>;

/// How many messages `poll` takes at the most: 1 to 1000, default 10.
pub fn quantity(wanted: Option<i32>) -> Checked {
    within("quantity", wanted, 10, 1..=MAX_QUANTITY, "an integer from 1 to 1000")
}

/// For how long they stay hidden, in seconds: 0 to 43 200; the default is the queue's policy.
pub fn visibility_timeout(seconds: Option<i32>, policy: i32) -> Checked {
    let policy = policy.clamp(0, 43_200);
    within("visibility_timeout", seconds, policy, 0..=43_200, "an integer from 0 to 43200")
}

/// When an envelope becomes visible, in seconds from now: at most a year, default 0.
pub fn delay(seconds: Option<i32>) -> Checked {
    within("delay_seconds", seconds, 0, 0..=31_536_000, "an integer from 0 to 31536000")
}

/// For how long a job is kept from now on, in seconds: 1 to 43 200, no default.
pub fn extension(seconds: Option<i32>) -> Checked {
    let seconds = required("seconds", seconds)?;
    within("seconds", Some(seconds), seconds, 1..=43_200, "an integer from 1 to 43200")
}

/// How many dead letters are replayed at the most: 1 to 10 000, default 100.
pub fn max_count(wanted: Option<i32>) -> Checked {
    within("max_count", wanted, 100, 1..=10_000, "an integer from 1 to 10000")
}

/// How many messages one call may name: a million, as many as the statements look at.
pub fn message_count(count: usize) -> Result<(), InputFault> {
    if count <= 1_000_000 {
        return Ok(());
    }
    let expected = "an array of at most 1000000 ids";
    Err(InputFault::Malformed { field: "msg_ids", expected, value: format!("{count} ids") })
}

/// For how many minutes a worker must have been silent: up to a year, default 5.
pub fn stale_minutes(minutes: Option<i32>) -> Checked {
    within("minutes", minutes, 5, 0..=525_600, "an integer from 0 to 525600")
}

#[cfg(test)]
mod tests {
    use super::*;

    type Rule = fn(Option<i32>) -> Checked;

    #[test]
    fn null_is_the_default() {
        let defaults = [
            quantity(None),
            visibility_timeout(None, 45),
            visibility_timeout(None, -1),
            visibility_timeout(None, 50_000),
            delay(None),
            max_count(None),
            stale_minutes(None),
        ];
        assert_eq!(defaults, [Ok(10), Ok(45), Ok(0), Ok(43_200), Ok(0), Ok(100), Ok(5)]);
        assert_eq!(extension(None), Err(InputFault::Missing("seconds")));
    }

    #[test]
    fn a_call_names_a_million_messages_at_the_most() {
        assert_eq!([0, 1, 1_000_000].map(message_count), [Ok(()), Ok(()), Ok(())]);
        let fault = message_count(1_000_001).unwrap_err();
        assert_eq!(fault.to_string(), "msg_ids must be an array of at most 1000000 ids");
    }

    #[test]
    fn bounds_are_inclusive() {
        let of_policy = |seconds| visibility_timeout(seconds, 30);
        let bounds: [(Rule, i32, i32); 6] = [
            (quantity, 1, 1000),
            (of_policy, 0, 43_200),
            (delay, 0, 31_536_000),
            (extension, 1, 43_200),
            (max_count, 1, 10_000),
            (stale_minutes, 0, 525_600),
        ];
        for (rule, least, most) in bounds {
            assert_eq!([rule(Some(least)), rule(Some(most))], [Ok(least), Ok(most)]);
            for outside in [least - 1, most + 1] {
                let fault = rule(Some(outside)).unwrap_err();
                assert!(fault.detail().unwrap().ends_with(&format!(" is {outside}")));
            }
        }
    }
}
