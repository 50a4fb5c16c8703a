//! One field of an envelope as the type it must have, or what is wrong with it.

use jiff::{RoundMode, Timestamp, TimestampRound, Unit};
use uuid::Uuid;

use super::fault::Flaw;
use crate::field::Field;
use crate::input::{in_our_era, parse_decimal, parse_instant};
use crate::queue::is_key_of_message;

const ATTEMPTS: std::ops::RangeInclusive<i32> = 1..=100;

/// A UUID in any usual spelling.
pub fn uuid(field: &Field<'_>) -> Result<Uuid, Flaw> {
    let Field::Text(text) = field else { return Err(Flaw::UuidType) };
    Uuid::parse_str(text).map_err(|error| Flaw::UuidParsing(error.to_string()))
}

/// Text of 1 to `most` characters.
pub fn text(field: &Field<'_>, most: usize) -> Result<String, Flaw> {
    bounded(plain(field)?, most)
}

/// The same without the blanks around it.
pub fn trimmed(field: &Field<'_>, most: usize) -> Result<String, Flaw> {
    bounded(plain(field)?.trim(), most)
}

/// The same as a key: the name space of messages without one is out of reach.
pub fn key(field: &Field<'_>, most: usize) -> Result<String, Flaw> {
    let text = trimmed(field, most)?;
    if is_key_of_message(&text) { Err(Flaw::StringPattern) } else { Ok(text) }
}

/// The same in lower case, which may be longer than what was sent.
pub fn lowered(field: &Field<'_>, most: usize) -> Result<String, Flaw> {
    bounded(&plain(field)?.trim().to_lowercase(), most)
}

fn plain<'a>(field: &'a Field<'_>) -> Result<&'a str, Flaw> {
    match field {
        // JSON can spell it; no column of text could hold it.
        Field::Text(text) if !text.contains('\0') => Ok(text),
        _ => Err(Flaw::StringType),
    }
}

fn bounded(text: &str, most: usize) -> Result<String, Flaw> {
    if text.is_empty() {
        return Err(Flaw::StringTooShort);
    }
    // Bytes bound characters from above, so the usual text is not counted.
    if text.len() > most && text.chars().nth(most).is_some() {
        return Err(Flaw::StringTooLong(most));
    }
    Ok(text.to_owned())
}

/// How often the job was tried: 3, 3.0 or "3", within 1 to 100.
pub fn attempt(field: &Field<'_>) -> Result<i32, Flaw> {
    let number = match field {
        Field::Number(digits) => digits.as_ref(),
        Field::Text(text) => whole_text(text.trim()).ok_or(Flaw::IntParsing)?,
        _ => return Err(Flaw::IntType),
    };
    let too_much = if number.starts_with('-') {
        Flaw::GreaterThanEqual(*ATTEMPTS.start())
    } else {
        Flaw::LessThanEqual(*ATTEMPTS.end())
    };
    // What has more digits than the decimal library should see is far outside.
    let Some(decimal) = parse_decimal(number) else { return Err(too_much) };
    if !decimal.is_integer() {
        return Err(Flaw::IntFromFloat);
    }
    if decimal.digits() > 9 {
        return Err(too_much);
    }
    let attempt = decimal.with_scale(0).to_plain_string().parse().map_err(|_| too_much)?;
    if attempt < *ATTEMPTS.start() {
        return Err(Flaw::GreaterThanEqual(*ATTEMPTS.start()));
    }
    if attempt > *ATTEMPTS.end() {
        return Err(Flaw::LessThanEqual(*ATTEMPTS.end()));
    }
    Ok(attempt)
}

/// Digits, perhaps with a sign before and `.0` behind.
fn whole_text(text: &str) -> Option<&str> {
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, "0"));
    let digits =
        |part: &str, allowed: fn(u8) -> bool| !part.is_empty() && part.bytes().all(allowed);
    let is_whole =
        digits(whole, |byte| byte.is_ascii_digit()) && digits(fraction, |byte| byte == b'0');
    is_whole.then_some(text)
}

/// An instant as ISO 8601 text in the calendar's years, in microseconds as Postgres keeps it. What
/// consists of digits alone is an epoch number or one of several dates: refused.
pub fn created_at(field: &Field<'_>) -> Result<Timestamp, Flaw> {
    let Field::Text(text) = field else { return Err(Flaw::DatetimeType) };
    let instant = parse_instant(text)
        .filter(in_our_era)
        .filter(|_| !text.trim().bytes().all(|byte| byte.is_ascii_digit()));
    instant.map(whole_micros).ok_or(Flaw::DatetimeParsing)
}

/// Without the digits that a timestamptz has no place for.
pub fn whole_micros(at: Timestamp) -> Timestamp {
    let round = TimestampRound::new().smallest(Unit::Microsecond).mode(RoundMode::Floor);
    at.round(round).unwrap_or(at)
}

/// An object, whatever is in it.
pub fn object(field: &Field<'_>) -> Result<(), Flaw> {
    if matches!(field, Field::Object(_)) { Ok(()) } else { Err(Flaw::DictType) }
}
