//! Numbers and times in the spellings that callers use.

use bigdecimal::BigDecimal;
use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;

/// More digits than any amount, id or score has.
const MAX_NUMBER_BYTES: usize = 2000;
/// Seconds from 1970 back to the beginning of the year 1.
const YEAR_ONE: i64 = -62_135_596_800;

/// A decimal number that a numeric column could hold. An exponent is bounded: a short text must not
/// become a number of a billion digits. The decimal library would also read `1_000`.
#[must_use]
pub fn parse_decimal(text: &str) -> Option<BigDecimal> {
    // The time it takes grows with the square of the digits.
    if text.contains('_') || text.len() > MAX_NUMBER_BYTES {
        return None;
    }
    let exponent =
        text.split_once(['e', 'E']).map_or(Some(0i64), |(_, digits)| digits.parse().ok())?;
    if exponent.abs() > 1000 {
        return None;
    }
    text.parse().ok()
}

/// Postgres and ISO 8601 have no year 0 in common.
pub(crate) fn in_our_era(at: &Timestamp) -> bool {
    at.as_second() >= YEAR_ONE
}

/// ISO 8601 with an offset, without one (UTC), or a bare date (midnight UTC).
#[must_use]
pub fn parse_instant(text: &str) -> Option<Timestamp> {
    let text = text.trim();
    if let Ok(instant) = text.parse::<Timestamp>() {
        return Some(instant);
    }
    let civil = text
        .parse::<DateTime>()
        .or_else(|_| text.parse::<Date>().map(|date| date.at(0, 0, 0, 0)))
        .ok()?;
    civil.to_zoned(TimeZone::UTC).ok().map(|zoned| zoned.timestamp())
}
