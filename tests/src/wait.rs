//! Waiting for a condition instead of sleeping for luck.

use std::thread;
use std::time::{Duration, Instant};

/// Polls `condition` every 10 ms until it holds; false when `timeout` passed first.
pub fn until(timeout: Duration, mut condition: impl FnMut() -> bool) -> bool {
    let end = Instant::now() + timeout;
    loop {
        if condition() {
            return true;
        }
        if Instant::now() >= end {
            return false;
        }
        thread::sleep(Duration::from_millis(10));
    }
}

/// Like [`until`], but the answer is the first `Some`.
pub fn until_some<T>(timeout: Duration, mut probe: impl FnMut() -> Option<T>) -> Option<T> {
    let mut found = None;
    until(timeout, || {
        found = probe();
        found.is_some()
    });
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_condition_that_comes_true_ends_the_wait() {
        let mut left = 3;
        assert!(until(Duration::from_secs(5), || {
            left -= 1;
            left == 0
        }));
    }

    #[test]
    fn a_condition_that_never_holds_times_out() {
        assert!(!until(Duration::from_millis(30), || false));
        assert_eq!(until_some(Duration::from_millis(30), || None::<i32>), None);
    }
}
