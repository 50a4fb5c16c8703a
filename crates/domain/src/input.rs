//! A request's fields as the types that rules need, or the fault that says what is wrong with them.
//! One reading for every door: JSON body, flat body, SQL arguments.

use bigdecimal::BigDecimal;
use jiff::Timestamp;
use jiff::civil::Date;
use thiserror::Error;
use uuid::Uuid;

use crate::field::Field;
pub(crate) use crate::parsing::in_our_era;
pub use crate::parsing::{parse_decimal, parse_instant};
use crate::reason::Reason;
use crate::size::SizeFault;

/// How much of a value an error shows.
const EXCERPT: usize = 100;
/// How many unknown fields an error names.
const MAX_LISTED: usize = 20;

/// The fields that a request may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shape {
    /// Those that must be set.
    pub required: &'static [&'static str],
    /// Those that may be left out.
    pub optional: &'static [&'static str],
}

/// What is wrong with a request's form.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum InputFault {
    /// The body has no key `payload`, or it is null.
    #[error("payload is required")]
    PayloadMissing(Shape),
    /// The payload is no object.
    #[error("payload must be an object")]
    PayloadNotObject(Shape, String),
    /// Fields that the request does not have.
    #[error("unknown field{} in payload", if .1.len() == 1 { "" } else { "s" })]
    Unknown(Shape, Vec<String>),
    /// A value that is too large.
    #[error(transparent)]
    Size(#[from] SizeFault),
    /// A required field is absent, null or blank.
    #[error("{0} is required")]
    Missing(&'static str),
    /// A value is of another type or does not parse.
    #[error("{field} must be {expected}")]
    Malformed {
        /// Its name.
        field: &'static str,
        /// What was expected.
        expected: &'static str,
        /// What was sent, cut.
        value: String,
    },
    /// A value is none of a closed list.
    #[error("unsupported {field}: {value}")]
    NotOneOf {
        /// Its name.
        field: &'static str,
        /// What was sent, cut.
        value: String,
        /// The list.
        allowed: String,
    },
}

impl InputFault {
    /// The word for it.
    #[must_use]
    pub const fn reason(&self) -> Reason {
        match self {
            Self::PayloadMissing(_) | Self::Missing(_) => Reason::MissingField,
            Self::PayloadNotObject(..) | Self::Malformed { .. } => Reason::MalformedValue,
            Self::Unknown(..) => Reason::UnknownField,
            Self::Size(_) => Reason::TooLarge,
            Self::NotOneOf { .. } => Reason::UnsupportedValue,
        }
    }

    /// The offending value or fields.
    #[must_use]
    pub fn detail(&self) -> Option<String> {
        match self {
            Self::PayloadMissing(_) | Self::Missing(_) => None,
            Self::PayloadNotObject(_, value) => Some(format!("payload is {value}")),
            Self::Unknown(_, names) => Some(listed(names)),
            Self::Size(fault) => Some(fault.detail()),
            Self::Malformed { field, value, .. } | Self::NotOneOf { field, value, .. } => {
                Some(format!("{field} is {value}"))
            }
        }
    }

    /// What to send instead.
    #[must_use]
    pub fn hint(&self) -> String {
        match self {
            Self::PayloadMissing(shape)
            | Self::PayloadNotObject(shape, _)
            | Self::Unknown(shape, _) => shape.hint(),
            Self::Size(fault) => fault.hint().to_owned(),
            Self::Missing(field) => format!("Set {field}."),
            Self::Malformed { field, expected, .. } => format!("Send {field} as {expected}."),
            Self::NotOneOf { allowed, .. } => format!("Use one of {allowed}."),
        }
    }
}

/// The first names, and how many more there are.
fn listed(names: &[String]) -> String {
    let shown = names.iter().take(MAX_LISTED).map(String::as_str).collect::<Vec<_>>().join(", ");
    match names.len().saturating_sub(MAX_LISTED) {
        0 => shown,
        more => format!("{shown} and {more} more"),
    }
}

impl Shape {
    fn hint(self) -> String {
        format!(
            "Send {{\"payload\": {{…}}}} with {}; optional: {}.",
            self.required.join(", "),
            self.optional.join(", ")
        )
    }

    /// Refuses keys that are none of the request's fields.
    pub fn check_keys<'a>(self, keys: impl Iterator<Item = &'a str>) -> Result<(), InputFault> {
        let known = |key: &str| self.required.contains(&key) || self.optional.contains(&key);
        let unknown: Vec<String> =
            keys.filter(|key| !known(key)).map(|key| key.chars().take(EXCERPT).collect()).collect();
        if unknown.is_empty() { Ok(()) } else { Err(InputFault::Unknown(self, unknown)) }
    }
}

/// A request's fields by name.
#[derive(Clone, Default)]
pub struct Input<'a>(pub Vec<(&'a str, Field<'a>)>);

type Checked<T> = Result<T, InputFault>;

