//! Amounts of money as people type them.

/// What fits into `judgments.judgment_amount`, numeric(10,2).
const JUDGMENT_DIGITS: usize = 8;
/// What fits into `judgments.cases.amount_awarded`, numeric(14,2).
const MONEY_DIGITS: usize = 12;

/// A judgment's amount: `$1,234.50` is `1234.50`. `None` when it is negative (`-1`, `(12.00)`), has
/// parts of a cent, thousands in the wrong place, more than eight digits, or is no number.
#[must_use]
pub fn parse_amount(text: &str) -> Option<String> {
    parse(text, JUDGMENT_DIGITS)
}

/// The same with up to twelve digits before the point.
#[must_use]
pub fn parse_money(text: &str) -> Option<String> {
    parse(text, MONEY_DIGITS)
}

fn parse(text: &str, most_digits: usize) -> Option<String> {
    let text = text.trim();
    let text = text.strip_prefix('$').map_or(text, str::trim_start);
    let (whole, cents) = text.split_once('.').unwrap_or((text, "00"));
    let whole = without_separators(whole)?;
    let whole = whole.trim_start_matches('0');
    let cents = cents.trim_end_matches('0');
    let plain = cents.len() <= 2 && cents.bytes().all(|digit| digit.is_ascii_digit());
    (plain && whole.len() <= most_digits).then(|| {
        let whole = if whole.is_empty() { "0" } else { whole };
        format!("{whole}.{cents:0<2}")
    })
}

/// Digits only; commas must part them by threes.
fn without_separators(whole: &str) -> Option<String> {
    let groups: Vec<&str> = whole.split(',').collect();
    let digits = |group: &&str| !group.is_empty() && group.bytes().all(|b| b.is_ascii_digit());
    let (first, rest) = groups.split_first()?;
    let sound = digits(first)
        && rest.iter().all(|group| digits(group) && group.len() == 3)
        && (rest.is_empty() || first.len() <= 3);
    sound.then(|| groups.concat())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_usual_spellings_are_read() {
        for (text, amount) in [
            ("$1,234.50", "1234.50"),
            ("1234.5", "1234.50"),
            (" $ 12 ", "12.00"),
            ("0", "0.00"),
            ("007.10", "7.10"),
            ("1.1000", "1.10"),
            ("99,999,999.99", "99999999.99"),
        ] {
            assert_eq!(parse_amount(text).as_deref(), Some(amount), "{text}");
        }
    }

    #[test]
    fn what_is_no_amount_is_refused() {
        for text in [
            "",
            "$",
            "-5",
            "(12.00)",
            "($12.00)",
            "1.234",
            "1,23",
            "12,34.00",
            "1,2345",
            ",123",
            "abc",
            "1e5",
            "NaN",
            "Infinity",
            "1 000",
            "100000000",
            "1.2.3",
            "$$1",
            "1,234,56",
            "+1",
            ".50",
        ] {
            assert_eq!(parse_amount(text), None, "{text}");
        }
    }

    #[test]
    fn a_case_may_be_worth_more_than_a_judgment() {
        assert_eq!(parse_money("100000000").as_deref(), Some("100000000.00"));
        assert_eq!(parse_money("1000000000000"), None);
    }

    proptest! {
        #[test]
        fn cents_survive_the_way_through_any_spelling(cents in 0u64..10_000_000_000) {
            let (whole, rest) = (cents / 100, cents % 100);
            let plain = format!("{whole}.{rest:02}");
            let mut grouped = whole.to_string();
            let mut at = grouped.len();
            while at > 3 {
                at -= 3;
                grouped.insert(at, ',');
            }
            prop_assert_eq!(parse_amount(&plain), Some(plain.clone()));
            prop_assert_eq!(parse_amount(&format!("${grouped}.{rest:02}")), Some(plain));
        }

        #[test]
        fn nothing_makes_it_panic(text in "\\PC*") {
            if let Some(amount) = parse_amount(&text) {
                prop_assert!(amount.parse::<f64>().is_ok_and(|value| value >= 0.0));
            }
        }
    }
}
