//! One value as a caller sent it: a field of a JSON body, or an SQL argument.

use std::borrow::Cow;

use dragonfly_domain::field::Field;
use dragonfly_domain::json::Json;
use pgrx::datum::{Date, TimestampWithTimeZone};
use pgrx::{AnyNumeric, Uuid};

use crate::clock;
use crate::jsonb::RawJsonb;

/// A value found inside a jsonb value.
pub enum Element {
    /// The key is not there.
    Absent,
    /// null
    Null,
    /// A string.
    Text(String),
    /// A number with all its digits.
    Number(String),
    /// A number with more digits than anybody reads; carries how many.
    LongNumber(usize),
    /// A boolean.
    Boolean(bool),
    /// An object or an array.
    Nested(RawJsonb),
}

impl Element {
    /// The element as the rules see it.
    pub fn field(&self) -> Field<'_> {
        match self {
            Element::Absent => Field::Absent,
            Element::Null => Field::Null,
            Element::Text(text) => Field::Text(Cow::Borrowed(text)),
            Element::Number(digits) => Field::Number(Cow::Borrowed(digits)),
            Element::LongNumber(digits) => Field::LongNumber(*digits),
            Element::Boolean(value) => Field::Boolean(*value),
            Element::Nested(value) => value.field(),
        }
    }

    /// The object or array, when it is one.
    pub fn nested(&self) -> Option<RawJsonb> {
        match self {
            Element::Nested(value) => Some(*value),
            _ => None,
        }
    }
}

/// Whatever SQL type it has, NULL is null and the rest is what the rules read.
impl<T: Into<Element>> From<Option<T>> for Element {
    fn from(argument: Option<T>) -> Self {
        argument.map_or(Self::Null, Into::into)
    }
}

impl From<&str> for Element {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<i64> for Element {
    fn from(number: i64) -> Self {
        Self::Number(number.to_string())
    }
}

impl From<AnyNumeric> for Element {
    fn from(number: AnyNumeric) -> Self {
        Self::Number(number.to_string())
    }
}

impl From<bool> for Element {
    fn from(value: bool) -> Self {
        Self::Boolean(value)
    }
}

impl From<Uuid> for Element {
    fn from(id: Uuid) -> Self {
        Self::Text(id.to_string())
    }
}

impl From<TimestampWithTimeZone> for Element {
    fn from(at: TimestampWithTimeZone) -> Self {
        Self::Text(clock::instant(at).map_or_else(|| "infinity".to_owned(), |at| at.to_string()))
    }
}

/// As ISO 8601 whatever the session's `DateStyle` says.
impl From<Date> for Element {
    fn from(date: Date) -> Self {
        if !date.is_finite() {
            return Self::Text("infinity".to_owned());
        }
        Self::Text(format!("{:04}-{:02}-{:02}", date.year(), date.month(), date.day()))
    }
}

impl From<RawJsonb> for Element {
    fn from(value: RawJsonb) -> Self {
        if value.is_null() { Self::Null } else { Self::Nested(value) }
    }
}

impl From<Vec<Option<String>>> for Element {
    fn from(texts: Vec<Option<String>>) -> Self {
        RawJsonb::of(&Json::from(texts)).into()
    }
}
