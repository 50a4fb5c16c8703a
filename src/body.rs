//! A request on its way to the rules: its fields by name, from a JSON body or from SQL arguments.

use dragonfly_domain::field::{Field, excerpt};
use dragonfly_domain::input::{Input, InputFault, Shape, malformed};
use dragonfly_domain::size::MAX_PAYLOAD_BYTES;
use pgrx::datum::Interval;

use crate::element::Element;
use crate::error::Result;
use crate::jsonb::RawJsonb;

/// The fields of a request.
pub struct Body(Vec<(String, Element)>);

impl Body {
    /// The jsonb door: an object with the request's fields and no others.
    pub fn of_payload(payload: Option<RawJsonb>, shape: Shape) -> Result<Self> {
        let payload = payload.filter(|payload| !payload.is_null());
        let payload = payload.ok_or(InputFault::PayloadMissing(shape))?;
        if !payload.is_object() {
            let shown = excerpt(&payload, 100);
            return Err(InputFault::PayloadNotObject(shape, shown).into());
        }
        check("payload", payload)?;
        let entries = payload.entries();
        shape.check_keys(entries.iter().map(|(key, _)| key.as_str()))?;
        Ok(Self(entries))
    }

    /// The fields of an object, whatever they are; nothing else has any.
    pub fn of_object(object: Option<RawJsonb>) -> Self {
        Self(object.map(RawJsonb::entries).unwrap_or_default())
    }

    /// The flat door: SQL arguments by their names.
    pub fn of_arguments<const N: usize>(arguments: [(&'static str, Element); N]) -> Result<Self> {
        for (name, value) in &arguments {
            check_size(name, value.nested())?;
        }
        let named = arguments.into_iter().map(|(name, value)| (name.to_owned(), value));
        Ok(Self(named.collect()))
    }

    /// What the rules read.
    pub fn input(&self) -> Input<'_> {
        Input(self.0.iter().map(|(name, value)| (name.as_str(), value.field())).collect())
    }

    /// The object of that name, when one was sent.
    pub fn object(&self, name: &str) -> Option<RawJsonb> {
        self.0.iter().find(|(key, _)| key == name)?.1.nested()
    }

    /// The elements of the array of that name; none when it was not set.
    pub fn list(&self, name: &'static str) -> Result<Vec<Element>> {
        let found = self.0.iter().find(|(key, _)| key == name).map(|(_, value)| value);
        match found {
            None | Some(Element::Absent | Element::Null) => Ok(Vec::new()),
            Some(Element::Nested(value)) if value.is_array() => Ok(value.elements()),
            Some(other) => Err(not_a_list(name, &other.field())),
        }
    }
}

/// A value that is kept as it is, or handed out again: neither may fail because of its size. JSON null is
/// what clients send for what they do not set.
pub fn bounded(field: &'static str, value: Option<RawJsonb>) -> Result<Option<RawJsonb>> {
    let value = value.filter(|value| !value.is_null());
    check_size(field, value)?;
    Ok(value)
}

/// The same check of a value that is kept, JSON null too.
pub fn check_size(field: &'static str, value: Option<RawJsonb>) -> Result<()> {
    value.map_or(Ok(()), |value| check(field, value))
}

fn check(field: &'static str, value: RawJsonb) -> Result<()> {
    let checked = value.size().check(field, MAX_PAYLOAD_BYTES);
    Ok(checked.map_err(InputFault::from)?)
}

/// A thousand years: further back, the calendar of timestamps ends.
const LONGEST_MICROS: i128 = 1000 * 366 * 24 * 3600 * 1_000_000;

/// An age: no negative interval, and none before the calendar.
pub fn age(field: &'static str, age: Option<Interval>) -> Result<Option<Interval>> {
    match age {
        Some(age) if !(0..=LONGEST_MICROS).contains(&age.as_micros()) => {
            let shown = age.to_string();
            let sent = Field::from_text(Some(&shown));
            Err(malformed(field, "an interval of 0 to 1000 years", &sent).into())
        }
        age => Ok(age),
    }
}

fn not_a_list(name: &'static str, value: &Field<'_>) -> crate::error::Error {
    malformed(name, "an array", value).into()
}
