//! When a stage that failed is tried again.

/// Doubling ends here: 2^12 times any base is beyond the longest delay.
const MAX_DOUBLINGS: u32 = 12;
const MAX_DELAY_SECONDS: i64 = 3600;

/// Seconds until the next attempt: the longer of both bases (at least 1), doubled for each attempt after
/// the first, one hour at the most.
#[must_use]
pub fn delay_seconds(base: i32, of_stage: i32, attempt: i32) -> i32 {
    let base = i64::from(base.max(of_stage).max(1));
    let doublings = u32::try_from(attempt.saturating_sub(1)).unwrap_or_default().min(MAX_DOUBLINGS);
    let delay = (base << doublings).min(MAX_DELAY_SECONDS);
    i32::try_from(delay).unwrap_or(i32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_delay_doubles_up_to_an_hour() {
        let delays = [0, 1, 2, 3, 4, 6, 7, 100].map(|attempt| delay_seconds(60, 1, attempt));
        assert_eq!(delays, [60, 60, 120, 240, 480, 1920, 3600, 3600]);
        assert_eq!(delay_seconds(10, 90, 1), 90);
        assert_eq!(delay_seconds(-5, 0, 1), 1);
        assert_eq!(delay_seconds(1, 1, 13), 3600);
        assert_eq!(delay_seconds(i32::MAX, i32::MAX, i32::MAX), 3600);
    }

    proptest! {
        #[test]
        fn it_never_shrinks_and_never_leaves_its_bounds(base: i32, of_stage: i32, attempt: i32) {
            let delay = delay_seconds(base, of_stage, attempt);
            prop_assert!((1..=3600).contains(&delay));
            prop_assert!(delay <= delay_seconds(base, of_stage, attempt.saturating_add(1)));
        }
    }
}
