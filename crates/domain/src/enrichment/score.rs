//! Scores: numbers from 0 to 100.

use crate::field::Field;
use crate::input::InputFault;

const WANTED: &str = "a number from 0 to 100";

/// The digits of a score, unless it is unset.
pub fn check_score(name: &'static str, field: &Field<'_>) -> Result<Option<String>, InputFault> {
    match field {
        Field::Absent | Field::Null => Ok(None),
        Field::Number(digits) | Field::Text(digits) if within_bounds(digits.trim()) => {
            Ok(Some(digits.trim().to_owned()))
        }
        _ => Err(InputFault::malformed(name, WANTED, field)),
    }
}

/// Compared by digits: a float would round 100.000000000000001 down.
fn within_bounds(digits: &str) -> bool {
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let plain = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !plain(whole) || !plain(fraction) {
        return false;
    }
    match whole.trim_start_matches('0') {
        "100" => fraction.bytes().all(|digit| digit == b'0'),
        small => small.len() <= 2,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn bounds_are_inclusive_and_exact() {
        for text in ["0", "100", "100.00", "99.99", "007", "0.000000000001"] {
            let score = check_score("score", &Field::Number(text.into()));
            assert_eq!(score, Ok(Some(text.into())));
        }
        for text in [
            "-1",
            "-0.01",
            "100.01",
            "101",
            "1000",
            "NaN",
            "Infinity",
            "1e2",
            "",
            "a",
            "1.",
            ".5",
            "100.000000000000000000001",
        ] {
            let fault = check_score("score", &Field::Number(text.into())).unwrap_err();
            assert_eq!(fault.to_string(), "score must be a number from 0 to 100", "{text}");
        }
    }

    #[test]
    fn a_score_may_be_unset_but_nothing_else() {
        assert_eq!(check_score("score", &Field::Null), Ok(None));
        assert!(check_score("score", &Field::Boolean(true)).is_err());
    }

    proptest! {
        #[test]
        fn cents_from_zero_to_a_hundred(cents in -20_000i32..20_000) {
            let sign = if cents < 0 { "-" } else { "" };
            let text = format!("{sign}{}.{:02}", cents.abs() / 100, cents.abs() % 100);
            let found = check_score("score", &Field::Number(text.into())).is_ok();
            prop_assert_eq!(found, sign.is_empty() && (0..=10_000).contains(&cents));
        }
    }
}
