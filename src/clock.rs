//! The transaction's time, and the two spellings of an instant: Postgres's and the rules'.

use dragonfly_domain::Timestamp;
use pgrx::datum::TimestampWithTimeZone;
use pgrx::pg_sys::TimestampTz;

/// Microseconds from 1970-01-01 to 2000-01-01, where Postgres begins to count.
const POSTGRES_EPOCH: i64 = 946_684_800_000_000;

/// `now()` of the current transaction.
pub fn now() -> Timestamp {
    instant(pgrx::datum::transaction_timestamp()).unwrap_or(Timestamp::UNIX_EPOCH)
}

/// A timestamptz as an instant; `None` when it is infinite or beyond the year 9999.
pub fn instant(at: TimestampWithTimeZone) -> Option<Timestamp> {
    let micros = TimestampTz::from(at).checked_add(POSTGRES_EPOCH)?;
    Timestamp::from_microsecond(micros).ok()
}

/// An instant as a timestamptz.
pub fn timestamptz(at: Timestamp) -> Option<TimestampWithTimeZone> {
    TimestampWithTimeZone::try_from(at.as_microsecond() - POSTGRES_EPOCH).ok()
}

/// So many seconds later, at the end of the calendar at the latest.
pub fn after(at: Timestamp, seconds: i32) -> Timestamp {
    let micros = i64::from(seconds) * 1_000_000;
    Timestamp::from_microsecond(at.as_microsecond() + micros).unwrap_or(Timestamp::MAX)
}

/// The same of a timestamptz.
pub fn later(at: TimestampWithTimeZone, seconds: i32) -> Option<TimestampWithTimeZone> {
    timestamptz(after(instant(at)?, seconds))
}
