//! Typed values out of fields: texts, UUIDs, instants, and what to say when a field is none.

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use thiserror::Error;
use uuid::Uuid;

use crate::Date;
use crate::field::Field;

/// How much of an offending value an error shows, in characters.
const EXCERPT: usize = 100;

/// A field that is missing or is not what it should be; all of them are SQLSTATE P0001.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum InputFault {
    /// Not there, null or blank.
    #[error("{0} is required")]
    Missing(&'static str),
    /// There, but not `wanted`; carries the value, cut to 100 characters.
    #[error("{name} must be {wanted}")]
    #[allow(missing_docs, reason = "the line above shows them")]
    Malformed { name: &'static str, wanted: &'static str, value: String },
}

impl InputFault {
    /// The field holds something else than `wanted`.
    #[must_use]
    pub fn malformed(name: &'static str, wanted: &'static str, field: &Field<'_>) -> Self {
        Self::Malformed { name, wanted, value: field.excerpt(EXCERPT) }
    }

    /// The offending value, where there is one to show.
    #[must_use]
    pub fn detail(&self) -> Option<String> {
        match self {
            Self::Missing(_) => None,
            Self::Malformed { name, value, .. } => Some(format!("{name} is {value}")),
        }
    }

    /// What the caller should do.
    #[must_use]
    pub fn hint(&self) -> String {
        match self {
            Self::Missing(name) => format!("Send {name}."),
            Self::Malformed { name, wanted, .. } => format!("Send {name} as {wanted}."),
        }
    }
}

/// A moment as the caller said it.
#[derive(Clone)]
pub enum Moment<'a> {
    /// A field of a JSON body: ISO 8601 text; without an offset it means UTC.
    Field(Field<'a>),
    /// A timestamptz argument; `None` when it is infinite or outside any calendar.
    Instant(Option<Timestamp>),
}

/// A UUID that must be there.
pub fn required_uuid(name: &'static str, field: &Field<'_>) -> Result<Uuid, InputFault> {
    optional_uuid(name, field)?.ok_or(InputFault::Missing(name))
}

/// A UUID, unless the field is unset or blank.
pub fn optional_uuid(name: &'static str, field: &Field<'_>) -> Result<Option<Uuid>, InputFault> {
    let Some(text) = optional_text(name, field)? else { return Ok(None) };
    let parsed = Uuid::try_parse(text.trim());
    parsed.map(Some).map_err(|_| InputFault::malformed(name, "a UUID", field))
}

/// A text that must be there and not blank; as it stands, untrimmed.
pub fn required_text(name: &'static str, field: &Field<'_>) -> Result<String, InputFault> {
    optional_text(name, field)?.ok_or(InputFault::Missing(name))
}

/// A text as it stands, unless the field is unset or blank; a number counts as its digits.
pub fn optional_text(name: &'static str, field: &Field<'_>) -> Result<Option<String>, InputFault> {
    match field {
        Field::Absent | Field::Null => Ok(None),
        Field::Text(text) | Field::Number(text) => {
            Ok((!text.trim().is_empty()).then(|| text.clone().into_owned()))
        }
        _ => Err(InputFault::malformed(name, "text", field)),
    }
}

/// Like [`optional_text`], without the space around it.
pub fn trimmed_text(name: &'static str, field: &Field<'_>) -> Result<Option<String>, InputFault> {
    Ok(optional_text(name, field)?.map(|text| text.trim().to_owned()))
}

/// A moment, unless it is unset.
pub fn optional_instant(
    name: &'static str,
    moment: &Moment<'_>,
) -> Result<Option<Timestamp>, InputFault> {
    const WANTED: &str = "a timestamp before the year 10000";
    let field = match moment {
        Moment::Instant(Some(instant)) => return Ok(Some(*instant)),
        Moment::Instant(None) => &Field::from_text(Some("infinite")),
        Moment::Field(field) if field.is_unset() => return Ok(None),
        Moment::Field(field) => field,
    };
    let instant = match (moment, field) {
        (Moment::Field(_), Field::Text(text)) => parse_instant(text),
        _ => None,
    };
    instant.map(Some).ok_or_else(|| InputFault::malformed(name, WANTED, field))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blank_is_the_same_as_missing() {
        for field in [Field::Absent, Field::Null, Field::from_text(Some("  "))] {
            assert_eq!(required_text("outcome", &field), Err(InputFault::Missing("outcome")));
            assert_eq!(required_uuid("case_id", &field), Err(InputFault::Missing("case_id")));
        }
    }

    #[test]
    fn a_text_keeps_its_space_unless_it_is_trimmed() {
        let field = Field::from_text(Some(" a "));
        assert_eq!(optional_text("x", &field), Ok(Some(" a ".into())));
        assert_eq!(trimmed_text("x", &field), Ok(Some("a".into())));
    }

    #[test]
    fn what_is_no_uuid_is_shown() {
        let fault = optional_uuid("task_id", &Field::from_text(Some("7"))).unwrap_err();
        assert_eq!(fault.to_string(), "task_id must be a UUID");
        assert_eq!(fault.detail().as_deref(), Some("task_id is 7"));
        assert_eq!(fault.hint(), "Send task_id as a UUID.");
    }

    #[test]
    fn an_instant_without_offset_is_utc_and_infinity_is_none() {
        let field = |text| Moment::Field(Field::from_text(Some(text)));
        let noon = optional_instant("at", &field("2026-01-31T12:00:00")).unwrap().unwrap();
        assert_eq!(noon.to_string(), "2026-01-31T12:00:00Z");
        assert!(optional_instant("at", &field("soon")).is_err());
        assert!(optional_instant("at", &Moment::Instant(None)).is_err());
        assert_eq!(optional_instant("at", &Moment::Field(Field::Null)), Ok(None));
    }
}
