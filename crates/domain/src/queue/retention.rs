//! How long an idempotency key is remembered.

use jiff::{Span, SpanRelativeTo, Unit};

use super::QueueFault;

/// Value of the setting `dragonfly_queue.idempotency_retention` when nobody sets it.
pub const DEFAULT_RETENTION: &str = "7 days";

const HOUR: f64 = 3600.0;
/// Two or three of them are leap years.
const TEN_YEARS: f64 = 3653.0 * 24.0 * HOUR;

/// A retention window of 1 hour to 10 years.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Retention {
    seconds: f64,
}

impl Retention {
    /// Reads `7 days`, `1 hour 30 minutes`, `2 years`, `P7D`; a month counts 30 days and a year 365.
    /// `None` when it is no interval or outside of 1 hour to 10 years.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let span: Span = spelled_out(text).parse().ok()?;
        let days = f64::from(span.get_years()) * 365.0 + f64::from(span.get_months()) * 30.0;
        let rest = span
            .years(0)
            .months(0)
            .total((Unit::Second, SpanRelativeTo::days_are_24_hours()))
            .ok()?;
        let seconds = days * 24.0 * HOUR + rest;
        (HOUR..=TEN_YEARS).contains(&seconds).then_some(Self { seconds })
    }

    /// The window in seconds.
    #[must_use]
    pub fn seconds(self) -> f64 {
        self.seconds
    }
}

/// How many keys one purge may remove: at least 1, NULL means 10 000.
pub fn purge_bound(max_rows: Option<i32>) -> Result<i64, QueueFault> {
    match max_rows.unwrap_or(10_000) {
        bound @ 1.. => Ok(i64::from(bound)),
        too_small => Err(QueueFault::BadMaxRows(too_small)),
    }
}

/// Postgres writes months as mon and mons.
fn spelled_out(text: &str) -> String {
    let words = text.split_whitespace();
    let words = words.map(|word| if matches!(word, "mon" | "mons") { "months" } else { word });
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn intervals_are_read_in_the_usual_spellings() {
        for (text, hours) in [
            (DEFAULT_RETENTION, 7.0 * 24.0),
            ("1 hour", 1.0),
            ("1 hour 30 minutes", 1.5),
            ("90 minutes", 1.5),
            ("2 weeks", 14.0 * 24.0),
            ("1 month", 30.0 * 24.0),
            ("1 year 2 mons", (365.0 + 60.0) * 24.0),
            ("10 years", 3650.0 * 24.0),
            ("P7D", 7.0 * 24.0),
        ] {
            let retention = Retention::parse(text).unwrap_or_else(|| panic!("{text}"));
            assert!((retention.seconds() - hours * HOUR).abs() < 1e-6, "{text}");
        }
    }

    #[test]
    fn a_purge_removes_at_least_one_key() {
        assert_eq!(purge_bound(None), Ok(10_000));
        assert_eq!(purge_bound(Some(1)), Ok(1));
        assert_eq!(purge_bound(Some(0)), Err(QueueFault::BadMaxRows(0)));
    }

    #[test]
    fn windows_outside_one_hour_to_ten_years_are_refused() {
        for text in ["59 minutes", "11 years", "-1 day", "0", "", "a week", "forever"] {
            assert_eq!(Retention::parse(text), None, "{text}");
        }
    }
}