impl Input<'_> {
    /// The field of that name; [`Field::Absent`] when there is none.
    #[must_use]
    pub fn get(&self, name: &str) -> &Field<'_> {
        let found = self.0.iter().find(|(key, _)| *key == name);
        found.map_or(&Field::Absent, |(_, field)| field)
    }

    /// Text as it was sent; blank counts as not set.
    pub fn text(&self, name: &'static str) -> Checked<Option<String>> {
        match self.get(name) {
            Field::Absent | Field::Null => Ok(None),
            // JSON can spell it; a text column that held it could not be read any more.
            field @ Field::Text(text) if text.contains('\0') => {
                Err(malformed(name, "text without \\u0000", field))
            }
            Field::Text(text) => Ok((!text.trim().is_empty()).then(|| text.to_string())),
            other => Err(malformed(name, "text", other)),
        }
    }

    /// Text without the blanks around it.
    pub fn trimmed(&self, name: &'static str) -> Checked<Option<String>> {
        Ok(self.text(name)?.map(|text| text.trim().to_owned()))
    }

    /// A UUID in any usual spelling.
    pub fn uuid(&self, name: &'static str) -> Checked<Option<Uuid>> {
        self.parsed(name, "a UUID", |text| Uuid::try_parse(text).ok())
    }

    /// A whole number, as a number or as text.
    pub fn integer(&self, name: &'static str) -> Checked<Option<i64>> {
        self.numeric(name, "a whole number", |number| {
            if !number.is_integer() || number.digits() > 40 {
                return None;
            }
            number.with_scale(0).to_plain_string().parse().ok()
        })
    }

    /// A finite number, as a number or as text.
    pub fn number(&self, name: &'static str) -> Checked<Option<BigDecimal>> {
        self.numeric(name, "a finite number", |number| Some(number.clone()))
    }

    /// true or false, also as text.
    pub fn boolean(&self, name: &'static str) -> Checked<Option<bool>> {
        match self.get(name) {
            Field::Boolean(value) => Ok(Some(*value)),
            _ => self.parsed(name, "true or false", |text| text.parse().ok()),
        }
    }

    /// An instant as ISO 8601 text; without an offset it is UTC. Before the year 1 there is none.
    pub fn instant(&self, name: &'static str) -> Checked<Option<Timestamp>> {
        self.parsed(name, "an ISO 8601 time", |text| parse_instant(text).filter(in_our_era))
    }

    /// A calendar date, `YYYY-MM-DD`.
    pub fn date(&self, name: &'static str) -> Checked<Option<Date>> {
        self.parsed(name, "a date (YYYY-MM-DD)", |text| text.parse().ok())
    }

    /// Whether an object was sent; its content is none of the rules' business.
    pub fn object(&self, name: &'static str) -> Checked<bool> {
        match self.get(name) {
            Field::Absent | Field::Null => Ok(false),
            Field::Object(_) => Ok(true),
            other => Err(malformed(name, "an object", other)),
        }
    }

    fn parsed<T>(
        &self,
        name: &'static str,
        expected: &'static str,
        parse: impl FnOnce(&str) -> Option<T>,
    ) -> Checked<Option<T>> {
        match self.get(name) {
            Field::Absent | Field::Null => Ok(None),
            field @ Field::Text(text) => match text.trim() {
                "" => Ok(None),
                text => parse(text).map(Some).ok_or_else(|| malformed(name, expected, field)),
            },
            other => Err(malformed(name, expected, other)),
        }
    }

    fn numeric<T>(
        &self,
        name: &'static str,
        expected: &'static str,
        read: impl FnOnce(&BigDecimal) -> Option<T>,
    ) -> Checked<Option<T>> {
        let (field, text) = match self.get(name) {
            Field::Absent | Field::Null => return Ok(None),
            field @ (Field::Number(text) | Field::Text(text)) => (field, text.trim()),
            other => return Err(malformed(name, expected, other)),
        };
        if text.is_empty() {
            return Ok(None);
        }
        let number = parse_decimal(text);
        number.as_ref().and_then(read).map(Some).ok_or_else(|| malformed(name, expected, field))
    }
}

/// The value, or the fault that it is missing.
pub fn required<T>(field: &'static str, value: Option<T>) -> Checked<T> {
    value.ok_or(InputFault::Missing(field))
}

/// A number within its bounds; `None` means the default.
pub fn within(
    field: &'static str,
    value: Option<i32>,
    default: i32,
    range: std::ops::RangeInclusive<i32>,
    expected: &'static str,
) -> Checked<i32> {
    let value = value.unwrap_or(default);
    if range.contains(&value) {
        return Ok(value);
    }
    Err(malformed(field, expected, &Field::from_integer(Some(value))))
}

/// A value that does not fit.
#[must_use]
pub fn malformed(field: &'static str, expected: &'static str, value: &Field<'_>) -> InputFault {
    InputFault::Malformed { field, expected, value: value.excerpt(EXCERPT).replace('\0', "") }
}

#[cfg(test)]
#[path = "input_tests.rs"]
mod tests;
